"""Statements of the hot path: prepared once a connection, so that the server neither parses nor plans them again.

Only for what finds its few rows by a key. A search must be planned for what it searches for, and goes Django's way.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

Row = tuple[Any, ...]


class _Prepared(psycopg.Cursor[Row]):
    """A cursor that prepares whatever it is given, and still knows what that was when Django logs it."""

    def _maybe_prepare_gen(self, pgq: Any, **more: Any) -> Any:
        self._query = pgq
        return super()._maybe_prepare_gen(pgq, **more | {"prepare": True})


def rows(sql: str, given: Sequence[Any]) -> list[Row]:
    """What a statement finds, as plain tuples; JSON comes as text. Django counts, logs and translates it as any other."""
    with connection.cursor() as cursor:
        cursor.cursor = _Prepared(connection.connection)
        cursor.execute(sql, given)
        return cursor.fetchall() if cursor.description else []
