"""R16: messages are sent, once: none lost, at most one repeat for each kill, every repeat under the same message id."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger.models import Delivery as Row
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM
from soak.blows import a_moment
from soak.figure import Figure, Sizes
from soak.gateway import gateway
from soak.house import wait

WORKERS = 2
WORKING = 1.5  # seconds of a worker's life, once it sends
PATIENCE = 120  # seconds until what a dead worker held is handed over


def messages(sizes: Sizes) -> Figure:
    """Two workers send, and one after the other is killed while it does."""
    with gateway() as carrier, _workers(BANSHI_SMS_URL=carrier.url, BANSHI_TEST_SINK="") as workers:
        for number in range(sizes.worker_kills):
            _send(number, sizes.messages // sizes.worker_kills)
            before = len(carrier.taken)
            wait(lambda before=before: len(carrier.taken) > before)  # type: ignore[misc]  # a default holds the number
            a_moment(WORKING)
            workers.replace(number % WORKERS)
        wait(lambda: not Row.objects.filter(done_at=None).exists(), PATIENCE)
        taken = list(carrier.taken)
    texts, ids = {text for _, text in taken}, {message for message, _ in taken}
    sent = sizes.messages // sizes.worker_kills * sizes.worker_kills
    counted = {
        "sent": sent,
        "kills": sizes.worker_kills,
        "lost": sent - len(texts),
        "repeated": len(taken) - len(texts),
        "other_ids": len(set(taken)) - len(ids),
    }
    ok = not counted["lost"] and counted["repeated"] <= sizes.worker_kills and len(ids) == len(texts) == len(set(taken))
    return Figure("R16", counted, ok)


@transaction.atomic
def _send(batch: int, number: int) -> None:
    texts = [f"第 {batch} 批第 {each} 条" for each in range(number)]
    deliveries = [Delivery("sms", {"phone": "13900000000", "text": text}) for text in texts]
    ledger.append(f"soak:{batch}", "told", by=SYSTEM, data={}, deliveries=deliveries)


class _Workers:
    """`banshi worker`, several times."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.processes = [self._start() for _ in range(WORKERS)]

    def replace(self, number: int) -> None:
        """Kills one and starts another in its place."""
        self.processes[number].kill()
        self.processes[number].wait()
        self.processes[number] = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "django", "worker"]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def _workers(**more: str) -> Iterator[_Workers]:
    workers = _Workers(os.environ | more)
    try:
        yield workers
    finally:
        for each in workers.processes:
            each.terminate()
        for each in workers.processes:
            each.wait()
