"""Statements of the hot path: prepared once a connection, so that the server neither parses nor plans them again.

Only for what finds its few rows by a key. A search must be planned for what it searches for, and goes Django's way.
"""

from collections.abc import Sequence
from threading import local
from typing import Any

import psycopg
from django.db import connection

Row = tuple[Any, ...]


class _Prepared(psycopg.Cursor[Row]):
    """A cursor that prepares whatever it is given, and still knows what that was when Django logs it."""

    def _maybe_prepare_gen(self, pgq: Any, **more: Any) -> Any:
        self._query = pgq
        return super()._maybe_prepare_gen(pgq, **more | {"prepare": True})


class _Own(local):
    """The one cursor of a thread: a connection is a thread's own, and making a cursor takes longer than using it."""

    cursor: _Prepared | None = None


_own = _Own()


def rows(sql: str, given: Sequence[Any]) -> list[Row]:
    """What a statement finds, as plain tuples; JSON comes as text. Django counts, logs and translates it as any other."""
    cursor = _cursor()
    connection._prepare_cursor(cursor).execute(sql, given)  # type: ignore[attr-defined]  # what Django wraps its own in
    return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []


def _cursor() -> _Prepared:
    """This thread's cursor on its connection as it is now."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if _own.cursor is None or _own.cursor.connection is not connection.connection:
        _own.cursor = _Prepared(connection.connection)
    return _own.cursor
