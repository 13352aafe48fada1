"""Personal data at rest: sealed with AES-256-GCM, found again by a blind index. The cipher is one class, to be replaced whole."""

import hmac
import os
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from banshi.lib import home

_NONCE = 12


def seal(text: str) -> str:
    """The text as it is stored: nonce and ciphertext in hex. Empty stays empty."""
    return seal_bytes(text.encode()).hex()


def opened(stored: str) -> str:
    """The text again. Raises cryptography's InvalidTag when it was tampered with."""
    return opened_bytes(bytes.fromhex(stored)).decode()


def seal_bytes(content: bytes) -> bytes:
    """The same of a picture or another file."""
    if not content:
        return b""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(home.secret("sealing")).encrypt(nonce, content, None)


def opened_bytes(stored: bytes) -> bytes:
    """The content again. Raises cryptography's InvalidTag when it was tampered with."""
    return AESGCM(home.secret("sealing")).decrypt(stored[:_NONCE], stored[_NONCE:], None) if stored else b""


def index(text: str) -> str:
    """A keyed digest by which equal texts are found without opening any. Empty stays empty."""
    return hmac.new(home.secret("sealing_index"), text.encode(), sha256).hexdigest() if text else ""


def masked_phone(phone: str) -> str:
    """138****1234, as lists show it."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "****"
