"""Hands over what events asked for, and does the duties of every minute.

Each address has a lane of its own, so that a dead SMS gateway delays messages and nothing else. The queue is the table of deliveries:
whatever kills a worker, the next one finds there what is left to do.
"""

import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Thread

from django.db import Error, connection, transaction

from banshi.jobs.routes import TOGETHER, Handler
from banshi.ledger import outbox
from banshi.ledger.outbox import Due

PAUSE = 0.5  # seconds between two looks into an empty lane
MINUTE = 60
log = logging.getLogger(__name__)


def work(routes: Mapping[str, Handler], tick: Callable[[], None], told_to_stop: Event) -> None:
    """Works until told to stop; whatever is being handed over then is finished first."""
    gc.freeze()  # the house stays: looking through all of it for rubbish took a fifth of a workbook's time
    lanes = [Thread(target=_lane, args=[to, take, told_to_stop]) for to, take in routes.items()]
    clock = Thread(target=_repeat, args=[tick, MINUTE, told_to_stop])
    for thread in (*lanes, clock):
        thread.start()
    for thread in (*lanes, clock):
        thread.join()


def _lane(to: str, take: Handler, told_to_stop: Event) -> None:
    _repeat(lambda: _empty(to, take, told_to_stop), PAUSE, told_to_stop)


def _empty(to: str, take: Handler, told_to_stop: Event) -> None:
    while not told_to_stop.is_set() and hand_over_next(to, take, TOGETHER.get(to, 1)):
        pass


def _repeat(duty: Callable[[], None], pause: float, told_to_stop: Event) -> None:
    """Does it again and again; without a database it waits for one."""
    try:
        while not told_to_stop.is_set():
            try:
                duty()
            except Error:
                log.exception("数据库不可用，稍后再试")
                connection.close()
            told_to_stop.wait(pause)
    finally:
        connection.close()


def hand_over_next(to: str, take: Handler, together: int = 1) -> bool:
    """Hands over the next delivery for an address, or so many together; False when none is due."""
    due = outbox.claim(to, together)
    if len(due) < 2 or not _all_at_once(due, take):
        for delivery in due:
            _hand_over(delivery, take)
    return bool(due)


def _all_at_once(due: Sequence[Due], take: Handler) -> bool:
    """Hands over many in one transaction; False when one of them cannot be, and then nothing was done."""
    try:
        with transaction.atomic():
            held = outbox.hold(due)
            for delivery in held:
                take(delivery.payload, delivery.message_id)
            outbox.done(held)
    except Exception:  # noqa: BLE001 (each is tried again alone, and says so itself)
        return False
    return True


def _hand_over(delivery: Due, take: Handler) -> None:
    """Hands one over. What its taker writes is kept together with its end."""
    try:
        with transaction.atomic():
            if outbox.hold([delivery]):
                more = take(delivery.payload, delivery.message_id)
                outbox.again(delivery) if more else outbox.done([delivery])
    except outbox.NotYet as wait:
        outbox.put_off(delivery, wait.until)
    except Exception as fault:  # noqa: BLE001 (whatever a taker raises, the delivery is tried again and its lane goes on)
        log.warning("%s %s 第 %s 次未送出：%r", delivery.to, delivery.message_id, delivery.attempt, fault)
        outbox.failed(delivery, repr(fault))
