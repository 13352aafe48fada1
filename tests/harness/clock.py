"""The database's clock, shifted."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

Shift = Callable[[float], None]


@pytest.fixture
def shift(owner_connection: psycopg.Connection) -> Iterator[Shift]:
    """`shift(seconds)` lets that much time pass for the whole house; each call adds to the one before."""

    def pass_(seconds: float) -> None:
        owner_connection.execute("INSERT INTO ledger_clockshift (seconds) VALUES (%s)", [seconds])

    yield pass_
    owner_connection.execute("DELETE FROM ledger_clockshift")
