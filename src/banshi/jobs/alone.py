"""One site to a home: a second `banshi run` there would send, sign and seal beside the first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from banshi.lib import home


class NotAlone(Exception):
    """The site of this home is open already."""


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else is, as long as this lasts; a killed process lets go by itself. Raises NotAlone."""
    folder = os.open(home.home(), os.O_RDONLY)
    try:
        _hold(folder)
        yield
    finally:
        os.close(folder)


def _hold(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        raise NotAlone from why
