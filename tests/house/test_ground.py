"""The ground floor: the embedded database, its two roles, and the harness that every other test stands on."""

from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection

from banshi.lib import home, postgres
from tests.harness.database import House

HOSTILE = [
    "TRUNCATE django_session",
    "DROP TABLE django_session",
    "ALTER TABLE django_session ADD COLUMN more text",
    "CREATE TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE TEMPORARY TABLE mine (id int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION vector",
    "ALTER TABLE django_session OWNER TO banshi_app",
    "SET ROLE banshi_owner",
    "COPY django_session TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", HOSTILE)
def test_the_application_builds_and_empties_nothing(statement: str) -> None:
    """Red when `default` connects as the owner (all but the last two) or as the superuser."""
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_application_reads_and_writes_rows() -> None:
    Session.objects.create(session_key="k", session_data="", expire_date="2030-01-01T00:00Z")
    assert Session.objects.filter(session_key="k").delete()[0] == 1


def test_a_test_that_commits_has_a_house_of_its_own(committed_db: House, owner_connection: psycopg.Connection) -> None:
    Session.objects.create(session_key="k", session_data="", expire_date="2030-01-01T00:00Z")
    (name, rows) = owner_connection.execute("SELECT current_database(), count(*) FROM django_session").fetchone() or ()
    assert (name, rows) == (committed_db.database, 1)
    assert home.home() == committed_db.home


def test_the_next_such_test_sees_nothing_of_it(committed_db: House) -> None:
    assert not Session.objects.exists()


def test_nobody_but_the_servers_user_enters_the_folder_of_its_socket(django_db_setup: None) -> None:
    assert postgres.socket_folder().stat().st_mode & 0o077 == 0
    assert postgres.running()


def test_the_home_keeps_its_secrets_to_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_HOME", str(tmp_path / "house"))
    assert home.secret("one") == home.secret("one") != home.secret("two")
    assert (home.path("secrets") / "one").stat().st_mode & 0o777 == 0o600
    assert home.path("secrets").stat().st_mode & 0o777 == 0o700
