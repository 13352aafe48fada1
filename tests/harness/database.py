"""Databases of the tests, on a throw-away server that forgets on a power cut.

The owner's role migrates one template; every process, and every test that commits, works on a copy of it. The application's role works
in the copies, so that every test also tests the grants. Nothing flushes tables: the application may not, and a copy is as quick.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from banshi.lib import postgres
from tests.harness.house import HOME, PROCESS

TEMPLATE = "template_banshi"
_numbers = count()


@dataclass(frozen=True)
class House:
    """An installation of its own: a home with the secrets of the tests, and a database copied from the template."""

    home: Path
    database: str
    app_url: str
    owner_url: str

    def environment(self) -> dict[str, str]:
        """What a program must find in its environment to work in this house."""
        return {"BANSHI_HOME": str(self.home), "DATABASE_URL": self.app_url, "DATABASE_OWNER_URL": self.owner_url}


@contextmanager
def a_house(kind: str) -> Iterator[House]:
    """A new house, torn down afterwards."""
    name = f"{kind}_{PROCESS}_{next(_numbers)}"
    shutil.copytree(HOME / "secrets", HOME / name / "secrets")
    postgres.make_database(name, TEMPLATE)
    yield House(HOME / name, name, _url(postgres.APP, name), _url(postgres.OWNER, name))
    with postgres.superuser() as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    shutil.rmtree(HOME / name)


@contextmanager
def at_home_in(house: House) -> Iterator[House]:
    """This process works in that house: its queries, its files, and the programs it starts."""
    with pytest.MonkeyPatch.context() as patch, working_on(house.database):
        for name, value in house.environment().items():
            patch.setenv(name, value)
        yield house


@contextmanager
def working_on(database: str) -> Iterator[None]:
    """Django's connections go to another database for a while."""
    before = connections.settings["default"]["NAME"]
    _point_to(database)
    yield
    _point_to(before)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The server, the template and this process's own copy; takes the place of pytest-django's."""
    with postgres.used(durable=False), django_db_blocker.unblock():
        _make_template()
        postgres.make_database(f"test_{PROCESS}", TEMPLATE)
        with working_on(f"test_{PROCESS}"):
            yield


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """For tests that must really commit (races, hostile SQL, kills): a house of their own, database and home."""
    with a_house("own") as house, django_db_blocker.unblock(), at_home_in(house):
        yield house


@pytest.fixture
def owner_connection(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """An autocommitting connection of the owner's role to the database the test works on. What it writes is not rolled back."""
    if "committed_db" in request.fixturenames:
        request.getfixturevalue("committed_db")
    url = _url(postgres.OWNER, connections.settings["default"]["NAME"])
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def _make_template() -> None:
    """Made once by the first process that comes; the others wait for it."""
    with (HOME / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not postgres.make_database(TEMPLATE):
            return
        with working_on(TEMPLATE):
            call_command("migrate", database="owner", verbosity=0)
            call_command("createcachetable", database="owner", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def _point_to(database: str) -> None:
    connections.close_all()
    for alias in connections:
        connections.settings[alias]["NAME"] = database


def _url(role: str, database: str) -> str:
    host = quote(str(HOME / "postgres/socket"), safe="")
    return f"postgresql://{role}:{postgres.password(role)}@{host}/{database}"
