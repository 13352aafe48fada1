"""A changed calendar changes the last days of all limits that run."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from banshi.cases.models import Term
from banshi.cases.terms import rules
from banshi.cases.terms.queries import course_of, unit_of
from banshi.clock import queries as calendars
from banshi.clock.rules import Calendar
from banshi.ledger import clock
from banshi.lib import prepared

# A limit that moved meanwhile was counted by the new calendar already.
CHANGE = """UPDATE cases_term AS term SET last_day = new.last_day, legal_last_day = new.legal_last_day, told = 0, tells_on = new.tells_on
FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::date[], %s::date[], %s::date[])
    AS new (id, was, legal_was, last_day, legal_last_day, tells_on)
WHERE term.id = new.id AND term.last_day = new.was AND term.legal_last_day = new.legal_was AND term.ended IS NULL
"""


def recount(payload: dict[str, Any], message_id: str) -> None:
    """Counts every limit anew that runs through the year of the payload. Done again it changes nothing."""
    found = _running(payload["year"])
    changed = [
        (row.pk, now.last_day, now.legal_last_day, new.last_day, new.legal_last_day, new.tells_on)
        for row, now, new in _moved(found, _calendar_of(found))
    ]
    if changed:
        prepared.rows(CHANGE, [list(column) for column in zip(*changed, strict=True)])


def foreseen(year: int, days: Iterable[tuple[date, bool, str]]) -> int:
    """How many cases would have another last day if a year were published with these days."""
    found = _running(year)
    others = {day: works for day, works in _calendar_of(found).exceptions.items() if day.year != year}
    calendar = Calendar(others | {day: works for day, works, _ in days})
    return len({row.case_id for row, _, _ in _moved(found, calendar)})


def _running(year: int) -> list[Term]:
    rows = Term.objects.filter(ended=None, last_day__isnull=False)
    return list(rows.filter(going__year__lte=year, legal_last_day__year__gte=year))


def _calendar_of(found: list[Term]) -> Calendar:
    today = clock.today()
    return calendars.calendar(min((row.going for row in found), default=today), today + rules.LONGEST)


def _moved(found: list[Term], calendar: Calendar) -> Iterator[tuple[Term, rules.Course, rules.Course]]:
    """Those whose last day is another by this calendar, as they are counted and as they would be."""
    for row in found:
        now = course_of(row)
        new = rules.counted(now, unit_of(row), calendar)
        if new is not now:
            yield row, now, new
