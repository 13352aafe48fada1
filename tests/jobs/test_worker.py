"""Workers come, go, are killed and lose their database; deliveries arrive, once where nothing died (R16)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
from django.db import connection, transaction

from banshi.jobs.routes import Handler
from banshi.jobs.worker import hand_over_next, work
from banshi.ledger import actions
from banshi.ledger.models import Delivery as DeliveryRow
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM
from tests.harness.clock import shifted
from tests.harness.crowds import at_once
from tests.harness.database import House
from tests.harness.processes import eventually
from tests.harness.site import BANSHI

Taken = list[tuple[str, str]]

# A worker whose gateway kills it after the message has left the house.
DYING = """
import os, signal, sys
import django
django.setup()
from banshi.jobs.worker import hand_over_next
def take(payload, message_id):
    open(sys.argv[1], "a").write(message_id + "\\n")
    os.kill(os.getpid(), signal.SIGKILL)
hand_over_next("sms", take)
"""

LOSE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


@transaction.atomic
def send(*texts: str, to: str = "sms") -> None:
    """An event asks for these messages."""
    deliveries = [Delivery(to, {"phone": "13800000000", "text": text}) for text in texts]
    actions.append("case:1", "reported", by=SYSTEM, data={}, deliveries=deliveries)


def into(taken: Taken) -> Handler:
    """A gateway that notes text and message id."""
    return lambda payload, message_id: taken.append((payload["text"], message_id))


@contextmanager
def a_worker(routes: Mapping[str, Handler]) -> Iterator[None]:
    """Works beside the test, and stops when told to."""
    told_to_stop = Event()
    worker = Thread(target=work, args=[routes, lambda: None, told_to_stop])
    worker.start()
    try:
        yield
    finally:
        told_to_stop.set()
        worker.join(20)
        assert not worker.is_alive()


def test_many_workers_hand_over_each_delivery_once(committed_db: House) -> None:
    """Red when neither `claim` nor `hold` locks, and now and then when `hold` passes over a row that a `claim` is looking at."""
    send(*(f"message {number}" for number in range(60)))
    taken: Taken = []

    def empty() -> None:
        while hand_over_next("sms", into(taken)):
            pass

    at_once(6, empty)
    assert sorted(text for text, _ in taken) == sorted(f"message {number}" for number in range(60))


def test_a_delivery_in_hand_is_nobody_elses_even_when_it_is_due_again(
    committed_db: House, owner_connection: psycopg.Connection
) -> None:
    """A slow gateway. Red when `hold` does not lock: after ten seconds a second worker would send the same."""
    send("slow")
    taken: Taken = []

    def slow(payload: dict[str, Any], message_id: str) -> None:
        taken.append((payload["text"], message_id))
        with shifted(owner_connection, timedelta(minutes=5)):
            at_once(1, lambda: hand_over_next("sms", into(taken)))

    assert hand_over_next("sms", slow)
    assert len(taken) == 1


def test_a_killed_worker_repeats_with_the_same_message_id_after_a_pause(
    committed_db: House, owner_connection: psycopg.Connection, tmp_path: Path
) -> None:
    """Red when the attempt is not counted before it is made: a delivery that kills would kill for ever."""
    send("deadly")
    note, taken = tmp_path / "sent", list[tuple[str, str]]()
    dead = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DYING, note], env=os.environ | committed_db.environment(), check=False
    )
    assert dead.returncode == -signal.SIGKILL
    assert not hand_over_next("sms", into(taken))
    with shifted(owner_connection, timedelta(seconds=11)):
        assert hand_over_next("sms", into(taken))
        assert not hand_over_next("sms", into(taken))
    assert taken == [("deadly", note.read_text().strip())]
    assert DeliveryRow.objects.get().attempts == 2


def test_a_dead_gateway_delays_its_own_messages_only(committed_db: House) -> None:
    """Red when all addresses share one lane."""
    send("stuck")
    send("paper", to="papers.render")
    taken: Taken = []
    released = Event()

    def hang(payload: dict[str, Any], message_id: str) -> None:
        released.wait(20)

    with a_worker({"sms": hang, "papers.render": into(taken)}):
        arrived = eventually(lambda: taken)
        released.set()
    assert arrived


def test_a_worker_survives_the_loss_of_its_database_connections(committed_db: House) -> None:
    """Red when a lane ends with the first error of the database."""
    taken: Taken = []
    with a_worker({"sms": into(taken)}):
        send("before")
        assert eventually(lambda: taken)
        with connection.cursor() as cursor:
            cursor.execute(LOSE)
        send("after")
        assert eventually(lambda: len(taken) == 2)


def test_the_real_worker_sends_and_ends_when_told_to(committed_db: House, tmp_path: Path) -> None:
    """Red when SIGTERM is not caught, and when a route is missing."""
    send("您好")
    environment = os.environ | committed_db.environment() | {"BANSHI_TEST_SINK": str(tmp_path)}
    with subprocess.Popen([BANSHI, "worker"], env=environment) as worker:
        try:
            assert eventually(lambda: list((tmp_path / "sms").glob("*.json")))
            assert eventually(lambda: list((committed_db.home / "checkpoints").glob("*.jsonl")))
        finally:
            worker.terminate()
        assert worker.wait(20) == 0
    assert DeliveryRow.objects.get().done_at
