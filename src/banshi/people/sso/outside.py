"""统一身份认证: somebody goes to the outside provider and comes back with a code. Each way is good once, in the browser that began."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from banshi.carriers import identity_provider
from banshi.carriers.identity_provider import NotBelieved, NotReached, NotTaken
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound, Refusal, Unavailable
from banshi.lib.text import plain

BEGUN, KNOWN = "outside_begun", "outside_known"  # in the session: the way there, and who came back
LIVES = 10 * 60  # seconds for the way there and back, and for linking who came
SCOPES = "openid profile"
LONGEST_NAME, LONGEST_SUBJECT = 100, 255  # characters
NOT_DONE = "没有从“{title}”登录：这次登录已经用过、过期，或者不是在这个浏览器里开始的。请回到登录页重新开始。"
NOT_REACHED = "“{title}”现在连不上。请稍后再试，或者用这里的账户登录。"
NOT_BELIEVED = "“{title}”的回答核对不通过，没有登录。请用这里的账户登录，并告知管理员。"

Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Identity:
    """Whom the provider `issuer` calls `subject`; `name` is for people to read and proves nothing."""

    issuer: str
    subject: str
    name: str


def offered() -> str:
    """What the provider is called; empty where none is set."""
    return str(settings.SSO_TITLE) if settings.SSO_ISSUER else ""


def begin(session: Session, *, back: str, onward: str) -> str:
    """The address at the provider where somebody goes; they come back to `back`, and then go `onward`. Raises NotFound where no provider
    is set, and Unavailable while it is away."""
    if not offered():
        raise NotFound
    way = {key: secrets.token_urlsafe(32) for key in ("state", "nonce", "verifier")}
    try:
        there = identity_provider.way_in()
    except (NotReached, NotBelieved) as fault:
        raise Unavailable(_said(NOT_REACHED)) from fault
    session[BEGUN] = way | {"onward": onward, "at": clock.now().timestamp()}
    asked = {
        "response_type": "code",
        "client_id": settings.SSO_CLIENT,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": way["state"],
        "nonce": way["nonce"],
        "code_challenge": _challenge(way["verifier"]),
        "code_challenge_method": "S256",
    }
    return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"


def _challenge(verifier: str) -> str:
    """RFC 7636, 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def arrive(session: Session, said: Mapping[str, str], *, back: str, by: Actor) -> tuple[Identity, str]:
    """Who came back, and where they wanted to go. Raises a Refusal where the way did not begin here, was gone before or took too long, and
    where the provider's answer does not hold, which is noted; Unavailable while it is away."""
    way = session.pop(BEGUN, None)
    if not way or not _is_fresh(way) or not compare_digest(said.get("state", "").encode(), way["state"].encode()):
        raise Refusal(_said(NOT_DONE))
    if said.get("iss", settings.SSO_ISSUER) != settings.SSO_ISSUER:  # RFC 9207: another provider's answer
        raise _disbelieved("iss", by)
    if "code" not in said:
        raise Refusal(_said(NOT_DONE))
    try:
        found = identity_provider.claims(said["code"], back=back, verifier=way["verifier"], nonce=way["nonce"])
    except NotReached as fault:
        raise Unavailable(_said(NOT_REACHED)) from fault
    except NotTaken as fault:
        raise Refusal(_said(NOT_DONE)) from fault
    except NotBelieved as fault:
        raise _disbelieved(str(fault), by) from fault
    return _identity(found, by), way["onward"]


def _identity(found: dict[str, Any], by: Actor) -> Identity:
    subject = found["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise _disbelieved("sub", by)
    return Identity(settings.SSO_ISSUER, subject, plain(found.get("name") or "")[:LONGEST_NAME])


def keep(session: Session, identity: Identity) -> None:
    """Remembers who came back, until somebody who is signed in here says that it is they."""
    session[KNOWN] = asdict(identity) | {"at": clock.now().timestamp()}


def kept(session: Session) -> Identity | None:
    """Who came back a moment ago in this browser."""
    known = session.get(KNOWN)
    if not known or not _is_fresh(known):
        return None
    return Identity(known["issuer"], known["subject"], known["name"])


def _is_fresh(way: dict[str, Any]) -> bool:
    return 0 <= clock.now().timestamp() - float(way["at"]) <= LIVES


def _said(words: str) -> str:
    return words.format(title=offered())


def _disbelieved(why: str, by: Actor) -> Refusal:
    _note(why, by)
    return Refusal(_said(NOT_BELIEVED))


@transaction.atomic
def _note(why: str, by: Actor) -> None:
    stream = f"sign_in:{sealed.index(settings.SSO_ISSUER)[:32]}"
    ledger.append(stream, "outside_disbelieved", by=by, data={"reason": why})
