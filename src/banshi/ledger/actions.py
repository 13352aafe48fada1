"""Writing down what happened, and answering the same token with the same receipt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from banshi.ledger.clock import Now
from banshi.ledger.models import SubmitToken
from banshi.ledger.outbox import Delivery, Tally, summed
from banshi.ledger.refusals import NoToken, TokenSpent
from banshi.ledger.tokens import is_token
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.canon import digest

KEPT = timedelta(days=30)
APPEND_ONE = "SELECT ledger_append(%s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb)"
APPEND_ALL = """
SELECT ledger_append(one->>'stream', one->>'kind', %s::jsonb, one->'data', one->'deliveries', one->'tallies')
FROM (SELECT one FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS given (one, nth) ORDER BY nth) AS sorted
"""
TAKE = """
INSERT INTO ledger_submittoken (account, token, purpose) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING at
"""
KEEP = "UPDATE ledger_submittoken SET receipt = %s::jsonb WHERE account = %s AND token = %s"


def append(
    stream: str,
    kind: str,
    *,
    by: Actor,
    data: dict[str, Any],
    deliveries: Sequence[Delivery] = (),
    tallies: Sequence[Tally] = (),
) -> int:
    """Appends an event to a stream, with what has to be delivered and counted because of it, and returns its id.

    It belongs to the caller's transaction. Raises RuntimeError outside of one: an event without its change would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is appended in the transaction of the change it tells of")
    given = (by.as_record(), data, [each.as_record() for each in deliveries], [each.as_record() for each in tallies])
    ((event,),) = prepared.rows(APPEND_ONE, [stream, kind, *map(_json, given)])
    return int(event)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Entry:
    """One event to be appended with others: its stream, kind and data, and what has to be delivered and counted because of it."""

    stream: str
    kind: str
    data: dict[str, Any]
    deliveries: tuple[Delivery, ...] = ()
    tallies: tuple[Tally, ...] = ()


def append_all(entries: Sequence[Entry], *, by: Actor) -> None:
    """Appends many events of one actor, each to its stream, in one statement; streams in one order, so that two who do it at once
    never wait for each other in a circle. What all of them count is summed up and stands beside the last."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is appended in the transaction of the change it tells of")
    given = [
        {
            "stream": each.stream,
            "kind": each.kind,
            "data": each.data,
            "deliveries": [delivery.as_record() for delivery in each.deliveries],
            "tallies": [],
        }
        for each in sorted(entries, key=lambda entry: entry.stream)
    ]
    if given:
        given[-1]["tallies"] = [
            each.as_record() for each in summed(tally for each in entries for tally in each.tallies)
        ]
    prepared.rows(APPEND_ALL, [_json(by.as_record()), _json(given)])


class Once:
    """A submit token taken by this transaction for one purpose, at `at`. `receipt` is what it was answered with before, or None."""

    def __init__(self, account: int, token: str, purpose: str) -> None:
        self._key = (account, token)
        self._purpose = digest(purpose)
        self.receipt: dict[str, Any] | None = None
        taken = prepared.rows(TAKE, [*self._key, self._purpose])
        self.at: datetime = taken[0][0] if taken else self._recall()

    def keep(self, receipt: dict[str, Any]) -> None:
        """Keeps the answer under the token, in the same transaction as what it tells of."""
        prepared.rows(KEEP, [_json(receipt), *self._key])

    def _recall(self) -> datetime:
        """Recalls the answer. Raises TokenSpent when it is another purpose's, and RuntimeError when none was kept: better no answer
        than doing it twice."""
        account, token = self._key
        row = SubmitToken.objects.get(account=account, token=token)
        if row.purpose not in ("", self._purpose):  # "": taken before purposes were kept
            raise TokenSpent
        if row.receipt is None:
            raise RuntimeError("whoever took this token first has kept no receipt under it")
        self.receipt = row.receipt
        return row.at


def once(token: str, by: Actor, purpose: str) -> Once:
    """Takes a token for this transaction and this purpose: by inserting it, never by looking first.

    Of two transactions with the same token the second waits here until the first has ended, and then gets its receipt (or, if the
    first was rolled back, goes on in its place). Raises NoToken for what is no token of ours, and TokenSpent for one that was used for
    another purpose.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a token is taken in the transaction it stands for")
    if not is_token(token):
        raise NoToken
    return Once(by.account or 0, token, purpose)


def forget_old_tokens() -> None:
    """Drops tokens of pages nobody has open any more."""
    SubmitToken.objects.filter(at__lt=Now() - KEPT).delete()
