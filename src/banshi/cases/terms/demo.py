"""For the demo world, all of whose cases are made today: limits that began some time ago."""

from dataclasses import asdict, replace
from datetime import timedelta

from banshi.cases.models import Term
from banshi.cases.terms import rules
from banshi.cases.terms.queries import course_of, unit_of
from banshi.clock import queries as calendars
from banshi.ledger import clock


def begin_earlier(ref: str, days: int) -> None:
    """The limits that run in a case began so many days ago."""
    earlier, today = timedelta(days=days), clock.today()
    calendar = calendars.calendar(today - earlier, today + rules.LONGEST)
    for row in Term.objects.filter(case__ref=ref, ended=None):
        course = course_of(row)
        moved = replace(course, begun=course.begun - earlier, going=course.going - earlier)
        Term.objects.filter(pk=row.pk).update(**asdict(rules.counted(moved, unit_of(row), calendar)))
