"""上报: a draft is judged and frozen, its road of superiors with it."""

from typing import Any

from banshi.cases import queries, rules
from banshi.cases.judging import judge
from banshi.cases.models import Attachment, Facet, Submission
from banshi.cases.sight import CaseSight, FileSight, SubmissionSight
from banshi.define import Day, Field, Number, Superiors
from banshi.files import actions as files
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import queries as people


def submit(case: CaseSight, by: Actor) -> SubmissionSight:
    """Freezes what the draft comes to. The case is locked, so that no save slips in between.

    Raises Invalid with every problem when something blocks.
    """
    present = _present(case.id)
    facts = queries.unit_facts(case.subject, case.matter, by)
    counts = {key: len(found) for key, found in present.items()}
    record = queries.record_of(case)
    judged = judge(case.matter, case.subject, case.draft, case.notes, counts, facts, record.answers if record else None)
    if judged.blocked:
        raise Invalid("有内容需要修改后才能上报，请按提示逐项改正。", judged.problems)
    number = case.submission.number + 1 if case.submission else 1
    materials = queries.materials_of(case, judged.answers, present)
    frozen = {"answers": judged.answers, "materials": materials, "unit": facts, "number": number, "case": case.ref}
    kept = Submission.objects.create(
        case_id=case.id,
        number=number,
        answers=judged.answers,
        materials=materials,
        unit=facts,
        road=_road(case, by),
        record=record.id if record else None,
        author_id=by.own_account,
        filing_unit_id=by.own_unit,
        digest=digest(frozen),
    )
    for file in (file for found in present.values() for file in found):
        files.refer(file.digest, f"submission:{kept.pk}", by=by)
    _facets(case, judged.answers)
    kept.refresh_from_db(fields=["at"])
    return SubmissionSight(kept.pk, number, kept.at, judged.answers, materials, facts, kept.road, kept.record)


def _present(case: int) -> dict[str, list[FileSight]]:
    rows = Attachment.objects.filter(case=case, removed_at=None).order_by("id")
    return queries.grouped([FileSight(a.pk, a.material, a.digest, a.name, a.size, a.kind, a.scan) for a in rows])


def _road(case: CaseSight, by: Actor) -> list[int]:
    """The superiors this submission climbs. Raises Forbidden where there is nobody above."""
    trees = [state.desk.tree for state in case.matter.flow.states if isinstance(state.desk, Superiors)]
    if not trees or by.unit is None:
        return []
    road = rules.road_of(people.superiors(case.subject, trees[0]), by.unit)
    if not road:
        raise Forbidden("这个单位在系统里还没有上级单位，无法上报。请联系管理员核对单位的隶属关系。")
    return road


def _facets(case: CaseSight, answers: dict[str, Any]) -> None:
    """Keeps the answers that lists search beside the case."""
    if case.submission:
        Facet.objects.filter(case=case.id).delete()
    marked = [field for field in case.matter.form.fields() if field.facet and answers.get(field.key)]
    matter = f"{case.pack}/{case.matter.key}"
    Facet.objects.bulk_create(
        [Facet(case_id=case.id, matter=matter, key=field.key, **_typed(field, answers[field.key])) for field in marked]
    )


def _typed(field: Field, answer: Any) -> dict[str, Any]:
    if isinstance(field, Number):
        return {"number": answer}
    if isinstance(field, Day):
        return {"day": answer}
    return {"text": answer["code"] if isinstance(answer, dict) else str(answer)}
