"""Taking turns: what is done under a name is done by one transaction at a time."""

from banshi.lib import prepared

ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS given (name)"


def one_at_a_time(*names: str) -> None:
    """Waits until no other transaction holds one of these names, and holds them until this one ends. They are taken in order, so that
    two who want the same ones never wait for each other."""
    if names:
        prepared.rows(ALONE, [sorted(names)])


def beside_others(*names: str) -> None:
    """Waits until nobody holds one of these names alone, and keeps everybody from it until this transaction ends; others come beside it."""
    for name in sorted(names):
        prepared.rows("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [name])
