"""Growing waits after failed sign-ins, by identifier and by where they come from; nobody can lock a company out.

A device on which the account has signed in before counts for itself. All other devices count by their network address. So a
stranger's failures never make a company's own computer wait, and one user's never another's.
"""

from datetime import datetime, timedelta

from django.db import connection

from banshi.ledger import clock
from banshi.lib import sealed
from banshi.people.models import Wait

FREE_TRIES = 5
LONGEST = 60
FORGET = timedelta(hours=24)


def key(identifier: str, place: str) -> str:
    """The bucket of an identifier at a place (a known device, or an address)."""
    return sealed.index(f"{identifier}\0{place}")


def minutes_left(bucket: str) -> int:
    """How many minutes the next try must wait; 0 when it need not."""
    until = Wait.objects.filter(pk=bucket).values_list("until", flat=True).first()
    now = clock.now()
    return _minutes(until, now) if until and until > now else 0


def _minutes(until: datetime, now: datetime) -> int:
    return int((until - now).total_seconds() // 60) + 1


def failed(bucket: str) -> None:
    """One failure more. From the fifth on each brings a wait: 1 minute, 2, 4 … at most an hour. A day without any forgets them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO people_wait AS old (key, failures, last_at) VALUES (%(key)s, 1, banshi_now())
            ON CONFLICT (key) DO UPDATE SET
                failures = CASE WHEN old.last_at < banshi_now() - %(forget)s THEN 1 ELSE old.failures + 1 END,
                until = CASE WHEN old.failures + 1 >= %(free)s AND old.last_at >= banshi_now() - %(forget)s
                    THEN banshi_now() + make_interval(mins => least(%(longest)s, 2 ^ least(old.failures + 1 - %(free)s, 6))::int)
                    END,
                last_at = banshi_now()
            """,
            {"key": bucket, "forget": FORGET, "free": FREE_TRIES, "longest": LONGEST},
        )


def succeeded(bucket: str) -> None:
    """A right password forgets the failures of its own bucket."""
    Wait.objects.filter(pk=bucket).delete()
