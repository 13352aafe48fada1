"""The secrets of an installation as one piece of a backup, locked with the operator's passphrase."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from banshi.lib import home
from banshi.lib.canon import canonical

SALT, NONCE = 16, 12  # bytes
# A server's database passwords are its own; whoever restores has others.
STAY = "database_"


def secrets() -> bytes:
    """All that sealed columns, signatures and sign-in codes need, as JSON of hex."""
    files = sorted(home.path("secrets").iterdir())
    kept = [each for each in files if not each.name.startswith((STAY, "."))]
    return canonical({each.name: each.read_bytes().hex() for each in kept})


def locked(plain: bytes, passphrase: bytes) -> bytes:
    """Salt, nonce and AES-256-GCM under a key made of the passphrase by scrypt (RFC 7914)."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, plain, None)


def unlocked(raw: bytes, passphrase: bytes) -> bytes:
    """The secrets again. Raises ValueError for another passphrase, or when somebody changed them."""
    salt, nonce, sealed = raw[:SALT], raw[SALT : SALT + NONCE], raw[SALT + NONCE :]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, None)
    except InvalidTag as why:
        raise ValueError("another passphrase") from why


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase)
