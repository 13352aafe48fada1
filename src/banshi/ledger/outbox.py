"""The outbox: what events ask for after the commit, handed over at least once and known by a message id."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from banshi.ledger import models
from banshi.ledger.clock import Now
from banshi.lib import prepared

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
# The moment is asked for once, so that the index ends the search at what is not due yet.
CLAIM = """UPDATE ledger_delivery SET attempts = attempts + 1, due_at = banshi_now() + least(%s * 2 ^ least(attempts, 12), %s)
WHERE id = ANY (ARRAY(
    SELECT id FROM ledger_delivery WHERE "to" = %s AND done_at IS NULL AND due_at <= (SELECT banshi_now()) AND (attempts = 0 OR %s = 1)
    ORDER BY urgent DESC, due_at, id LIMIT %s FOR UPDATE SKIP LOCKED
)) RETURNING id, payload, event_id, position, attempts
"""
HOLD = "SELECT id, attempts FROM ledger_delivery WHERE id = ANY(%s) AND done_at IS NULL ORDER BY id FOR UPDATE"
DONE = "UPDATE ledger_delivery SET done_at = banshi_now(), last_error = '' WHERE id = ANY(%s)"
HOUSE = UUID("6e1f2a54-6d0a-5a83-9a55-5f6a0b1c7d10")


class NotYet(Exception):
    """Raised by a taker: whoever it is for is known to be away, and is not tried before `until`."""

    def __init__(self, until: datetime) -> None:
        self.until = until


@dataclass(frozen=True)
class Delivery:
    """Something to do after the commit: `to` names a carrier or a room's handler. Sign-in codes are `urgent` and go first."""

    to: str
    payload: dict[str, Any] = field(default_factory=dict)
    urgent: bool = False

    def as_record(self) -> dict[str, Any]:
        """As `ledger_append` takes it."""
        return vars(self)


@dataclass(frozen=True)
class Tally:
    """A number to raise (or lower) with the event."""

    scope: str
    key: str
    by: int = 1

    def as_record(self) -> dict[str, Any]:
        """As `ledger_append` takes it."""
        return vars(self)


def summed(tallies: Iterable[Tally]) -> list[Tally]:
    """Each number once, by all it is raised and lowered; what comes to nothing is left out."""
    sums: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        sums[tally.scope, tally.key] += tally.by
    return [Tally(scope, key, by) for (scope, key), by in sums.items() if by]


@dataclass(frozen=True)
class Due:
    """A delivery whose time has come; this is its attempt number `attempt`."""

    id: int
    to: str
    payload: dict[str, Any]
    message_id: str
    attempt: int


def claim(to: str, most: int = 1) -> list[Due]:
    """The next deliveries for that address whose time has come, urgent ones first; another worker passes over them.

    The attempt is counted and the next one put off (10 s, 20 s, 40 s … at most an hour, for as long as it takes) before it is made:
    a delivery that kills its worker does not kill the next one at once. Of many, each is here for the first time; what was tried before
    comes alone, so that it keeps none of them back.
    """
    found = _claimed(to, most)
    return found if found or most == 1 else _claimed(to, 1)


def _claimed(to: str, most: int) -> list[Due]:
    found = prepared.rows(CLAIM, [FIRST_WAIT, LONGEST_WAIT, to, most, most])
    return [
        Due(number, to, json.loads(payload), message_id(event, position), attempt)
        for number, payload, event, position, attempt in sorted(found)
    ]


def message_id(event: int, position: int) -> str:
    """The same for every attempt, so that whoever receives it can tell a repetition."""
    return uuid5(HOUSE, f"{event}/{position}").hex


def hold(deliveries: Sequence[Due]) -> list[Due]:
    """Holds claimed deliveries for this transaction, without those that another worker has claimed since or handed over.

    It waits rather than passes over: another worker's `claim` may have its hand on a row for a moment and find it no longer due.
    """
    held = set(prepared.rows(HOLD, [[each.id for each in deliveries]]))
    return [each for each in deliveries if (each.id, each.attempt) in held]


def done(deliveries: Sequence[Due]) -> None:
    """They were handed over."""
    prepared.rows(DONE, [[each.id for each in deliveries]])


def again(delivery: Due) -> None:
    """A part of it was done; the next is due at once, as if for the first time."""
    models.Delivery.objects.filter(pk=delivery.id).update(attempts=0, due_at=Now(), last_error="")


def put_off(delivery: Due, until: datetime) -> None:
    """It was not tried; it is due then, and has waited no longer for it."""
    models.Delivery.objects.filter(pk=delivery.id).update(attempts=delivery.attempt - 1, due_at=until)


def failed(delivery: Due, why: str) -> None:
    """It was not; the next attempt is due as `claim` has put it off."""
    models.Delivery.objects.filter(pk=delivery.id).update(last_error=why[:2000])


def addresses() -> set[str]:
    """Where undelivered deliveries want to go."""
    return set(models.Delivery.objects.filter(done_at=None).values_list("to", flat=True).distinct())
