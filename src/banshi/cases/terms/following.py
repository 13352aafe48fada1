"""Limits follow the moves of their cases, in the same transaction; of cases without limits nothing is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from banshi.cases.models import Term
from banshi.cases.moving import Step
from banshi.cases.terms import rules
from banshi.cases.terms.queries import course_of
from banshi.cases.terms.rules import Course
from banshi.clock import queries as calendars
from banshi.clock.rules import Calendar
from banshi.define import Term as TermWord
from banshi.ledger import clock


def follow(steps: Sequence[Step], begins: Mapping[int, date]) -> None:
    """Begins, stops, lengthens and ends the limits of cases that have moved; `begins` is the day what begins counts from, by case, where
    it is not today."""
    timed = [step for step in steps if step.case.matter.flow.terms]
    if not timed:
        return
    known = _known(timed, begins)
    begun: list[Term] = []
    changed: list[Term] = []
    for step in timed:
        for key, course in _courses(step, known, begins):
            row = known.running.get((step.case.id, key))
            (changed if row else begun).append(_row(step, course, row))
    Term.objects.bulk_create(begun)
    Term.objects.bulk_update(changed, [*Course.__dataclass_fields__][1:])


def foreseen(step: Step, begins: Mapping[int, date]) -> list[tuple[TermWord, Course]]:
    """The limits of one case as they will run once its move is made, for a paper that tells of them; nothing is kept."""
    flow = step.case.matter.flow
    if not flow.terms:
        return []
    found = _courses(step, _known([step], begins), begins)
    return [(flow.term(key), course) for key, course in found if course.legal_last_day and not course.ended]


@dataclass(frozen=True)
class _Known:
    """What limits are followed by: those that run, by case and key; the day; and the calendar from the first of them on."""

    running: Mapping[tuple[int, str], Term]
    today: date
    calendar: Calendar


def _known(timed: Sequence[Step], begins: Mapping[int, date]) -> _Known:
    rows = Term.objects.filter(case__in=[step.case.id for step in timed], ended=None)
    running = {(row.case_id, row.key): row for row in rows}
    today = clock.today()
    since = min([today, *(row.begun for row in running.values()), *begins.values()])
    return _Known(running, today, calendars.calendar(since, today + rules.LONGEST))


def _courses(step: Step, known: _Known, begins: Mapping[int, date]) -> list[tuple[str, Course]]:
    """The limits of a case that run after its move, or have just ended."""
    found = []
    today, begin = known.today, begins.get(step.case.id, known.today)
    for term in step.case.matter.flow.terms:
        row = known.running.get((step.case.id, term.key))
        now = course_of(row) if row else None
        if now is None and not term.runs(step.submission.answers if step.submission else {}):
            continue
        if course := rules.after(term, now, step.move, step.there.state, today, begin, known.calendar):
            found.append((term.key, course))
    return found


def _row(step: Step, course: Course, row: Term | None) -> Term:
    term = step.case.matter.flow.term(course.key)
    row = row or Term(case_id=step.case.id, unit=term.unit, lapses=bool(term.lapses))
    for key, value in asdict(course).items():
        setattr(row, key, value)
    return row
