"""What is known of the code a platform exchanges, beside allauth: when its session signed in, and the token it gave."""

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Token
from django.conf import settings
from django.core.cache import cache

from banshi.lib import sealed
from banshi.people.signing_in import tries

LIVES: int = settings.IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN  # seconds: as long as what a code gives


def note_sign_in(code: str, at: int) -> None:
    """Keeps when the session that made this code signed in, in seconds since 1970."""
    cache.set(_name(code), at, LIVES)


def signed_in_at(code: str) -> int | None:
    """The same; None for a code of nobody's."""
    at: int | None = cache.get(_name(code))
    return at


def take(code: str) -> bool:
    """True for the first try of a code. Any other takes back the token the first gave (RFC 6749, 4.1.2): two hold the code."""
    if tries.is_first(_name(code), LIVES):
        return True
    Token.objects.filter(data__code=_name(code)).delete()
    return False


def gave(code: str, token: str) -> None:
    """Notes which access token was given for a code."""
    given = Token.objects.filter(hash=get_adapter().hash_token(token))
    given.update(data={"code": _name(code)})


def _name(code: str) -> str:
    return sealed.index(f"sso code {code}")
