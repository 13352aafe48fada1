"""One function writes what happened, with what follows from it, or nothing of it."""

import pytest
from django.db import DatabaseError, connection, transaction

from banshi.ledger import actions, queries
from banshi.ledger.models import Delivery as DeliveryRow
from banshi.ledger.models import Event
from banshi.ledger.outbox import Delivery, Tally, message_id
from banshi.lib.actor import SYSTEM, Actor

WANG = Actor(kind="person", account=7, name="王经办", unit=3, unit_name="桥梁公司", roles=frozenset({"enterprise"}))
pytestmark = pytest.mark.django_db


def test_events_of_a_stream_are_numbered_and_chained() -> None:
    """Red when `previous` is not taken from the head."""
    for kind in ("opened", "reported", "approved"):
        actions.append("case:1", kind, by=WANG, data={"说": kind})
    actions.append("case:2", "opened", by=SYSTEM, data={})
    rows = list(Event.objects.filter(stream="case:1").order_by("id"))
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == ["", rows[0].digest, rows[1].digest]
    assert Event.objects.get(stream="case:2").previous == ""


def test_history_tells_who_did_what_for_whom() -> None:
    actions.append("case:1", "reported", by=WANG, data={"to": "李审核"})
    (told,) = queries.history("case:1")
    assert (told.number, told.kind, told.data) == (1, "reported", {"to": "李审核"})
    assert told.actor == {
        "kind": "person",
        "account": 7,
        "name": "王经办",
        "unit": 3,
        "unit_name": "桥梁公司",
        "roles": ["enterprise"],
    }


def test_deliveries_and_tallies_stand_beside_their_event() -> None:
    tallies = [Tally("cases", "reported"), Tally("cases", "draft", -1), Tally("cases", "reported")]
    event = actions.append(
        "case:1",
        "reported",
        by=WANG,
        data={},
        deliveries=[Delivery("notices.tell", {"ref": "A"}), Delivery("sms", {"phone": "1"}, urgent=True)],
        tallies=tallies,
    )
    rows = DeliveryRow.objects.filter(event=event).order_by("position")
    assert [(row.to, row.payload, row.urgent) for row in rows] == [
        ("notices.tell", {"ref": "A"}, False),
        ("sms", {"phone": "1"}, True),
    ]
    assert queries.tallies("cases") == {"reported": 2, "draft": -1}


def test_what_many_events_count_is_summed_up() -> None:
    """Red when `append_all` forgets what is counted, or counts it with the first event alone."""
    entries = [
        actions.Entry(f"case:{number}", "reported", {}, tallies=(Tally("cases", "reported"), Tally("all", "draft", -1)))
        for number in range(3)
    ]
    actions.append_all(entries, by=WANG)
    assert queries.tallies_of(["cases", "all"]) == {"reported": 3, "draft": -3}
    assert queries.tallies_of(["cases", "all"], ["draft"]) == {"draft": -3}


def test_what_comes_to_nothing_is_not_written() -> None:
    """A thousand cases that only went up the road change no number. Red when a tally is raised and lowered at once."""
    entry = actions.Entry("case:1", "moved", {}, tallies=(Tally("cases", "waiting", -1), Tally("cases", "waiting")))
    actions.append_all([entry], by=WANG)
    assert queries.tallies("cases") == {}


def test_a_delivery_keeps_its_message_id() -> None:
    """It is known outside the house, so it may never change. Red when it is made by chance."""
    assert message_id(17, 0) == message_id(17, 0) == "d0960b0ae53c510495f6302b388dd6fd"
    assert message_id(17, 1) != message_id(17, 0) != message_id(1, 70)


def test_what_is_rolled_back_did_not_happen() -> None:
    with transaction.atomic():
        actions.append(
            "case:1", "opened", by=WANG, data={}, deliveries=[Delivery("sms")], tallies=[Tally("cases", "a")]
        )
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not DeliveryRow.objects.exists()
    assert queries.tallies("cases") == {}
    actions.append("case:1", "opened", by=WANG, data={})
    assert queries.history("case:1")[0].number == 1


def test_what_the_database_cannot_keep_is_refused_whole() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.append("case:1", "opened", by=WANG, data={"text": "\0"})
    assert not Event.objects.exists()


def test_the_end_of_a_chain_is_moved_on_where_it_lies() -> None:
    """Red without room on its page: every event would go into the index of all streams."""
    entries = [actions.Entry(f"case:{number}", "opened", {}) for number in range(300)]
    asked = "SELECT pg_stat_get_xact_tuples_updated(%s::regclass), pg_stat_get_xact_tuples_hot_updated(%s::regclass)"
    with transaction.atomic(), connection.cursor() as cursor:
        actions.append_all(entries, by=SYSTEM)
        counts = []
        for _ in range(2):
            cursor.execute(asked, ["ledger_head", "ledger_head"])
            counts.append(cursor.fetchone())
            actions.append_all(entries, by=SYSTEM)
    changed, in_place = (after - before for before, after in zip(*counts, strict=True))
    assert in_place > changed / 2
