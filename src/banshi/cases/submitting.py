"""上报: a draft is judged and frozen, its road of superiors with it."""

import json
from typing import Any

from banshi.cases import counting, queries, reading, rules
from banshi.cases.corrections import along
from banshi.cases.corrections import queries as corrections
from banshi.cases.judging import judge
from banshi.cases.models import TOP, ImportLine, city
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.define import Day, Field, Number, Region, Superiors
from banshi.files import actions as files
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import queries as people

# A submission, and beside the case the answers that lists search in the place of those of the submission before.
KEEP = """WITH gone AS (
    DELETE FROM cases_facet WHERE case_id = %s AND key <> ALL(%s::text[])
), marked AS (
    INSERT INTO cases_facet (case_id, matter, key, text, number, day)
    SELECT %s, %s, * FROM unnest(%s::text[], %s::text[], %s::numeric[], %s::date[]) AS given (key, text, number, day)
    ON CONFLICT (case_id, key) DO UPDATE SET text = excluded.text, number = excluded.number, day = excluded.day
)
INSERT INTO cases_submission
    (case_id, number, answers, materials, unit, road, corrected, record, begins_at, author_id, filing_unit_id, digest)
VALUES (%s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s) RETURNING id, at
"""


def submit(case: CaseSight, by: Actor) -> SubmissionSight:
    """Freezes what the draft comes to. The case is locked, so that no save slips in between.

    Raises Forbidden when the actor's unit no longer files for the unit, and Invalid with every problem when something blocks.
    """
    _require_filer(case, by)
    present = reading.attached(case.id)
    facts = queries.unit_facts(case.subject, case.matter, by)
    counts = {key: len(found) for key, found in present.items()}
    record = queries.record_of(case)
    judged = judge(queries.about(case), case.draft, case.notes, counts, facts, record.answers if record else None)
    materials, asked = queries.materials_of(case, judged.answers, present), corrections.asked(case)
    problems = (*judged.problems, *along.unanswered(case, asked, judged.answers, materials))
    if any(problem.blocks for problem in problems):
        raise Invalid("有内容需要修改后才能上报，请按提示逐项改正。", problems)
    number = case.submission.number + 1 if case.submission else 1
    road, begins = _road(case, by), record.id if record else None
    begins_at, corrected = along.course(case, asked, (judged.answers, materials), road)
    frozen = {"answers": judged.answers, "materials": materials, "unit": facts, "number": number, "case": case.ref}
    frozen |= {"corrected": corrected} if corrected else {}
    texts = map(json.dumps, (judged.answers, materials, facts, road, corrected))
    own = [case.id, number, *texts, begins, begins_at, by.own_account, by.own_unit, digest(frozen)]
    ((kept, at),) = prepared.rows(KEEP, [*_facets(case, judged.answers, facts), *own])
    for kept_file in sorted({file.digest for found in present.values() for file in found}):
        files.refer(kept_file, f"submission:{kept}", by=by)
    return SubmissionSight(kept, number, at, judged.answers, materials, facts, road, begins, begins_at, corrected)


def _require_filer(case: CaseSight, by: Actor) -> None:
    """Whoever filed for the unit when the case was opened may not do so any more; what they wrote stays."""
    said, workbook = case.matter.may_file, case.matter.workbook
    if people.may_file_for(by, case.subject, said):
        return
    by_workbook = workbook and ImportLine.objects.filter(case=case.id).exists()
    if workbook and by_workbook and people.may_file_for(by, case.subject, workbook.filed_by(said)):
        return
    filer = people.filer_of(case.subject, said)
    now = f"，现在由“{filer}”填报" if filer else ""
    raise Forbidden(f"您的单位已不能为“{case.unit_name}”填报{now}。已填的内容都保留着；有疑问的，请联系管理机构。")


def _road(case: CaseSight, by: Actor) -> list[int]:
    """The superiors this submission climbs. Raises Forbidden where there is nobody above."""
    desks = [state.desk for state in case.matter.flow.states if isinstance(state.desk, Superiors)]
    if not desks or by.unit is None:
        return []
    road = rules.road_of(people.superiors(case.subject, desks[0].tree), desks[0].tiers, by.unit)
    if not road:
        raise Forbidden("这个单位在系统里还没有上级单位，无法上报。请联系管理员核对单位的隶属关系。")
    return road


def _facets(case: CaseSight, answers: dict[str, Any], facts: dict[str, Any]) -> list[Any]:
    """What lists search, as `KEEP` takes it: of which case and matter, keys, texts, numbers and days. Answers, the cities of regions, and
    the first-level unit under which the case is reported."""
    marked = [field for field in case.matter.form.fields() if field.facet and answers.get(field.key)]
    rows = [(field.key, *_typed(field, answers[field.key])) for field in marked]
    rows += [
        (city(field.key), answers[field.key]["code"][:4], None, None) for field in marked if isinstance(field, Region)
    ]
    rows.append((TOP, counting.top(facts), None, None))
    keys, *typed = map(list, zip(*rows, strict=True))
    return [case.id, keys, case.id, f"{case.pack}/{case.matter.key}", keys, *typed]


def _typed(field: Field, answer: Any) -> tuple[str | None, str | None, str | None]:
    """The answer as a text, as a number, or as a day."""
    if isinstance(field, Number):
        return None, answer, None
    if isinstance(field, Day):
        return None, None, answer
    return answer["code"] if isinstance(answer, dict) else str(answer), None, None
