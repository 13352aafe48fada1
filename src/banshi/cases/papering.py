"""What goes onto a paper: the frozen answers as people read them, and who said what on the way."""

from collections.abc import Sequence
from typing import Any

from banshi.cases import rules
from banshi.cases.judging import against
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.cases.terms.rules import Course
from banshi.clock import queries as calendars
from banshi.define import Matter, Move, Paper, Table, Term
from banshi.define.terms import UNITS
from banshi.forms.answers import show
from banshi.forms.comparing import Change
from banshi.ledger import clock
from banshi.ledger import queries as past
from banshi.lib.actor import Actor
from banshi.records import queries as records


def paper_data(case: CaseSight, submission: SubmissionSight, paper: Paper, by: Actor, opinion: str) -> dict[str, Any]:
    """The data of a paper that this move issues: answers, and all opinions up to and including this one."""
    name = rules.mover(by.name, rules.stood_in_for(case, by))
    said = [*opinions(case), spoken(by.unit_name, name, opinion, clock.now().isoformat())]
    return answers_data(case.matter, submission.answers) | {
        "title": paper.title,
        "matter": case.matter.title,
        "changes": [[each.label, each.before or "无", each.after or "无"] for each in against_record(case, submission)],
        "agency": by.unit_name,
        "opinions": said,
        "shown": [
            [case.matter.form.label(key), shown_answer(case.matter, submission.answers, key)] for key in paper.shown
        ],
    }


def limits_data(limits: Sequence[tuple[Term, Course]]) -> list[dict[str, Any]]:
    """Limits as a paper tells them: their days by the law and by promise, and the last ones as the calendar has them now; `arranged` is
    False while a year they run into has no notice."""
    years = calendars.arranged_years() if limits else set()
    return [
        {
            "title": term.title,
            "law": term.law,
            "days": course.days,
            "unit": UNITS[term.unit],
            "promised": course.last_day.isoformat() if course.last_day else "",
            "last": course.legal_last_day.isoformat() if course.legal_last_day else "",
            "arranged": {day.year for day in (course.begun, course.legal_last_day) if day} <= years,
        }
        for term, course in limits
    ]


def against_record(case: CaseSight, submission: SubmissionSight) -> list[Change]:
    """Where a submission differs from the record it starts from; nothing where it starts from none."""
    if submission.record is None:
        return []
    return against(case.matter.form, records.record(submission.record).answers, submission.answers)


def answers_data(matter: Matter, answers: dict[str, Any]) -> dict[str, Any]:
    """Every answer as text by its key, with labels; tables as rows of texts."""
    fields = list(matter.form.fields())
    return {
        "labels": {field.key: field.label for field in fields},
        "answers": {f.key: shown_answer(matter, answers, f.key) for f in fields if not isinstance(f, Table)},
        "tables": {field.key: _rows(field, answers) for field in fields if isinstance(field, Table)},
    }


def shown_answer(matter: Matter, answers: dict[str, Any], key: str) -> str:
    """One answer as people read it."""
    field = matter.form.field(key)
    return show(field, answers.get(key)) if field else ""


def _rows(table: Table, answers: dict[str, Any]) -> list[dict[str, str]]:
    rows = answers.get(table.key) or []
    return [{column.key: show(column, row.get(column.key)) for column in table.columns} for row in rows]


def opinions(case: CaseSight) -> list[dict[str, str]]:
    """What was said at each desk since the submission that now stands was reported, and before that by those who did not have to see it
    again once it was corrected."""
    said: list[tuple[Move, dict[str, str]]] = []
    agreed: list[tuple[Move, dict[str, str]]] = []
    for event in past.history(f"case:{case.id}"):
        if event.kind != "moved":
            continue
        move = case.matter.flow.move(event.data["move"])
        if move.corrects:
            agreed = [each for each in said if each[0].climbs]
        if move.reports:
            said = agreed[: event.data.get("begins_at", 0)]
        unit = event.actor.get("unit_name", "")
        if move.internal:
            continue
        name = rules.mover(event.actor.get("name", ""), event.data.get("absent", ""))
        words = event.data.get("opinion", "") or event.data["title"]
        said.append((move, spoken(unit, name, words, event.at.isoformat())))
    return [words for _, words in said]


def spoken(unit: str, person: str, opinion: str, at: str) -> dict[str, str]:
    """One opinion as it stands on a paper."""
    return {"unit": unit, "person": person, "opinion": opinion, "at": at[:10]}
