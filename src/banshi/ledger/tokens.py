"""Submit tokens: 128 random bits that come with a form."""

import secrets


def new_token() -> str:
    """A fresh token."""
    return secrets.token_urlsafe(16)
