"""Ends processes without asking, again and again, while something goes on."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from tests.harness.processes import kill

_dice = random.SystemRandom()


@contextmanager
def falling_on(victims: Callable[[], Sequence[int]], pause: float) -> Iterator[list[int]]:
    """One of the victims is killed about every `pause` seconds, at no particular moment; the list grows with each."""
    killed: list[int] = []
    told_to_stop = Event()

    def strike() -> None:
        while not told_to_stop.wait(_dice.uniform(0.2, 1.8) * pause):
            if present := victims():
                killed.append(_dice.choice(present))
                kill(killed[-1:])

    thread = Thread(target=strike)
    thread.start()
    try:
        yield killed
    finally:
        told_to_stop.set()
        thread.join()


def a_moment(seconds: float) -> None:
    """Lets things go on for about so long."""
    time.sleep(_dice.uniform(0.5, 1.5) * seconds)
