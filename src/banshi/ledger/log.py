"""The log as the auditor reads it: newest first, narrowed, a page by key."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max, Q, QuerySet

from banshi.ledger.clock import CHINA
from banshi.ledger.models import Event
from banshi.ledger.queries import EventRow, row_of

PAGE = 50
OUT_OF_STEP = 1000  # ids; of two events written at once the later id may have the earlier moment


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is not said narrows nothing. `family` is what streams are about ("case", "account"), `title` the name of
    a move, `accounts` who did it; the days are China's, both included."""

    streams: tuple[str, ...] | None = None
    family: str = ""
    kind: str = ""
    title: str = ""
    accounts: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None


def page(wanted: Wanted, before: int | None = None) -> list[EventRow]:
    """A page of what is wanted, newest first; `before` is the id where the last page ended."""
    found = _named(Event.objects.order_by("-id"), wanted)
    if wanted.since is not None:
        begins = datetime.combine(wanted.since, time.min, CHINA)
        found = found.filter(pk__gte=_first_id(begins) - OUT_OF_STEP, at__gte=begins)
    if wanted.until is not None:
        ends = datetime.combine(wanted.until, time.max, CHINA)
        found = found.filter(pk__lt=_first_id(ends) + OUT_OF_STEP, at__lte=ends)
    if before is not None:
        found = found.filter(pk__lt=before)
    return [row_of(event) for event in found[:PAGE]]


def _named(found: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    if wanted.streams is not None:
        found = found.filter(stream__in=wanted.streams)
    if wanted.family:
        found = found.filter(Q(stream=wanted.family) | Q(stream__startswith=f"{wanted.family}:"))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.title:
        found = found.filter(data__title=wanted.title)
    if wanted.accounts is not None:
        found = found.filter(actor__account__in=wanted.accounts)
    return found


def _first_id(moment: datetime) -> int:
    """The id the events from a moment on begin with. Ids and times run the same way, so the place is found by halving; an index would
    have to be paid for by every event."""
    low, high = 1, (Event.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = Event.objects.filter(pk__gte=middle).order_by("pk").values_list("pk", "at").first()
        if found is None or found[1] >= moment:
            high = middle
        else:
            low = found[0] + 1
    return low
