"""The one clock of the house: the database's, which tests can shift and no worker's wrong clock can touch."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Func
from django.db.models.functions import TruncDate

from banshi.lib import prepared

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
    ((moment,),) = prepared.rows("SELECT banshi_now()", [])
    found: datetime = moment
    return found


def today() -> date:
    """The day in China, by the database."""
    return now().astimezone(CHINA).date()
