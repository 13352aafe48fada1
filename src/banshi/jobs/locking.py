"""What the operator's passphrase does for a backup: it locks the secrets in it and seals the manifest."""

import hmac
import json
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from banshi.lib import home
from banshi.lib.canon import canonical

SALT, NONCE = 16, 12  # bytes
NAME = re.compile(r"[a-z][a-z_]*")
# A server's database passwords are its own; whoever restores has others.
STAY = "database_"


class NoWord(ValueError):
    """The passphrase file holds nothing."""


def passphrase(file: Path | None) -> bytes:
    """The words in that file, without the space around them; none without a file. Raises NoWord, OSError."""
    if file is None:
        return b""
    if not (words := file.read_bytes().strip()):
        raise NoWord(f"口令文件 {file} 是空的：请先在里面写一句口令。")
    return words


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


def named(plain: bytes) -> dict[str, bytes]:
    """The secrets by name. Raises ValueError for what `secrets` never wrote: their names become paths."""
    kept = json.loads(plain)
    if not isinstance(kept, dict) or not all(NAME.fullmatch(name) and not name.startswith(STAY) for name in kept):
        raise ValueError("not our secrets")
    return {name: bytes.fromhex(str(value)) for name, value in kept.items()}


def seal(manifest: bytes, passphrase: bytes) -> bytes:
    """Salt and HMAC-SHA256 under a key of the passphrase. Without one anybody could make it: it then finds accidents, not malice."""
    return _seal(manifest, passphrase, os.urandom(SALT))


def holds(sealed: bytes, manifest: bytes, passphrase: bytes) -> bool:
    """True when nobody without the passphrase has touched the manifest."""
    return hmac.compare_digest(sealed, _seal(manifest, passphrase, sealed[:SALT]))


def _seal(manifest: bytes, passphrase: bytes, salt: bytes) -> bytes:
    return salt + hmac.digest(_key(passphrase, salt), manifest, "sha256")


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase)
