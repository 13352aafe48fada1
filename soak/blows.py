"""Ends processes without asking while something goes on."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from threading import Timer

from tests.harness.processes import kill

_dice = random.SystemRandom()
SOON = 0.5  # seconds


class Blows:
    """One of the victims is killed about every so many numbers, at no particular moment: by the pace of the work and not by the clock,
    so that a busy machine still gets on. `killed` grows with each."""

    def __init__(self, victims: Callable[[], Sequence[int]], every: int) -> None:
        self.victims, self.every = victims, every
        self.killed: list[int] = []
        self._coming: list[Timer] = []

    def among(self, numbers: range) -> Iterator[int]:
        """The numbers, for many threads to take from."""
        return map(self._before, numbers)

    def end(self) -> None:
        """Waits for what has been set going."""
        for timer in self._coming:
            timer.join()

    def _before(self, number: int) -> int:
        if number % self.every == self.every // 2:
            self._coming.append(Timer(_dice.uniform(0, SOON), self._strike))
            self._coming[-1].start()
        return number

    def _strike(self) -> None:
        if present := self.victims():
            self.killed.append(_dice.choice(present))
            kill(self.killed[-1:])


def a_moment(seconds: float) -> None:
    """Lets things go on for about so long."""
    time.sleep(_dice.uniform(0.5, 1.5) * seconds)
