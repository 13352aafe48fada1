"""The outbox: what events ask for after the commit, handed over at least once and known by a message id."""

from collections.abc import Iterator
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
    """A delivery whose time has come."""

    id: int
    to: str
    payload: dict[str, Any]
    message_id: str
    attempts: int


def due(limit: int = 20) -> Iterator[Due]:
    """Deliveries whose time has come, urgent ones first, locked for this transaction; another worker passes over them."""
    assert transaction.get_connection().in_atomic_block
    waiting = models.Delivery.objects.filter(done_at=None, due_at__lte=Now()).order_by("-urgent", "due_at", "id")
    for row in waiting.select_for_update(skip_locked=True)[:limit]:
        yield Due(row.pk, row.to, row.payload, message_id(row.event_id, row.position), row.attempts)


def message_id(event: int, position: int) -> str:
    """The same for every attempt, so that whoever receives it can tell a repetition."""
    return uuid5(HOUSE, f"{event}/{position}").hex


def done(delivery: Due) -> None:
    """It was handed over."""
    models.Delivery.objects.filter(pk=delivery.id).update(done_at=Now())


def failed(delivery: Due, why: str) -> None:
    """It was not; it is tried again after 10 s, 20 s, 40 s … at most an hour, for as long as it takes."""
    wait = min(FIRST_WAIT * 2 ** min(delivery.attempts, 12), LONGEST_WAIT)
    models.Delivery.objects.filter(pk=delivery.id).update(
        attempts=delivery.attempts + 1, last_error=why[:2000], due_at=Now() + wait
    )
