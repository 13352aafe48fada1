"""The auditor reads the log page by page, and by what is looked for (E14)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from banshi.ledger import actions, clock, log
from banshi.ledger.log import Wanted
from banshi.ledger.models import Event
from banshi.lib.actor import SYSTEM, Actor
from tests.harness.clock import shifted

WANG = Actor(kind="person", account=7, name="王经办", unit=3, unit_name="桥梁公司", roles=frozenset({"enterprise"}))
pytestmark = pytest.mark.django_db


@transaction.atomic
def happen(stream: str, kind: str, by: Actor = WANG, **data: str) -> int:
    return actions.append(stream, kind, by=by, data=data)


def ids(wanted: Wanted, before: int | None = None) -> list[int]:
    return [row.id for row in log.page(wanted, before)]


def test_pages_follow_each_other_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when a page is counted from the beginning: what happens meanwhile would move it."""
    monkeypatch.setattr(log, "PAGE", 2)
    happened = [happen(f"case:{number}", "opened") for number in range(5)]
    first = ids(Wanted())
    happen("case:9", "opened")
    second = ids(Wanted(), first[-1])
    assert [*first, *second, *ids(Wanted(), second[-1])] == happened[::-1]


def test_each_thing_that_is_said_narrows_what_is_found() -> None:
    passed = happen("case:1", "moved", title="通过")
    sent_back = happen("case:1", "moved", SYSTEM, title="退回")
    other = happen("casement:1", "moved", SYSTEM, title="通过")
    looked = happen("looks", "checked", SYSTEM)
    assert ids(Wanted(streams=("case:1",))) == [sent_back, passed]
    assert ids(Wanted(family="case")) == [sent_back, passed]
    assert ids(Wanted(family="looks")) == [looked]
    assert ids(Wanted(kind="moved", title="通过")) == [other, passed]
    assert ids(Wanted(accounts=(7, 8))) == [passed]
    assert ids(Wanted(accounts=())) == []
    assert ids(Wanted(streams=("case:1",), kind="moved", title="通过", accounts=(7,))) == [passed]


def test_days_are_chinas_and_both_are_included(owner_connection: psycopg.Connection) -> None:
    """Red when the place of a day is not found between the ids, and when days are those of UTC."""
    last = clock.now().astimezone(clock.CHINA).replace(hour=23, minute=59, second=50)
    moments = [
        last - timedelta(days=3),
        last - timedelta(days=2),
        last - timedelta(days=2) + timedelta(minutes=1),
        last,
    ]
    happened = [_at(owner_connection, moment) for moment in moments]
    day = [moment.date() for moment in moments]
    assert ids(Wanted(since=day[1], until=day[2])) == [happened[2], happened[1]]
    assert ids(Wanted(until=day[0])) == [happened[0]]
    assert ids(Wanted(since=day[3])) == [happened[3]]
    assert ids(Wanted(since=day[3] + timedelta(days=1))) == []


def _at(owner: psycopg.Connection, moment: datetime) -> int:
    with shifted(owner, moment - clock.now()):
        return happen("case:1", "opened")


NARROWED: dict[str, Wanted] = {
    "one_event_of_each_number": Wanted(streams=("case:1",)),
    "events_by_kind": Wanted(kind="signed_in"),
    "events_by_move": Wanted(kind="moved", title="通过"),
    "events_by_account": Wanted(accounts=(7,)),
}


@pytest.mark.parametrize("index", NARROWED)
def test_what_is_looked_for_has_an_index(index: str, explained: Callable[[Wanted], str]) -> None:
    """Red without the index."""
    assert index in explained(NARROWED[index])


# How many there are of a page: the database counts with it, whatever it has found there when it last looked by itself.
DENSE = """SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', %s::text, 'relpages', 20000, 'reltuples', 1000000::real)"""


@pytest.fixture
def explained(owner_connection: psycopg.Connection) -> Callable[[Wanted], str]:
    """How the database would go about it, were the log long."""
    owner_connection.execute(DENSE, [Event._meta.db_table])
    for number in range(1000):  # some of it is there, so that reading all of it costs something
        happen(f"other:{number}", "opened")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    return lambda wanted: log._named(Event.objects.order_by("-id"), wanted)[: log.PAGE].explain()
