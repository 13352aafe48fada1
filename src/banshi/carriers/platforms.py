"""其他平台 are told at an address of theirs that somebody has signed out. Only at origins that whoever runs the server has named: what an
administrator types is not asked for from inside the house (S13)."""

from django.conf import settings

from banshi.carriers import posting

TIMEOUT = 5  # seconds for all of it; nobody waits, but other platforms do


class NotNamed(RuntimeError):
    """The address is at no origin of `BANSHI_PLATFORM_ORIGINS`."""


def may_be_told(address: str) -> bool:
    """True where whoever runs the server has named its origin."""
    return posting.origin(address) in settings.PLATFORM_ORIGINS


def tell_signed_out(address: str, token: str) -> None:
    """Posts a logout token (OpenID Connect Back-Channel Logout 1.0, 2.5). Raises NotNamed, OSError where the platform does not take it,
    and HTTPException for what is no HTTP."""
    if not may_be_told(address):
        raise NotNamed(address)
    posting.post_form(address, {"logout_token": token}, {}, TIMEOUT)
