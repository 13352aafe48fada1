"""上报: drafts are judged and frozen, each with its road of superiors; the same statements serve one and a thousand at once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from banshi.cases import counting, queries, rules
from banshi.cases.corrections import along
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.sight import Item
from banshi.cases.knowing import Known
from banshi.cases.models import TOP, ImportLine, city
from banshi.cases.moving import Step
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.catalogue import shelf
from banshi.define import ADMINISTERS, Administrator, Day, Field, Number, Region, Road, Superiors
from banshi.files import actions as files
from banshi.ledger.clock import CHINA
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import queries as people

NUMBERS = """SELECT nextval((SELECT pg_get_serial_sequence('cases_submission', 'id'))), here.moment
FROM (SELECT banshi_now() AS moment) AS here, generate_series(1, %s)
"""
# Submissions, and beside the cases the answers that lists search in the place of those of the submissions before.
KEEP = """WITH new AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS given (id bigint, at timestamptz, case_id bigint, number smallint, answers jsonb,
        materials jsonb, unit jsonb, road jsonb, corrected jsonb, record bigint, begins_at smallint, digest text, matter text,
        facets jsonb, keys text[])
), gone AS (
    DELETE FROM cases_facet AS old USING new WHERE old.case_id = new.case_id AND old.key <> ALL(new.keys)
), marked AS (
    INSERT INTO cases_facet (case_id, matter, key, text, number, day)
    SELECT new.case_id, new.matter, one.*
    FROM new, jsonb_to_recordset(new.facets) AS one (key text, text text, number numeric, day date)
    ON CONFLICT (case_id, key) DO UPDATE SET text = excluded.text, number = excluded.number, day = excluded.day
)
INSERT INTO cases_submission
    (id, at, case_id, number, answers, materials, unit, road, corrected, record, begins_at, author_id, filing_unit_id, digest)
SELECT id, at, case_id, number, answers, materials, unit, road, corrected, record, begins_at, %s, %s, digest FROM new
"""


@dataclass(frozen=True)
class Weighed:
    """A draft that nothing stands against: its answers and materials, what its filer was `asked` to correct, and the superiors it
    climbs."""

    answers: dict[str, Any]
    materials: list[dict[str, Any]]
    asked: list[Item]
    road: list[int]


class Reports:
    """The reports one press makes of its cases: `submit` judges a draft, `keep` freezes those that went through. The cases are locked,
    so that no save slips in between. What the effects of a report have changed of units, `known` must forget."""

    def __init__(self, cases: Sequence[CaseSight], by: Actor) -> None:
        self.known = Known(cases, by)
        self._cases, self._by = cases, by

    @cached_property
    def _drawn(self) -> dict[int, tuple[int, datetime]]:
        """The ids of the submissions, and their moment, by case."""
        drawn = prepared.rows(NUMBERS, [len(self._cases)])
        return {case.id: row for case, row in zip(self._cases, drawn, strict=True)}

    def submit(self, case: CaseSight) -> SubmissionSight:
        """What the draft comes to, not kept yet. Raises as `weigh`."""
        id_, at = self._drawn[case.id]
        weighed, record = self.weigh(case, at.astimezone(CHINA).date()), self.known.record(case)
        filed, begins = (weighed.answers, weighed.materials), record.id if record else None
        number = case.submission.number + 1 if case.submission else 1
        course = along.course(case, weighed.asked, filed, weighed.road)
        return SubmissionSight(id_, number, at, *filed, self.known.facts(case), weighed.road, begins, *course)

    def weigh(self, case: CaseSight, today: date | None = None) -> Weighed:
        """The draft, where nothing stands against its report.

        Raises Forbidden when the actor's unit no longer files for the unit, and Invalid with every problem when something blocks.
        """
        _require_filer(case, self.known)
        judged, asked = self.known.judged(case, today), corrections.asked(case)
        materials = queries.materials_of(case, judged.answers, self.known.files(case))
        problems = (*judged.problems, *along.unanswered(case, asked, judged.answers, materials))
        if any(problem.blocks for problem in problems):
            raise Invalid(f"有内容需要修改后才能{case.matter.flow.report.title}，请按提示逐项改正。", problems)
        return Weighed(judged.answers, materials, asked, self._road(case, judged.answers))

    def _road(self, case: CaseSight, answers: Mapping[str, Any]) -> list[int]:
        """The superiors this submission climbs, or the one unit that decides on it. Raises Forbidden where there is nobody above."""
        desk = next((state.desk for state in case.matter.flow.states if isinstance(state.desk, Road)), None)
        road: list[int] = []
        if isinstance(desk, Superiors):
            road = rules.road_of(self.known.superiors(case.subject, desk.tree), desk.tiers, self._by.own_unit)
        if isinstance(desk, Administrator):
            road = self._administrator(case, answers[desk.of]["code"])
        if desk and not road:
            raise Forbidden(
                f"这个单位在系统里还没有上级单位，无法{case.matter.flow.report.title}。请联系管理员核对单位的隶属关系。"
            )
        return road

    def _administrator(self, case: CaseSight, code: str) -> list[int]:
        """The unit of that code, where somebody administers it; else the agency."""
        unit = people.id_of(code)
        if people.holders(unit, shelf.seats()[ADMINISTERS]):
            return [unit]
        return list(self.known.superiors(case.subject, case.matter.may_file.tree)[-1:])

    def keep(self, steps: Iterable[Step]) -> None:
        """Freezes what those of the steps submit that report, and refers to the files that lie under it."""
        submitted = [(step.case, step.submitted) for step in steps if step.move.reports]
        if not submitted:
            return
        rows = json.dumps([_frozen(case, submission) for case, submission in submitted], ensure_ascii=False)
        prepared.rows(KEEP, [rows, self._by.own_account, self._by.own_unit])
        under = ((each.id, found) for case, each in submitted for found in self.known.files(case).values())
        files.refer_all(((file.digest, f"submission:{id_}") for id_, found in under for file in found), by=self._by)


def _require_filer(case: CaseSight, known: Known) -> None:
    """Whoever filed for the unit when the case was opened may not do so any more; what they wrote stays."""
    said, workbook = case.matter.may_file, case.matter.workbook
    if known.may_file(case.subject, said):
        return
    by_workbook = workbook and ImportLine.objects.filter(case=case.id).exists()
    if workbook and by_workbook and known.may_file(case.subject, workbook.filed_by(said)):
        return
    filer = people.filer_of(case.subject, said)
    now = f"，现在由“{filer}”填报" if filer else ""
    raise Forbidden(f"您的单位已不能为“{case.unit_name}”填报{now}。已填的内容都保留着；有疑问的，请联系管理机构。")


def _frozen(case: CaseSight, submission: SubmissionSight) -> dict[str, Any]:
    """A submission as `KEEP` takes it."""
    number, answers, materials, facts = submission.number, submission.answers, submission.materials, submission.unit
    sealed = {"answers": answers, "materials": materials, "unit": facts, "number": number, "case": case.ref}
    sealed |= {"corrected": submission.corrected} if submission.corrected else {}
    facets = list(_facets(case, answers, facts))
    return vars(submission) | {
        "at": submission.at.isoformat(),
        "case_id": case.id,
        "digest": digest(sealed),
        "matter": f"{case.pack}/{case.matter.key}",
        "facets": facets,
        "keys": [facet["key"] for facet in facets],
    }


def _facets(case: CaseSight, answers: dict[str, Any], facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What lists search: answers, the cities of regions, and the first-level unit under which the case is reported."""
    for field in case.matter.form.fields():
        if field.facet and (answer := answers.get(field.key)):
            yield {"key": field.key, _kind(field): answer["code"] if isinstance(answer, dict) else str(answer)}
            if isinstance(field, Region):
                yield {"key": city(field.key), "text": answer["code"][:4]}
    yield {"key": TOP, "text": counting.top(facts)}


def _kind(field: Field) -> str:
    """Whether an answer is searched as a number, as a day or as a text."""
    return "number" if isinstance(field, Number) else "day" if isinstance(field, Day) else "text"
