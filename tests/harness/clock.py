"""Shifting the clock of the house, as only the owner of its database can."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import psycopg
import pytest

Shift = Callable[[float], None]


@contextmanager
def shifted(owner: psycopg.Connection, by: timedelta) -> Iterator[None]:
    """The house's clock goes wrong by so much for a while; `owner` is the fixture `owner_connection`."""
    (mark,) = owner.execute(
        "INSERT INTO ledger_clockshift (seconds) VALUES (%s) RETURNING id", [by.total_seconds()]
    ).fetchone() or (0,)
    try:
        yield
    finally:
        owner.execute("DELETE FROM ledger_clockshift WHERE id = %s", [mark])


@pytest.fixture
def shift(owner_connection: psycopg.Connection) -> Iterator[Shift]:
    """`shift(seconds)` lets that much time pass; each call adds to the one before, until the end of the test."""
    with ExitStack() as shifts:
        yield lambda seconds: shifts.enter_context(shifted(owner_connection, timedelta(seconds=seconds)))
