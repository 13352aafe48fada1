"""Limits follow the moves of their cases, in the same transaction; of cases without limits nothing is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from banshi.cases.models import Term
from banshi.cases.moving import Step
from banshi.cases.terms import rules
from banshi.cases.terms.queries import course_of
from banshi.cases.terms.rules import Course
from banshi.clock import queries as calendars
from banshi.clock.rules import Calendar
from banshi.ledger import clock


def follow(steps: Sequence[Step], begins: Mapping[int, date]) -> None:
    """Begins, stops, lengthens and ends the limits of cases that have moved; `begins` is the day what begins counts from, by case, where
    it is not today."""
    timed = [step for step in steps if step.case.matter.flow.terms]
    if not timed:
        return
    running: dict[tuple[int, str], Term] = {
        (row.case_id, row.key): row
        for row in Term.objects.filter(case__in=[step.case.id for step in timed], ended=None)
    }
    today = clock.today()
    since = min([today, *(row.begun for row in running.values()), *begins.values()])
    calendar = calendars.calendar(since, today + rules.LONGEST)
    begun: list[Term] = []
    changed: list[Term] = []
    for step in timed:
        for key, course in _courses(step, running, today, begins.get(step.case.id, today), calendar):
            row = running.get((step.case.id, key))
            (changed if row else begun).append(_row(step, course, row))
    Term.objects.bulk_create(begun)
    Term.objects.bulk_update(changed, [*Course.__dataclass_fields__][1:])


def _courses(
    step: Step, running: Mapping[tuple[int, str], Term], today: date, begins: date, calendar: Calendar
) -> list[tuple[str, Course]]:
    """The limits of a case that run after its move, or have just ended."""
    found = []
    for term in step.case.matter.flow.terms:
        row = running.get((step.case.id, term.key))
        now = course_of(row) if row else None
        if now is None and not term.runs(step.submission.answers if step.submission else {}):
            continue
        if course := rules.after(term, now, step.move, step.there.state, today, begins, calendar):
            found.append((term.key, course))
    return found


def _row(step: Step, course: Course, row: Term | None) -> Term:
    term = step.case.matter.flow.term(course.key)
    row = row or Term(case_id=step.case.id, unit=term.unit, lapses=bool(term.lapses))
    for key, value in asdict(course).items():
        setattr(row, key, value)
    return row
