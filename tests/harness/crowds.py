"""Many at once, each with a connection of its own. For tests with `committed_db`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def apart(what: Callable[[], T]) -> T:
    """Does it in this thread's own connection, which is closed afterwards."""
    try:
        return what()
    finally:
        connection.close()


def at_once(number: int, what: Callable[[], T]) -> list[T]:
    """So many threads do it at the same moment; their answers. What one raises is raised here."""
    line = Barrier(number)

    def start() -> T:
        line.wait()
        return apart(what)

    with ThreadPoolExecutor(number) as crowd:
        return [each.result() for each in [crowd.submit(start) for _ in range(number)]]
