"""退出通知: platforms where somebody is hear that they have signed out here (OpenID Connect Back-Channel Logout 1.0).

A platform is told of the person (`sub`), not of one session: whoever leaves here has left there, in whichever browser they opened it.
"""

import logging
from datetime import datetime, timedelta
from http.client import HTTPException
from time import monotonic
from typing import Any

import jwt
from allauth.core.internal import jwkkit
from django.conf import settings

from banshi.carriers import platforms
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery, NotYet
from banshi.lib import sealed
from banshi.people.models import Consent, Platform
from banshi.people.sso import signing_key

TO = "platforms.sign_out"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
LIVES = 120  # seconds of a token (2.4 there)
PATIENCE = timedelta(hours=1)  # a platform that has not been reached by then is told no more
PAUSE = timedelta(minutes=1)  # one that has not answered is left alone for so long, that the others are told meanwhile
SLOW = 1  # second; one that takes longer to answer is left alone for as long as it took
log = logging.getLogger(__name__)

# Platforms that have not answered, or slowly, and until when they are left alone. A new worker finds out for itself.
_away: dict[int, datetime] = {}


def told(account: int, **which: int) -> list[Delivery]:
    """The deliveries that tell every platform where that account is, or `which`, that it has signed out; each is told once. Belongs to the
    caller's transaction."""
    inside = Consent.objects.filter(account=account, until=None, left_at=None, platform__ended_at=None, **which)
    rows = list(inside.exclude(platform__signs_out_at="").order_by("pk"))
    if not rows:
        return []
    now = clock.now()
    Consent.objects.filter(pk__in=[row.pk for row in rows]).update(left_at=now)
    return [Delivery(TO, {"platform": row.platform_id, "subject": row.subject, "at": now.timestamp()}) for row in rows]


def tell(payload: dict[str, Any], message_id: str) -> None:
    """Tells one platform. Raises as `carriers.platforms` where it does not take it; the outbox tries again, for an hour. Raises NotYet
    where it has not taken another just before, or took its time."""
    platform = Platform.objects.select_related("client").get(pk=payload["platform"])
    now = clock.now()
    told_nowhere = platform.ended_at or not platform.signs_out_at
    if told_nowhere or now.timestamp() - payload["at"] > PATIENCE.total_seconds():
        log.warning("platform %s was not told that somebody has signed out", platform.pk)
        return
    if _is_there_again(platform, payload["subject"]):
        return
    if (until := _away.get(platform.pk, now)) > now:
        raise NotYet(until)
    _post(platform, _token(platform.client_id, payload["subject"], message_id, int(now.timestamp())))


def _post(platform: Platform, token: str) -> None:
    began = monotonic()
    try:
        platforms.tell_signed_out(platform.signs_out_at, token)
    except (OSError, HTTPException):
        _away[platform.pk] = clock.now() + PAUSE
        raise
    if (took := monotonic() - began) > SLOW:
        _away[platform.pk] = clock.now() + timedelta(seconds=took)


def _is_there_again(platform: Platform, subject: str) -> bool:
    """They have entered it since: the token would end what they have begun there."""
    return Consent.objects.filter(platform=platform, subject=subject, until=None, left_at=None).exists()


def _token(client: str, subject: str, message_id: str, now: int) -> str:
    """2.4 there; `jti` is the same at every try, and tells two platforms nothing by which they knew the person for the same."""
    said = {
        "iss": settings.SITE_URL,
        "aud": client,
        "sub": subject,
        "iat": now,
        "exp": now + LIVES,
        "jti": sealed.index(f"platform {client} message {message_id}"),
        "events": {EVENT: {}},
    }
    public, private = jwkkit.load_jwk_from_pem(signing_key.pem())
    return jwt.encode(said, private, algorithm="RS256", headers={"typ": "logout+jwt", "kid": public["kid"]})
