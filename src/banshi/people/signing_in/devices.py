"""Devices people have signed in on before, remembered in a signed cookie on the device itself."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from banshi.lib import sealed

COOKIE = "__Host-device" if settings.TLS else "device"
AGE = timedelta(days=365)
MOST = 10  # accounts a device remembers


def address(request: HttpRequest) -> str:
    """The network address a request comes from. Behind a TLS proxy it is what that proxy says; nobody else is believed."""
    if settings.TLS and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()[:45]
    return str(request.META.get("REMOTE_ADDR", ""))


def browser(request: HttpRequest) -> str:
    """What the browser says it is; a hint for the log, no proof of anything."""
    return request.headers.get("User-Agent", "")[:200]


def session(request: HttpRequest) -> str:
    """What a code by SMS is bound to. A visitor who has no session yet gets one, or all such visitors would share one."""
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def known(request: HttpRequest, identifier: str) -> str:
    """The device's token for this account; "" when the account has not signed in here."""
    return _all(request).get(_name(identifier), "")


def remember(request: HttpRequest, response: HttpResponse, identifier: str) -> None:
    """Notes that this account has signed in here, in front of the others."""
    before = _all(request)
    name = _name(identifier)
    noted = {name: before.get(name) or secrets.token_urlsafe(12)} | before
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(list(noted.items())[:MOST]), salt=COOKIE),
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.TLS,
    )


def _all(request: HttpRequest) -> dict[str, str]:
    """Tokens by the account's blind index, so that the cookie tells nobody who works here."""
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=AGE))
    except signing.BadSignature:
        return {}


def _name(identifier: str) -> str:
    return sealed.index(identifier)[:16]
