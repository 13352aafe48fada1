"""Where cases change: open, save, attach, move. One function a change, one transaction, one event."""

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.db import transaction

from banshi.cases import beforehand, effects, making, opening, proposing, queries, rivals, rules
from banshi.cases.ahead import Ahead
from banshi.cases.corrections import along
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.rules import PINNED
from banshi.cases.judging import first_draft, objections
from banshi.cases.models import Attachment, Case
from banshi.cases.moving import Step
from banshi.cases.refusals import DraftOvertaken, NotYourTurn, Overtaken, OwnSubmission
from banshi.cases.sight import CaseSight, OpenMove, SubmissionSight
from banshi.cases.submitting import Reports
from banshi.catalogue import queries as catalogue
from banshi.define import Move, Problem
from banshi.files import actions as files
from banshi.files.limits import Limits
from banshi.forms.merging import Merged, differing, merge, merge_notes, touched
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger import queries as past
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from banshi.lib.text import in_words, plain
from banshi.people import queries as people

# One statement, so it needs no transaction around it: a draft that was saved elsewhere, or a case that has moved, is left alone.
SAVE = """UPDATE cases_case SET draft = %s::jsonb, draft_version = draft_version + 1,
    draft_marks = draft_marks || %s::jsonb
WHERE id = %s AND version = %s AND draft_version = %s RETURNING draft_version
"""


@dataclass(frozen=True)
class Receipt:
    """What the person who moved is shown, and shown again when the same token comes twice. `editable` says that the draft is now
    theirs to change."""

    ref: str
    move: str
    title: str
    state: str
    desk: str
    at: str
    editable: bool = False


@transaction.atomic
def open_case(matter: str, subject: int, *, by: Actor, token: str, first: dict[str, Any] | None = None) -> str:
    """Opens a case of a matter ("pack/matter") about a unit, in the first state, and returns its reference.

    The draft begins with what the house knows of the unit and with `first`. Raises Forbidden when the actor may not file for it, when
    nobody may file the matter now, and when what is registered of the unit stands against it.
    """
    once = ledger.once(token, by, f"open {matter} for {subject}")
    if once.receipt:
        return str(once.receipt["ref"])
    revision, closed = catalogue.open_today(matter)
    pack, said = revision.pack, revision.matter
    if not queries.may_file(by, pack, said) or not people.may_file_for(by, subject, said.may_file):
        raise Forbidden("您的账户不能为这个单位填报。请换一个单位，或联系贵单位管理员。")
    if closed:
        raise Forbidden(closed)
    facts = queries.unit_facts(subject, said, by)
    record = beforehand.registered(said, subject)
    if words := beforehand.obstacle(pack, said, record, facts["name"]):
        raise Forbidden(words)
    draft = first_draft(said.form, facts, record.answers if record else None)
    draft |= proposing.proposed(matter, said.form, subject) | (first or {})
    case = opening.a_case(revision, subject, facts["name"], draft, by)
    opening.keep([case], revision, by)
    once.keep({"ref": case.ref})
    return case.ref


def save_draft(case: CaseSight, raw: dict[str, Any], *, by: Actor, version: int) -> int:
    """Keeps what was typed, as typed, in a case as its filer sees it, and returns the draft's new version. It is no event. What differs
    from the draft it was drawn from is marked, for older windows to leave alone.

    Raises DraftOvertaken when the draft was saved elsewhere since `version`, or the case has moved since it was read.
    """
    _require_editable(case, by)
    marks = _marks(differing(case.matter.form, raw, case.draft), version + 1, by)
    saved = prepared.rows(SAVE, [json.dumps(raw), json.dumps(marks), case.id, case.version, version])
    if not saved:
        raise DraftOvertaken
    return int(saved[0][0])


@dataclass(frozen=True)
class Saved:
    """What became of changed cells: the draft and its version now; of the cells left alone and of those others have changed since,
    the address and who did it."""

    version: int
    draft: dict[str, Any]
    refused: list[tuple[str, str]]
    theirs: list[tuple[str, str]]


@transaction.atomic
def save_cells(ref: str, typed: dict[str, Any], changed: list[str], *, by: Actor, version: int) -> Saved:
    """Keeps the changed cells of a draft that colleagues may have open too. What somebody else changed since `version` stays theirs.
    Raises DraftOvertaken for a version that never was."""
    row, since = _open_draft(ref, version, by)
    form = catalogue.revision(row.revision_id).matter.form
    merged = merge(form, row.draft, typed, changed, frozenset(since))
    marked, row.draft = touched(merged.draft, row.draft, merged.kept), merged.draft
    return _kept(row, marked, merged, since, by)


@transaction.atomic
def save_note_cells(ref: str, typed: dict[str, Any], changed: list[str], *, by: Actor, version: int) -> Saved:
    """Keeps what was changed in the notes of the materials ("material/note"); as `save_cells`."""
    row, since = _open_draft(ref, version, by)
    merged = merge_notes(row.notes, typed, changed, frozenset(since))
    row.notes = merged.draft
    return _kept(row, merged.kept, merged, since, by)


def _open_draft(ref: str, version: int, by: Actor) -> tuple[Case, dict[str, str]]:
    """The draft, locked, and who has changed which of its cells since that version."""
    case = _editable_now(ref, by)
    if version > case.draft_version:
        raise DraftOvertaken
    row = Case.objects.get(pk=case.id)
    return row, {address: name for address, (save, name) in row.draft_marks.items() if save > version}


def _kept(row: Case, marked: list[str], merged: Merged, since: dict[str, str], by: Actor) -> Saved:
    row.draft_version += 1
    row.draft_marks |= _marks(marked, row.draft_version, by)
    row.save(update_fields=["draft", "notes", "draft_marks", "draft_version"])
    refused = [(address, since.get(address, "")) for address in merged.refused]
    return Saved(row.draft_version, merged.draft, refused, [each for each in since.items() if each not in refused])


def _marks(cells: list[str], version: int, by: Actor) -> dict[str, tuple[int, str]]:
    """Who has changed these cells, in which save."""
    return dict.fromkeys(cells, (version, by.name))


def _require_editable(case: CaseSight, by: Actor) -> None:
    if not case.editable or by.unit != case.filing_unit:
        raise NotYourTurn(f"这份办件现在不能修改：它已{case.matter.flow.report.title}，或者不由您填报。")


def _editable_now(ref: str, by: Actor) -> CaseSight:
    """The case, locked: looking into a file takes its time, and a report made meanwhile has been acknowledged without it."""
    case = queries.cases_to_move(by, [ref]).get(ref)
    if case is None:
        raise NotFound
    if not case.editable:
        report = case.matter.flow.report.title
        raise NotYourTurn(f"这份办件刚刚已经{report}，这个附件没有加进去。需要补充的，请先撤回。")
    return case


def attach(ref: str, material: str, upload: BinaryIO, name: str, *, by: Actor) -> int:
    """Keeps a file under a material and returns the attachment's id. Raises the refusals of `files` with the limits in words."""
    case = queries.case_for(by, ref)
    _require_editable(case, by)
    listed = case.matter.materials
    if listed is None or listed.material(material) is None:
        raise NotFound
    limits = Limits(listed.kinds, listed.largest, listed.never)
    return attach_kept(ref, material, files.keep(upload, name, limits=limits, by=by), by=by)


@transaction.atomic
def attach_kept(ref: str, material: str, kept: files.Kept, *, by: Actor) -> int:
    """Puts a file that was looked into and stored under a material of its case and returns the attachment's id."""
    case = _editable_now(ref, by)
    row = Attachment.objects.create(
        case_id=case.id,
        material=material,
        digest=kept.digest,
        name=kept.name,
        size=kept.size,
        kind=kept.kind,
        scan=kept.scan,
    )
    files.refer(kept.digest, f"case:{case.id}", by=by)
    ledger.append(f"case:{case.id}", "attached", by=by, data={"material": material, "digest": kept.digest})
    return row.pk


@transaction.atomic
def detach(ref: str, attachment: int, *, by: Actor) -> None:
    """Takes a file away from the draft. What was submitted with it keeps it."""
    case = _editable_now(ref, by)
    row = Attachment.objects.filter(case=case.id, pk=attachment, removed_at=None).first()
    if row is None:
        raise NotFound
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    if not Attachment.objects.filter(case=case.id, digest=row.digest, removed_at=None).exists():
        files.unrefer(row.digest, f"case:{case.id}", by=by)
    ledger.append(f"case:{case.id}", "detached", by=by, data={"material": row.material, "digest": row.digest})


@transaction.atomic
def move(ref: str, key: str, *, by: Actor, version: int, token: str, opinion: str = "") -> Receipt:
    """Makes a move. All or nothing: tokens, checks, submission, standing, effects, event, deliveries.

    Raises NotFound (not theirs), Overtaken (somebody was first), NotYourTurn or OwnSubmission, Invalid (problems at cells).
    """
    once = ledger.once(token, by, f"{key} of {ref}")
    if once.receipt:
        return Receipt(**once.receipt)
    case = queries.cases_to_move(by, [ref]).get(ref)
    if case is None:
        raise NotFound
    rivals.take_turns([(case, key)])
    chosen = _chosen(case, key, queries.moves_open_to(by, case), by, version)
    opinion = _opinion(chosen, opinion, listed=chosen.corrects and bool(corrections.own(by, case)))
    reports = Reports([case] if chosen.reports else [], by)
    step = _step(case, chosen, opinion, by, reports)
    reports.keep([step])
    names = making.make([step], opinion, by)
    desk = names.get(step.desk or 0, "")
    editable = case.matter.flow.state(step.there.state).editable and step.desk == by.unit
    receipt = Receipt(case.ref, key, chosen.title, step.state_title, desk, once.at.isoformat(), editable)
    once.keep(asdict(receipt))
    return receipt


@transaction.atomic
def take_on(ref: str, *, by: Actor) -> None:
    """Takes a waiting case on, so that colleagues at the desk leave it; also from a colleague who had. Raises NotYourTurn."""
    _hold(ref, by.own_account, "taken_on", f"{by.name}接手办理", by)


@transaction.atomic
def release(ref: str, *, by: Actor) -> None:
    """Gives a case back to everybody at the desk. Raises NotYourTurn."""
    _hold(ref, None, "released", "放回待审核", by)


@transaction.atomic
def hand_over(ref: str, to: int, *, by: Actor) -> None:
    """Hands a waiting case to a colleague who may decide on it too (转办). Raises NotYourTurn, and Invalid for anybody else."""
    case = _waiting(ref, by)
    names = dict(queries.colleagues(by, case))
    if to not in names:
        raise Invalid("没有转办。", [Problem("to", "请选择本单位可以审核这件办件的同事。", "error")])
    _hold(ref, to, "handed_over", f"转给{names[to]}办理", by)


def _waiting(ref: str, by: Actor) -> CaseSight:
    case = queries.cases_to_move(by, [ref]).get(ref)
    if case is None:
        raise NotFound
    if not queries.may_decide(by, case):
        raise NotYourTurn
    return case


def _hold(ref: str, holder: int | None, kind: str, title: str, by: Actor) -> None:
    case = _waiting(ref, by)
    if case.holder != holder:
        Case.objects.filter(pk=case.id).update(holder=holder)
        data = {"title": title, "holder": holder, "state": case.state.title}
        ledger.append(f"case:{case.id}", kind, by=by, data=data)


@dataclass(frozen=True)
class BatchReceipt:
    """What became of many cases at once: how many were moved, and of each that was left, its reference and why."""

    title: str
    moved: int
    left: list[list[str]]


@transaction.atomic
def move_all(seen: Mapping[str, int], key: str, *, by: Actor, token: str, opinion: str = "") -> BatchReceipt:
    """Makes one move on many cases, each of `seen` with the version it was seen in, with one opinion. What cannot be moved is left
    as it is and said; each of the others has its own event and notices, as if it had been moved alone.

    Raises Invalid when the opinion is missing or too long, and Forbidden when none of them can be moved together.
    """
    once = ledger.once(token, by, f"{key} of {sorted(seen)}")
    if once.receipt:
        return BatchReceipt(**once.receipt)
    steps, left = [], dict.fromkeys(seen, NotFound.words)
    found = queries.cases_to_move(by, seen)
    rivals.take_turns((case, key) for case in found.values())
    open_now = queries.moves_open_in(by, list(found.values()))
    reports = Reports([case for ref, case in found.items() if _reports(open_now[ref], key)], by)
    for ref, case in found.items():
        try:
            chosen = _chosen(case, key, open_now[ref], by, seen[ref])
            if not rules.moves_together(chosen):
                raise NotYourTurn
            if corrections.own(by, case):
                raise Conflict(PINNED)
            opinion = _opinion(chosen, opinion)
            steps.append(_step_among_others(case, chosen, opinion, by, reports))
            del left[ref]
        except (Conflict, Forbidden) as refusal:
            left[ref] = refusal.words
    reports.keep(steps)
    making.make(steps, opinion, by)
    title = steps[0].move.title if steps else ""
    receipt = BatchReceipt(title, len(steps), [[ref, words] for ref, words in left.items()])
    once.keep(asdict(receipt))
    return receipt


def _reports(open_now: Sequence[OpenMove], key: str) -> bool:
    return any(each.key == key and each.move.reports for each in open_now)


def _step(case: CaseSight, move: Move, opinion: str, by: Actor, reports: Reports) -> Step:
    """The move up to its effects; submissions are kept, and standing and events follow, for all cases together."""
    along.require_settled(case, move, by)
    submission = reports.submit(case) if move.reports else case.submission
    there, desk = rules.leads(case, move, submission)
    if submission and not rules.passes_on(case, move, there):
        _require_agreement(case, submission, move, reports.known.ahead)
    with transaction.atomic() if effects.due(move, case, there) else nullcontext():
        done = effects.perform(move, case, submission, there, by, opinion)
    if effects.reach_others(move):
        reports.known.forget()
    reports.known.ahead.add(case, there.state, submission.answers if submission else {})
    return Step(case, move, submission, there, desk, done | along.told(case, move, submission, by))


def _require_agreement(case: CaseSight, submission: SubmissionSight, move: Move, ahead: Ahead) -> None:
    """Raises Invalid when a rule stands against deciding the case."""
    if found := objections(case, submission, move, ahead):
        raise Invalid(found[0].words, found)


def _step_among_others(case: CaseSight, move: Move, opinion: str, by: Actor, reports: Reports) -> Step:
    """The step of one case of many. Raises Conflict for what stops this case alone, and then nothing of it was done."""
    try:
        return _step(case, move, opinion, by, reports)
    except Invalid as refusal:
        raise Conflict(_in_a_line(refusal)) from None


def _in_a_line(refusal: Invalid) -> str:
    """What stops a case, in a line: the first of its problems stands for the others."""
    found = [problem.words for problem in refusal.problems if problem.blocks]
    return f"有 {len(found)} 处需要改正：{found[0]}" if found else refusal.words


def _chosen(case: CaseSight, key: str, open_now: Sequence[OpenMove], by: Actor, version: int) -> Move:
    """The move, if it is open to this actor on the version they saw."""
    if case.version != version:
        raise _overtaken(case)
    chosen = next((each.move for each in open_now if each.key == key), None)
    if chosen is None:
        raise OwnSubmission if case.desk == by.unit and queries.wrote(by, case) and not case.editable else NotYourTurn
    return chosen


def _opinion(move: Move, opinion: str, *, listed: bool = False) -> str:
    """The opinion as it is kept. Raises Invalid when one is required and none was given, nor corrections `listed` in its place, or when it
    is too long."""
    opinion = plain(opinion, lines=True) if move.opinion != "none" else ""
    if move.opinion == "required" and not in_words(opinion) and not listed:
        raise Invalid(
            "请填写意见。", [Problem("opinion", f"{move.title}需要填写意见，请写明原因和修改要求。", "error")]
        )
    if len(opinion) > 2000:
        raise Invalid("意见太长。", [Problem("opinion", "意见最多 2000 字。", "error")])
    return opinion


def _overtaken(case: CaseSight) -> Overtaken:
    last = [event for event in past.history(f"case:{case.id}") if event.kind in ("moved", "opened")][-1]
    return Overtaken(last.actor.get("name", "系统"), last.data["title"], last.at)
