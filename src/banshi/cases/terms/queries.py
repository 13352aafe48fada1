"""Reading limits: of one case, and of the cases of a list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, OuterRef, QuerySet

from banshi.cases.models import Term
from banshi.cases.sight import CaseSight
from banshi.cases.terms import rules
from banshi.cases.terms.rules import Course, Lamp
from banshi.clock import queries as calendars
from banshi.clock.rules import DAY, Calendar, Unit
from banshi.define import Flow, State
from banshi.define.terms import UNITS
from banshi.ledger import clock


def course_of(row: Term) -> Course:
    """A limit as rules take it."""
    return Course(**{key: getattr(row, key) for key in Course.__dataclass_fields__})


def unit_of(row: Term) -> Unit:
    """The days a limit is counted in."""
    return "natural" if row.unit == "natural" else "working"


def over(cases: Iterable[CaseSight]) -> set[tuple[int, str]]:
    """The limits of the cases that run on after their last day of the law: the case and the limit's key."""
    timed = [case.id for case in cases if case.matter.flow.terms]
    if not timed:
        return set()
    found = Term.objects.filter(case__in=timed, ended=None, legal_last_day__lt=clock.today())
    return set(found.values_list("case", "key"))


@dataclass(frozen=True)
class TermSight:
    """A limit of a case as people read it.

    `left` are the days until its last day, below zero when it is over; of one that stands still, what will be left. `lamp` says how
    urgent it is. `arranged` is False while the calendar of a year it runs into has no notice yet.
    """

    title: str
    law: str
    unit: Unit
    course: Course
    left: int
    lamp: Lamp
    still: str
    arranged: bool

    @property
    def days(self) -> str:
        """What its days are called."""
        return UNITS[self.unit]

    @property
    def in_words(self) -> str:
        """What is left, in words."""
        if self.course.still_since:
            return f"停止计时，还剩 {self.left} {self.days}"
        if self.left < 0:
            return f"超期 {-self.left} {self.days}"
        return f"还剩 {self.left} {self.days}" if self.left else "今天到期"

    @property
    def shown_lamp(self) -> str:
        """How it is marked: "still" while it stands still."""
        return "still" if self.course.still_since else self.lamp

    @property
    def late(self) -> bool:
        """True when what is done was done after the last day of the law."""
        return bool(self.course.ended and self.course.legal_last_day and self.course.ended > self.course.legal_last_day)


def of_case(case: CaseSight) -> list[TermSight]:
    """The limits of a case in the order they began; of a matter without limits none, and nothing is asked."""
    if not case.matter.flow.terms:
        return []
    rows = list(Term.objects.filter(case=case.id).order_by("pk"))
    known = _known(rows)
    return _numbered([_sight(row, case.matter.flow, case.state, known) for row in rows])


def _numbered(terms: list[TermSight]) -> list[TermSight]:
    """A limit that has run before, such as that of a case reported anew, says for which time it runs."""
    titles = [term.title for term in terms]
    return [
        replace(term, title=f"{term.title}（第 {titles[: at + 1].count(term.title)} 次）")
        if titles.count(term.title) > 1
        else term
        for at, term in enumerate(terms)
    ]


def nearest(cases: Mapping[int, tuple[Flow, State]]) -> dict[int, TermSight]:
    """Of the limits that run in each of these cases the one that runs out first; what stands still comes last."""
    timed = [case for case, (flow, _) in cases.items() if flow.terms]
    if not timed:
        return {}
    rows = list(Term.objects.filter(case__in=timed, ended=None).order_by(F("last_day").desc(nulls_first=True)))
    known = _known(rows)
    return {row.case_id: _sight(row, *cases[row.case_id], known) for row in rows}


def due(when: str) -> QuerySet[Term]:
    """The limits of a case (`OuterRef("pk")`) that are "over", due "today" or within a "week"."""
    today = clock.today()
    spans = {"over": (date.min, today - DAY), "today": (today, today), "week": (today, today + 7 * DAY)}
    return Term.objects.filter(case=OuterRef("pk"), ended=None, last_day__range=spans[when])


Known = tuple[date, Calendar, set[int]]


def _known(rows: Collection[Term]) -> Known:
    today = clock.today()
    days = [day for row in rows for day in (row.begun, row.legal_last_day) if day]
    calendar = calendars.calendar(min([today, *days]), max([today, *days]))
    return today, calendar, calendars.arranged_years()


def _sight(row: Term, flow: Flow, state: State, known: Known) -> TermSight:
    (today, calendar, arranged), said, course = known, flow.term(row.key), course_of(row)
    left = max(0, course.aimed - course.used)
    if course.last_day:
        left = calendar.left(course.ended or today, course.last_day, said.unit)
    years = {day.year for day in (course.begun, course.legal_last_day) if day}
    still = state.title if course.still_since else ""
    return TermSight(
        said.title, said.law, said.unit, course, left, rules.lamp(left, course.aimed), still, years <= arranged
    )
