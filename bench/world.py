"""What every figure starts from: people who have signed in, and a copy of the database as it then is, to build larger ones on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections

from banshi.lib import home, postgres
from bench.people import Line, sign_in_all

BASE = "base"


@dataclass(frozen=True)
class World:
    """The house's home, and its lines of people."""

    home: Path
    lines: list[Line]


def make_world() -> World:
    """Signs everybody in."""
    lines = sign_in_all()
    connections.close_all()
    postgres.make_database(BASE, postgres.NAME)
    return World(home.home(), lines)


@contextmanager
def working_on(database: str) -> Iterator[None]:
    """This process's connection goes to another database for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    yield
    connection.close()
    connection.settings_dict["NAME"] = before
