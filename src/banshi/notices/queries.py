"""Reading one's own notices."""

from dataclasses import dataclass
from datetime import datetime

from banshi.lib.actor import Actor
from banshi.notices.models import SiteNotice

PAGE = 20
MANY = 100


@dataclass(frozen=True)
class Told:
    """One notice as its reader sees it."""

    id: int
    text: str
    ref: str
    at: datetime
    unread: bool


def for_actor(actor: Actor, before: int | None = None) -> list[Told]:
    """The actor's notices, newest first, one page; `before` is the id where the last page ended."""
    found = SiteNotice.objects.filter(account_id=actor.own_account).order_by("-id")
    if before:
        found = found.filter(id__lt=before)
    return [Told(one.pk, one.text, one.ref, one.at, one.read_at is None) for one in found[:PAGE]]


def unread(actor: Actor) -> int:
    """How many notices wait unread, counted to 100."""
    return SiteNotice.objects.filter(account_id=actor.own_account, read_at=None)[:MANY].count()
