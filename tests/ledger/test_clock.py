"""Legal times come from the database."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection

from banshi.ledger import clock
from tests.harness.clock import shifted

pytestmark = pytest.mark.django_db


def test_tests_can_shift_the_clock_and_it_comes_back(owner_connection: psycopg.Connection) -> None:
    before = clock.now()
    with shifted(owner_connection, timedelta(days=40)):
        assert timedelta(days=40) <= clock.now() - before < timedelta(days=41)
        assert clock.today() > before.astimezone(clock.CHINA).date()
    assert clock.now() - before < timedelta(days=1)


def test_the_application_cannot_shift_it() -> None:
    """Red when the application's role may write `ledger_clockshift`."""
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("INSERT INTO ledger_clockshift (seconds) VALUES (60)")


def test_the_day_turns_at_midnight_in_china(owner_connection: psycopg.Connection) -> None:
    """Red when the day is taken in UTC: 17:00 there is one o'clock of the next day here."""
    evening = datetime(2026, 3, 1, 17, tzinfo=UTC)
    with shifted(owner_connection, evening - clock.now()):
        assert clock.today().isoformat() == "2026-03-02"


def test_a_process_with_a_wrong_time_zone_reads_the_same_moment() -> None:
    """R15. Red when a moment is made from the process's own clock or zone."""
    program = "import django; django.setup(); from banshi.ledger.clock import now; print(now().timestamp())"
    url = connection.settings_dict
    where = {
        "DATABASE_URL": f"postgresql://{url['USER']}:{url['PASSWORD']}@{url['HOST'].replace('/', '%2F')}/{url['NAME']}"
    }
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env=os.environ | where | {"TZ": "America/New_York"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert abs(float(told.stdout) - clock.now().timestamp()) < 30
