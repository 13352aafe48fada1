"""What a move brings about beside moving: the closed list of effects, performed in the move's transaction."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from banshi.cases import rules
from banshi.cases.models import Claim
from banshi.cases.papering import paper_data
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.catalogue import shelf
from banshi.define import Claim as ClaimEffect
from banshi.define import Effect, EndNaming, Filer, IssuePaper, KeepRecord, Move, NameFiler, Problem
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.papers import actions as papers
from banshi.people import actions as people
from banshi.people import queries as units
from banshi.records import actions as records


def perform(
    move: Move, case: CaseSight, submission: SubmissionSight | None, there: Standing, by: Actor, opinion: str
) -> dict[str, Any]:
    """Performs the effects of a move that has left the superiors, and returns what the event says of them.

    Claims are held from the report on; every other effect waits until the last desk has spoken. A case that its filer ends
    gives its claims back.
    """
    said: dict[str, Any] = {"code": shelf.code_digest(case.pack)} if move.reports else {}
    if submission is None:
        return said
    climbing = rules.climbs(case.matter.flow, there.state)
    for effect in move.effects:
        if isinstance(effect, ClaimEffect):
            _claim(effect, case, submission)
        elif not climbing:
            said |= _perform(effect, case, submission, by, opinion)
    if case.matter.flow.state(there.state).desk is None and isinstance(move.seat or case.state.desk, Filer):
        Claim.objects.filter(case=case.id).delete()
    return said


def _perform(effect: Effect, case: CaseSight, submission: SubmissionSight, by: Actor, opinion: str) -> dict[str, Any]:
    if isinstance(effect, KeepRecord):
        return {"record": _keep(effect, case, submission)}
    if isinstance(effect, IssuePaper) and _wanted(effect, submission):
        return {"paper": _issue(effect, case, submission, by, opinion)}
    if isinstance(effect, NameFiler | EndNaming) and _wanted(effect, submission):
        unit, files = (units.id_of(submission.answers[key]["code"]) for key in (effect.unit, effect.files))
        change = people.name_filer if isinstance(effect, NameFiler) else people.end_naming
        change(unit=unit, files=files, ref=case.ref, by=by)
    return {}


def _wanted(effect: IssuePaper | NameFiler | EndNaming, submission: SubmissionSight) -> bool:
    return effect.when is None or effect.when.holds(submission.answers)


def _claim(effect: ClaimEffect, case: CaseSight, submission: SubmissionSight) -> None:
    """Claims a value for this case. The unique constraint decides between two who come at once."""
    answer = submission.answers.get(effect.of)
    value = answer["code"] if isinstance(answer, dict) else str(answer or "")
    held = Claim.objects.filter(scope=effect.scope, value=value).values_list("case", flat=True).first()
    if held == case.id or not value:
        return
    try:
        with transaction.atomic():
            Claim.objects.create(scope=effect.scope, value=value, case_id=case.id)
    except IntegrityError:
        label = case.matter.form.label(effect.of)
        words = f"“{label}”{value} 已有一件正在办理或已经办结的“{case.title}”，不能重复上报。"
        raise Invalid("不能重复上报。", [Problem(effect.of, words, "error")]) from None


def period_of(effect: KeepRecord, submission: SubmissionSight) -> date:
    """The period a record belongs to: the answer the pack names, or today."""
    answered = submission.answers.get(effect.period) if effect.period else None
    return date.fromisoformat(answered) if answered else clock.today()


def _keep(effect: KeepRecord, case: CaseSight, submission: SubmissionSight) -> int:
    return records.keep(
        subject=case.subject,
        register=effect.register,
        period=period_of(effect, submission),
        answers=submission.answers,
        case=case.id,
        submission=submission.id,
    )


def _issue(effect: IssuePaper, case: CaseSight, submission: SubmissionSight, by: Actor, opinion: str) -> str:
    paper = case.matter.paper(effect.paper)
    kept = [each for move in case.matter.flow.moves for each in move.effects if isinstance(each, KeepRecord)]
    period = period_of(kept[0], submission) if kept else clock.today()
    return papers.issue(
        paper=paper,
        pack=case.pack,
        subject=case.subject,
        subject_name=case.unit_name,
        case=case.id,
        period=period,
        data=paper_data(case, submission, paper, by, opinion),
        by=by,
    )
