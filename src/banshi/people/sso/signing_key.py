"""The key that signs what platforms are told of a person (RS256, RFC 7518)."""

from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from banshi.lib import home

BITS = 3072


@cache
def pem() -> str:
    """This installation's, made on first use and kept with its secrets."""
    return home.kept("sso_key", _new).decode()


def _new() -> bytes:
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
