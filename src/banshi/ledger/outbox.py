"""The outbox: what events ask for after the commit, handed over at least once and known by a message id."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from banshi.ledger import models
from banshi.ledger.clock import Now

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
HOUSE = UUID("6e1f2a54-6d0a-5a83-9a55-5f6a0b1c7d10")


@dataclass(frozen=True)
class Delivery:
    """Something to do after the commit: `to` names a carrier or a room's handler. Sign-in codes are `urgent` and go first."""

    to: str
    payload: dict[str, Any] = field(default_factory=dict)
    urgent: bool = False

    def as_record(self) -> dict[str, Any]:
        """As `ledger_append` takes it."""
        return asdict(self)


@dataclass(frozen=True)
class Tally:
    """A number to raise (or lower) with the event."""

    scope: str
    key: str
    by: int = 1

    def as_record(self) -> dict[str, Any]:
        """As `ledger_append` takes it."""
        return asdict(self)


@dataclass(frozen=True)
class Due:
    """A delivery whose time has come; this is its attempt number `attempt`."""

    id: int
    to: str
    payload: dict[str, Any]
    message_id: str
    attempt: int


@transaction.atomic
def claim(to: str) -> Due | None:
    """The next delivery for that address whose time has come, urgent ones first; another worker passes over it.

    The attempt is counted and the next one put off (10 s, 20 s, 40 s … at most an hour, for as long as it takes) before it is made:
    a delivery that kills its worker does not kill the next one at once.
    """
    waiting = models.Delivery.objects.filter(to=to, done_at=None, due_at__lte=Now())
    row = waiting.order_by("-urgent", "due_at", "id").select_for_update(skip_locked=True).first()
    if not row:
        return None
    wait = min(FIRST_WAIT * 2 ** min(row.attempts, 12), LONGEST_WAIT)
    models.Delivery.objects.filter(pk=row.pk).update(attempts=row.attempts + 1, due_at=Now() + wait)
    return Due(row.pk, row.to, row.payload, message_id(row.event_id, row.position), row.attempts + 1)


def message_id(event: int, position: int) -> str:
    """The same for every attempt, so that whoever receives it can tell a repetition."""
    return uuid5(HOUSE, f"{event}/{position}").hex


def hold(delivery: Due) -> bool:
    """Holds a claimed delivery for this transaction; False when another worker has claimed it since or handed it over.

    It waits rather than passes over: another worker's `claim` may have its hand on the row for a moment and find it no longer due.
    """
    still = models.Delivery.objects.filter(pk=delivery.id, done_at=None, attempts=delivery.attempt)
    return still.select_for_update().exists()


def done(delivery: Due) -> None:
    """It was handed over."""
    models.Delivery.objects.filter(pk=delivery.id).update(done_at=Now(), last_error="")


def again(delivery: Due) -> None:
    """A part of it was done; the next is due at once, as if for the first time."""
    models.Delivery.objects.filter(pk=delivery.id).update(attempts=0, due_at=Now(), last_error="")


def failed(delivery: Due, why: str) -> None:
    """It was not; the next attempt is due as `claim` has put it off."""
    models.Delivery.objects.filter(pk=delivery.id).update(last_error=why[:2000])


def addresses() -> set[str]:
    """Where undelivered deliveries want to go."""
    return set(models.Delivery.objects.filter(done_at=None).values_list("to", flat=True).distinct())
