"""What events ask for is done, tried again when it fails, and done once."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import transaction

from banshi.jobs.worker import hand_over_next
from banshi.ledger import actions, clock, outbox
from banshi.ledger.models import Delivery as DeliveryRow
from banshi.ledger.models import Event
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Refusal
from tests.harness.clock import shifted

pytestmark = pytest.mark.django_db


class Gateway:
    """Takes messages, or fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.taken: list[tuple[str, str]] = []

    def __call__(self, payload: dict[str, Any], message_id: str) -> None:
        self.taken.append((payload.get("text", ""), message_id))
        if len(self.taken) <= self.failures:
            raise Refusal("网关没有应答")

    def texts(self) -> list[str]:
        return [text for text, _ in self.taken]


@transaction.atomic
def send(*texts: str, to: str = "sms", urgent: bool = False) -> None:
    """An event asks for these messages."""
    deliveries = [Delivery(to, {"text": text}, urgent=urgent) for text in texts]
    actions.append("case:1", "reported", by=SYSTEM, data={}, deliveries=deliveries)


def empty(to: str, gateway: Gateway) -> None:
    """Hands over all that is due."""
    while hand_over_next(to, gateway):
        pass


def test_deliveries_go_out_once_in_their_order_sign_in_codes_first() -> None:
    """Red when `done` does not mark, and without the order of `claim`."""
    send("one", "two")
    send("code", urgent=True)
    gateway = Gateway()
    empty("sms", gateway)
    assert gateway.texts() == ["code", "one", "two"]
    assert not DeliveryRow.objects.filter(done_at=None).exists()


def test_a_failed_delivery_waits_longer_each_time_and_never_gives_up(owner_connection: psycopg.Connection) -> None:
    """10 s, 20 s, 40 s … one hour. Red when the wait does not grow, has no end, or a number of failures is enough."""
    send("hello")
    gateway, waits = Gateway(failures=15), []
    passed = timedelta()
    while len(gateway.taken) <= 15:
        with shifted(owner_connection, passed):
            assert hand_over_next("sms", gateway)
            row = DeliveryRow.objects.get()
            if row.done_at is None:
                waits.append(round((row.due_at - clock.now()).total_seconds()))
                assert "网关没有应答" in row.last_error
                assert not hand_over_next("sms", gateway)
        passed += timedelta(seconds=waits[-1] + 1)
    assert waits[:4] == [10, 20, 40, 80]
    assert waits[-1] == max(waits) == 3600
    assert len({message for _, message in gateway.taken}) == 1
    assert (row.attempts, row.last_error) == (16, "")


def test_what_is_not_to_be_tried_yet_waits_and_counts_no_attempt(owner_connection: psycopg.Connection) -> None:
    """Red when it is written down as a failure: each would make the next wait longer."""
    send("hello")
    until = clock.now() + timedelta(minutes=1)

    def away(payload: dict[str, Any], message_id: str) -> None:
        raise outbox.NotYet(until)

    assert hand_over_next("sms", away)
    row = DeliveryRow.objects.get()
    assert (row.attempts, row.due_at, row.done_at, row.last_error) == (0, until, None, "")
    with shifted(owner_connection, timedelta(seconds=61)):
        assert [due.attempt for due in outbox.claim("sms")] == [1]


def test_one_that_fails_does_not_keep_the_next_from_going() -> None:
    """Red when a lane ends with a failure."""
    send("bad", "good")
    gateway = Gateway(failures=1)
    empty("sms", gateway)
    assert gateway.texts() == ["bad", "good"]


def test_what_a_taker_wrote_before_it_failed_is_undone() -> None:
    """Red when a delivery is not handed over in one transaction."""

    def half(payload: dict[str, Any], message_id: str) -> None:
        actions.append("paper:1", "signed", by=SYSTEM, data={})
        raise RuntimeError("half way")

    send("x", to="papers.render")
    assert hand_over_next("papers.render", half)
    assert not DeliveryRow.objects.get().done_at
    assert [event.stream for event in Event.objects.all()] == ["case:1"]


def test_of_many_that_go_together_only_the_one_that_fails_stays_behind() -> None:
    """Red when it takes the others with it, and when what they wrote before it failed is kept twice."""

    def take(payload: dict[str, Any], message_id: str) -> None:
        actions.append(f"told:{payload['text']}", "told", by=SYSTEM, data={})
        if payload["text"] == "bad":
            raise RuntimeError("not this one")

    send("one", "bad", "two", to="notices.tell")
    assert hand_over_next("notices.tell", take, 50)
    assert not hand_over_next("notices.tell", take, 50)
    assert sorted(event.stream for event in Event.objects.filter(kind="told")) == ["told:one", "told:two"]
    assert [row.payload["text"] for row in DeliveryRow.objects.filter(done_at=None)] == ["bad"]


def test_what_was_tried_before_is_tried_alone(owner_connection: psycopg.Connection) -> None:
    """A worker has died with them in its hands. Red when they come together again: the one that killed it would keep the others back."""
    send("deadly", "good", to="notices.tell")
    assert len(outbox.claim("notices.tell", 50)) == 2
    with shifted(owner_connection, timedelta(seconds=11)):
        send("new", "newer", to="notices.tell")
        assert [len(outbox.claim("notices.tell", 50)) for _ in range(4)] == [2, 1, 1, 0]


def test_what_another_worker_has_claimed_since_is_left_to_it(owner_connection: psycopg.Connection) -> None:
    """Red when `hold` does not look at the attempt."""
    send("one", "two")
    first, second = outbox.claim("sms", 2)
    with shifted(owner_connection, timedelta(seconds=11)):
        assert [due.id for due in outbox.claim("sms")] == [first.id]
    with transaction.atomic():
        assert outbox.hold([first, second]) == [second]
