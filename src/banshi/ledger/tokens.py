"""Submit tokens: 128 random bits that come with a form."""

import re
import secrets

_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A fresh token."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """True for what `new_token` may have made."""
    return bool(_SHAPE.fullmatch(text))
