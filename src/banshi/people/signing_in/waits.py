"""Growing waits after failed sign-ins, by identifier and by where they come from; nobody can lock a company out.

A device on which the account has signed in before counts for itself. All other devices count by their network address. So a
stranger's failures never make a company's own computer wait, and one user's never another's. An address that tries many identifiers has
to wait as well; one user's own waits keep them below that, so only many of them reach it.
"""

from django.db import connection
from django.db.models import F

from banshi.ledger import clock
from banshi.lib import sealed
from banshi.people.models import Wait

FREE_TRIES = 5
FREE_TRIES_OF_AN_ADDRESS = 100  # a day; who tries one identifier from morning to night comes to 34
LONGEST = 60 * 60  # seconds
FORGET = 24 * LONGEST

# One statement, so that tries at the same moment count as many: it takes a try when none has to wait, and gives no row when one has.
_TRY = """
INSERT INTO people_wait AS old (key, failures, last_at) VALUES (%(key)s, 1, banshi_now())
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN old.last_at < banshi_now() - make_interval(secs => %(forget)s) THEN 1 ELSE old.failures + 1 END,
    until = CASE WHEN old.last_at >= banshi_now() - make_interval(secs => %(forget)s) AND old.failures + 1 >= %(free)s
        THEN banshi_now() + greatest(make_interval(secs => %(shortest)s),
            least(make_interval(secs => %(longest)s), interval '1 minute' * 2 ^ least(old.failures + 1 - %(free)s, 10))) END,
    last_at = banshi_now()
WHERE old.until IS NULL OR old.until <= banshi_now()
RETURNING key
"""


def bucket(identifier: str, place: str) -> str:
    """Where the tries of an identifier at a place (a known device, or an address) are counted."""
    return sealed.index(f"{identifier}\0{place}")


def address_bucket(address: str) -> str:
    """Where today's tries from an address are counted, whatever the identifier."""
    return sealed.index(f"{address}\0{clock.today()}")


def take(bucket: str, free: int = FREE_TRIES, shortest: int = 0) -> int:
    """Takes one try and returns 0; or, while a wait lasts, the minutes that are left.

    Every try counts as failed until `forget` or `give_back` is called: the last of the `free` ones brings a wait of 1 minute, the next of
    2, 4 … at most an hour, and none shorter than `shortest` seconds. A day without any forgets them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TRY, {"key": bucket, "forget": FORGET, "free": free, "shortest": shortest, "longest": LONGEST})
        taken = cursor.fetchone()
    return 0 if taken else _minutes_left(bucket)


def _minutes_left(bucket: str) -> int:
    until = Wait.objects.filter(pk=bucket).values_list("until", flat=True).first()
    seconds = (until - clock.now()).total_seconds() if until else 0
    return max(1, -int(-seconds // 60))


def forget(bucket: str) -> None:
    """The try was right: its bucket begins anew."""
    Wait.objects.filter(pk=bucket).delete()


def give_back(bucket: str) -> None:
    """The try was none, or was right: it no longer counts, the failures before it do."""
    Wait.objects.filter(pk=bucket, failures__gt=0).update(failures=F("failures") - 1, until=None)
