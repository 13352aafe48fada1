"""Writing down what happened, and answering the same token with the same receipt."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from banshi.ledger.models import SubmitToken
from banshi.ledger.outbox import Delivery, Tally
from banshi.lib.actor import Actor


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
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_append(%s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb)",
            [stream, kind, *(json.dumps(each, ensure_ascii=False) for each in given)],
        )
        (event,) = cursor.fetchone()
    return int(event)


class Once:
    """A submit token taken by this transaction. `receipt` is what it was answered with before, or None."""

    def __init__(self, row: int | None, receipt: dict[str, Any] | None) -> None:
        self._row = row
        self.receipt = receipt

    def keep(self, receipt: dict[str, Any]) -> None:
        """Keeps the answer under the token, in the same transaction as what it tells of."""
        SubmitToken.objects.filter(pk=self._row).update(receipt=receipt)


def once(token: str, by: Actor) -> Once:
    """Takes a token for this transaction: by inserting it, never by looking first.

    Of two transactions with the same token the second waits here until the first has ended, and then gets its receipt (or, if the
    first was rolled back, goes on in its place).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a token is taken in the transaction it stands for")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_submittoken (account, token) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id",
            [by.account or 0, token],
        )
        taken = cursor.fetchone()
    if taken:
        return Once(taken[0], None)
    return Once(None, SubmitToken.objects.get(account=by.account or 0, token=token).receipt)


def forget_old_tokens(days: int = 30) -> None:
    """Drops tokens nobody can press again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_submittoken WHERE at < banshi_now() - make_interval(days => %s)", [days])
