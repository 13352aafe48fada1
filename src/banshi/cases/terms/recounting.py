"""A changed calendar changes the last days of all limits that run."""

from typing import Any

from banshi.cases.models import Term
from banshi.cases.terms import rules
from banshi.cases.terms.queries import course_of, unit_of
from banshi.clock import queries as calendars
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
    year = payload["year"]
    rows = Term.objects.filter(
        ended=None, last_day__isnull=False, going__year__lte=year, legal_last_day__year__gte=year
    )
    found = list(rows)
    if not found:
        return
    begun = min(row.going for row in found)
    calendar = calendars.calendar(begun, clock.today() + rules.LONGEST)
    changed = []
    for row in found:
        now = course_of(row)
        new = rules.counted(now, unit_of(row), calendar)
        if new is not now:
            changed.append((row.pk, now.last_day, now.legal_last_day, new.last_day, new.legal_last_day, new.tells_on))
    if changed:
        prepared.rows(CHANGE, [list(column) for column in zip(*changed, strict=True)])
