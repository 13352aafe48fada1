"""The one clock of the house: the database's, which tests can shift and no worker's wrong clock can touch."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func
from django.db.models.functions import TruncDate

CHINA = ZoneInfo("Asia/Shanghai")


class Now(Func):
    """Database time as an expression, for `db_default` and updates."""

    function = "banshi_now"
    template = "%(function)s()"
    output_field = DateTimeField()


TODAY = TruncDate(Now(), tzinfo=CHINA)
"""The day in China as an expression, for filters."""


def now() -> datetime:
    """The moment, by the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT banshi_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def today() -> date:
    """The day in China, by the database."""
    return now().astimezone(CHINA).date()
