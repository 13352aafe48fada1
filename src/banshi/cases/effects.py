"""What a move brings about beside moving: the closed list of effects, performed in the move's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banshi.bulletin import results
from banshi.cases import naming, publishing, rules
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case, Claim
from banshi.cases.moving import Step
from banshi.cases.papering import limits_data, paper_data
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.cases.terms import following
from banshi.catalogue import shelf
from banshi.define import (
    AddUnit,
    Bind,
    CloseUnit,
    Effect,
    EndNaming,
    EndRecord,
    IssuePaper,
    KeepRecord,
    Move,
    NameFiler,
    Problem,
    Publish,
    ReissuePaper,
    RenewUnit,
)
from banshi.define import Claim as ClaimEffect
from banshi.ledger import clock
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.lib.spelled import Spelled
from banshi.papers import actions as papers
from banshi.people import actions as people
from banshi.people import queries as units
from banshi.people.belonging import actions as belonging
from banshi.people.units import adding
from banshi.records import actions as records
from banshi.records import queries as records_read

# A value this case claims, spelled as all are compared, in the place of what it claimed in that scope; returned is who holds it now.
CLAIM = f"""WITH wanted AS (SELECT {Spelled.template % {"expressions": "%s"}} AS value), gone AS (
    DELETE FROM cases_claim AS mine USING wanted WHERE mine.scope = %s AND mine.case_id = %s AND mine.value <> wanted.value
)
INSERT INTO cases_claim (scope, value, case_id) SELECT %s, value, %s FROM wanted
ON CONFLICT (scope, value) DO UPDATE SET case_id = cases_claim.case_id RETURNING case_id
"""  # noqa: S608 (a function of ours)


@dataclass(frozen=True)
class _Deed:
    """A move that is being made, by whose opinion; `begins` is the day its limits begin with, where that is not today."""

    move: Move
    case: CaseSight
    submission: SubmissionSight
    there: Standing
    by: Actor
    opinion: str
    begins: Mapping[int, date]


def perform(
    move: Move,
    case: CaseSight,
    submission: SubmissionSight | None,
    there: Standing,
    by: Actor,
    opinion: str,
    begins: Mapping[int, date] | None = None,
) -> dict[str, Any]:
    """Performs the effects of a move, and returns what the event says of them.

    Claims are held from the report until the case ends; every other effect waits while the case climbs, until the last desk has spoken.
    Papers tell limits that begin as of the day `begins` has for the case, else of today.
    """
    said: dict[str, Any] = {"code": shelf.code_digest(case.pack)} if move.reports else {}
    if submission is None:
        return said
    if move.takes_back:
        return _take_back(case, submission, by, opinion)
    deed = _Deed(move, case, submission, there, by, opinion or move.title, begins or {})
    for effect in due(move, case, there):
        said |= _perform(effect, deed)
    if case.matter.flow.state(there.state).desk is None:
        _free(case)
    return said


def due(move: Move, case: CaseSight, there: Standing) -> list[Effect]:
    """The effects that a move has now."""
    waits = rules.passes_on(case, move, there)
    return [effect for effect in move.effects if isinstance(effect, ClaimEffect) or not waits]


def reach_others(move: Move) -> bool:
    """True when the effects of a move may change what is asked of units for other cases."""
    return any(not isinstance(effect, ClaimEffect) for effect in move.effects)


def _perform(effect: Effect, deed: _Deed) -> dict[str, Any]:
    case, submission, by = deed.case, deed.submission, deed.by
    if getattr(effect, "when", None) is not None and not effect.when.holds(submission.answers):  # type: ignore[attr-defined]
        return {}
    if isinstance(effect, ClaimEffect):
        _claim(effect, case, submission)
    if isinstance(effect, KeepRecord):
        return {"record": _keep(effect, case, submission)}
    if isinstance(effect, EndRecord) and submission.record is not None:
        records.end(submission.record, case=case.id)
    if isinstance(effect, IssuePaper):
        return {"paper": _issue(effect, deed)}
    if isinstance(effect, Publish):
        return {"result": publishing.publish(effect, deed.move, case, submission, by)}
    if isinstance(effect, ReissuePaper):
        return {"paper": papers.reissue(pack=case.pack, kinds=effect.papers, subject=case.subject, case=case.id, by=by)}
    return _change_units(effect, case, submission, by)


def _change_units(effect: Effect, case: CaseSight, submission: SubmissionSight, by: Actor) -> dict[str, Any]:
    if isinstance(effect, AddUnit):
        return {"added": _add(effect, case, submission, by)}
    if isinstance(effect, Bind):
        _bind(case, submission, by)
    if isinstance(effect, RenewUnit):
        people.renew_unit(case.subject, facts_answered(case, submission.answers), ref=case.ref, by=by)
    if isinstance(effect, CloseUnit):
        people.close_unit(case.subject, ref=case.ref, by=by)
    if isinstance(effect, NameFiler | EndNaming):
        _name(effect, submission, isinstance(effect, NameFiler), case.ref, by)
    return {}


def _free(case: CaseSight) -> None:
    """Frees what an ended case claimed; when superiors decided it, not what lasts."""
    every = [effect for move in case.matter.flow.moves for effect in move.effects if isinstance(effect, ClaimEffect)]
    decided = rules.climbs(case.matter.flow, case.state.key)
    scopes = {effect.scope for effect in every if not (effect.lasts and decided)}
    if scopes:
        Claim.objects.filter(case=case.id, scope__in=scopes).delete()


def facts_answered(case: CaseSight, answers: dict[str, Any]) -> dict[str, str]:
    """What answers say of the unit itself, by the fact each field carries; references by their code. What the filer could not change says
    nothing."""
    asked = [field for field in case.matter.form.fields() if field.fact and not field.read_only]
    said = {field.fact: answers.get(field.key) for field in asked}
    return {
        fact: answer["code"] if isinstance(answer, dict) else str(answer) for fact, answer in said.items() if answer
    }


def _add(effect: AddUnit, case: CaseSight, submission: SubmissionSight, by: Actor) -> str:
    """Adds the unit that was answered, and returns its code."""
    answers = submission.answers
    return adding.add_decided(
        name=answers[effect.name],
        tree=case.matter.may_file.tree,
        parent=_above(effect, case, answers),
        code=answers.get(effect.code) or "",
        series=effect.series,
        investee=effect.investee,
        uscc=answers.get(effect.uscc) or "",
        region=(answers.get(effect.region) or {}).get("code", ""),
        ref=case.ref,
        by=by,
    )


def _above(effect: AddUnit, case: CaseSight, answers: dict[str, Any]) -> int:
    """Below which unit a new one comes."""
    if effect.parent:
        return units.id_of(answers[effect.parent]["code"])
    return units.superiors(case.subject, case.matter.may_file.tree)[-1] if effect.top else case.subject


def _bind(case: CaseSight, submission: SubmissionSight, by: Actor) -> None:
    """The person whose case it is comes to belong to the unit they chose."""
    said = case.matter.binds
    if said is not None:
        answers, seats = submission.answers, shelf.seats()
        wish = belonging.Wish(answers[said.unit]["code"], answers[said.seat], answers[said.administered] == "是")
        belonging.bind(case.subject, wish, seats=seats, ref=case.ref, by=by)


def _name(effect: NameFiler | EndNaming, submission: SubmissionSight, begins: bool, ref: str, by: Actor) -> None:
    unit, files = (units.id_of(submission.answers[key]["code"]) for key in (effect.unit, effect.files))
    (people.name_filer if begins else people.end_naming)(unit=unit, files=files, ref=ref, by=by)


def _take_back(case: CaseSight, submission: SubmissionSight, by: Actor, reason: str) -> dict[str, Any]:
    """Undoes what the decision brought about: records, the unit's facts, papers, namings. Raises RecordMoved when a later case has
    built on it."""
    records.take_back(case=case.id)
    revoked = papers.revoke_of_case(case.id, reason, by=by)
    results.withdraw_of_case(case.id, reason, by=by)
    decided = [effect for move in case.matter.flow.moves if move.to == case.state.key for effect in move.effects]
    for effect in reversed(decided):
        _undo(effect, case, submission, by)
    return {"revoked": revoked}


def _undo(effect: Effect, case: CaseSight, submission: SubmissionSight, by: Actor) -> None:
    if isinstance(effect, RenewUnit) and submission.record is not None:
        before = records_read.record(submission.record).answers
        people.renew_unit(case.subject, facts_answered(case, before), ref=case.ref, by=by)
    if isinstance(effect, CloseUnit):
        people.reopen_unit(case.subject, ref=case.ref, by=by)
    if isinstance(effect, NameFiler | EndNaming) and (effect.when is None or effect.when.holds(submission.answers)):
        _name(effect, submission, isinstance(effect, EndNaming), case.ref, by)


def _claim(effect: ClaimEffect, case: CaseSight, submission: SubmissionSight) -> None:
    """Claims a value for this case, however it is spelled, in the place of what it claimed before. The unique constraint decides between
    two who come at once."""
    answer = submission.answers.get(effect.of)
    value = answer["code"] if isinstance(answer, dict) else str(answer or "")
    if not value:
        return
    whole = f"{case.subject}:{value}" if effect.own else value
    ((holder,),) = prepared.rows(CLAIM, [whole, effect.scope, case.id, effect.scope, case.id])
    if holder != case.id:
        label, report = case.matter.form.label(effect.of), case.matter.flow.report.title
        words = _claimed(effect, f"“{label}”{value}", _told(case, holder), report)
        raise Invalid(f"不能重复{report}。", [Problem(effect.of, words, "error")])


def _told(case: CaseSight, holder: int) -> str:
    """The reference of the case that holds what is claimed, in brackets, where the same unit filed it; empty of any other."""
    ref = Case.objects.filter(pk=holder, filing_unit=case.filing_unit).values_list("ref", flat=True).first()
    return f"（{ref}）" if ref else ""


def _claimed(effect: ClaimEffect, what: str, by: str, report: str) -> str:
    """That something is claimed, by which case as far as that may be told, and what can be done."""
    if effect.lasts:
        whose = "本单位另一件办件" if effect.own else "另一件办件"
        return f"{what} 已用在{whose}里{by}，请换一个。"
    return f"{what} 已有一件正在办理的办件{by}，等它办结或删除以后才能{report}这一件。"


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
        replaces=submission.record,
    )


def _issue(effect: IssuePaper, deed: _Deed) -> str:
    case, submission, by = deed.case, deed.submission, deed.by
    paper = case.matter.paper(effect.paper)
    kept = [each for move in case.matter.flow.moves for each in move.effects if isinstance(each, KeepRecord)]
    period = period_of(kept[0], submission) if kept else clock.today()
    asked = [[item.place, item.title, item.words] for item in corrections.own(by, case)]
    step = Step(case, deed.move, submission, deed.there, None, {})
    told = {"ref": case.ref, "corrections": asked, "limits": limits_data(following.foreseen(step, deed.begins))}
    return papers.issue(
        paper=paper,
        pack=case.pack,
        subject=case.subject,
        subject_name=case.unit_name,
        case=case.id,
        name=naming.name_of(case.matter, submission.answers),
        period=period,
        data=paper_data(case, submission, paper, by, deed.opinion) | told,
        by=by,
    )
