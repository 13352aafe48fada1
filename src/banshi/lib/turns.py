"""Taking turns: what is done under a name is done by one transaction at a time."""

from django.db import connection


def one_at_a_time(*names: str) -> None:
    """Waits until no other transaction holds one of these names, and holds them until this one ends. They are taken in order, so that
    two who want the same ones never wait for each other."""
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
