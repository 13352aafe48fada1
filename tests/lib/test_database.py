"""The connection to the database is looked at before every request, without asking the server anything."""

from contextlib import closing
from select import POLLIN, poll

import pytest
from django.db import connection

from banshi.lib import prepared

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_connection_the_server_has_ended_is_given_up_before_it_fails_anybody() -> None:
    """R2. Red when `is_usable` says True of whatever is open."""
    ((process,),) = prepared.rows("SELECT pg_backend_pid()", [])
    assert connection.is_usable()
    other = connection.copy()
    with closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    look = poll()
    look.register(connection.connection.fileno(), POLLIN)
    assert look.poll(5000), "the server has not hung up"
    assert not connection.is_usable()
    connection.close()


def test_a_thread_goes_on_with_the_connection_it_has_now() -> None:
    """Red when the cursor of the connection before is kept."""
    ((before,),) = prepared.rows("SELECT pg_backend_pid()", [])
    connection.close()
    ((now,),) = prepared.rows("SELECT pg_backend_pid()", [])
    assert now != before


def test_a_statement_that_finds_nothing_or_gives_nothing_back_is_an_empty_list() -> None:
    """Red when what the statement before has found is given once more."""
    assert prepared.rows("SELECT 1", []) == [(1,)]
    assert prepared.rows("SELECT 1 WHERE false", []) == []
    assert prepared.rows("UPDATE cases_case SET title = title WHERE false", []) == []
