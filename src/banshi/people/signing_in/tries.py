"""How often something was done of late, and what may be done once: counted in the database, where nothing else pushes a count out."""

from django.db import connection

from banshi.ledger import clock
from banshi.lib import sealed
from banshi.people.models import Tries

# One statement, so that those at the same moment count as many.
_COUNT = """
INSERT INTO people_tries AS old (key, count, until) VALUES (%(key)s, 1, banshi_now() + make_interval(secs => %(seconds)s))
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN old.until > banshi_now() THEN old.count + 1 ELSE 1 END,
    until = CASE WHEN old.until > banshi_now() THEN old.until ELSE excluded.until END
RETURNING count
"""


def count(what: str, seconds: int) -> int:
    """Counts one more, and returns how many there were; so many seconds after the first of them they are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": sealed.index(what), "seconds": seconds})
        counted: int = cursor.fetchone()[0]
    return counted


def so_far(what: str) -> int:
    """How many there were."""
    row = Tries.objects.filter(pk=sealed.index(what), until__gt=clock.now()).first()
    return row.count if row else 0


def is_first(what: str, seconds: int) -> bool:
    """True for the first in so many seconds, and for nobody who comes at the same moment."""
    return count(what, seconds) == 1


def sweep() -> None:
    """Drops what is forgotten."""
    Tries.objects.filter(until__lt=clock.now()).delete()
