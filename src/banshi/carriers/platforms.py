"""其他平台 are told at an address of theirs that somebody has signed out. Only at origins that whoever runs the server has named: what an
administrator types is not asked for from inside the house (S13)."""

from urllib.parse import urlsplit

from django.conf import settings

from banshi.carriers import posting

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = 5  # seconds for all of it; nobody waits, but other platforms do


class NotNamed(RuntimeError):
    """The address is at no origin of `BANSHI_PLATFORM_ORIGINS`."""


def may_be_told(address: str) -> bool:
    """True where whoever runs the server has named its origin."""
    return posting.origin(address) in settings.PLATFORM_ORIGINS


def can_be_met(named: str) -> bool:
    """True where an address that a platform is registered with may have this origin: nothing but an origin, and https unless it is on this
    machine."""
    try:
        parts = urlsplit(named)
        plain = (
            bool(parts.hostname)
            and not set("@*") & set(parts.netloc)
            and parts.port != 0
            and posting.origin(named) == named
        )
    except ValueError:
        return False
    return plain and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def tell_signed_out(address: str, token: str) -> None:
    """Posts a logout token (OpenID Connect Back-Channel Logout 1.0, 2.5). Raises NotNamed, OSError where the platform does not take it,
    and HTTPException for what is no HTTP."""
    if not may_be_told(address):
        raise NotNamed(address)
    posting.post_form(address, {"logout_token": token}, {}, TIMEOUT)
