"""What holds when several write at the same moment, each in a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import transaction

from banshi.ledger import actions, queries
from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from tests.harness.crowds import apart, at_once
from tests.harness.database import House
from tests.harness.processes import eventually

WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"


@transaction.atomic
def append(kind: str) -> None:
    """An event of one stream in a transaction of its own."""
    actions.append("case:1", kind, by=SYSTEM, data={})


@transaction.atomic
def file_once(token: str) -> dict[str, Any]:
    """What every action with a token does."""
    once = actions.once(token, SYSTEM, "a race")
    if once.receipt is not None:
        return once.receipt
    receipt = {"event": actions.append("case:1", "reported", by=SYSTEM, data={})}
    once.keep(receipt)
    return receipt


def test_events_appended_at_once_make_one_chain(committed_db: House) -> None:
    """Red when the end of the stream is read without locking it."""
    at_once(20, lambda: append("looked"))
    rows = list(Event.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, 21))
    assert [row.previous for row in rows] == ["", *(row.digest for row in rows[:-1])]


def test_times_within_a_stream_never_run_backward(committed_db: House, owner_connection: psycopg.Connection) -> None:
    """Somebody waits for the end of the stream while it grows. Red when an event's time is taken before the wait."""
    with ThreadPoolExecutor() as others, transaction.atomic():
        append("first")
        others.submit(apart, lambda: append("third"))
        assert eventually(lambda: owner_connection.execute(WAITING).fetchone() is not None)
        append("second")
    rows = queries.history("case:1")
    assert [row.kind for row in rows] == ["first", "second", "third"]
    assert [row.at for row in rows] == sorted(row.at for row in rows)


def test_fifty_presses_at_once_do_it_once(committed_db: House) -> None:
    """Red when the token is looked for before it is inserted."""
    token = new_token()
    receipts = at_once(50, lambda: file_once(token))
    assert len(receipts) == 50
    assert all(receipt == receipts[0] for receipt in receipts)
    assert len(queries.history("case:1")) == 1


def test_an_event_without_a_transaction_is_refused(committed_db: House) -> None:
    """Red when append opens one of its own."""
    with pytest.raises(RuntimeError):
        actions.append("case:1", "opened", by=SYSTEM, data={})
    assert not Event.objects.exists()


def test_a_token_outside_of_a_transaction_is_refused(committed_db: House) -> None:
    with pytest.raises(RuntimeError):
        actions.once(new_token(), SYSTEM, "a race")
