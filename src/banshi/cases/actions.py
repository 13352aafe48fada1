"""Where cases change: open, save, attach, move. One function a change, one transaction, one event."""

from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.db import transaction

from banshi.cases import effects, queries, rules, submitting
from banshi.cases.judging import first_draft
from banshi.cases.models import Attachment, Case, Stop
from banshi.cases.refusals import DraftOvertaken, NotYourTurn, Overtaken, OwnSubmission
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight
from banshi.cases.telling import told
from banshi.catalogue import queries as catalogue
from banshi.define import Move, Problem
from banshi.files import actions as files
from banshi.files.limits import Limits
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger import queries as past
from banshi.lib.actor import Actor
from banshi.lib.grams import grams
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.people import queries as people


@dataclass(frozen=True)
class Receipt:
    """What the person who moved is shown, and shown again when the same token comes twice."""

    ref: str
    move: str
    title: str
    state: str
    desk: str
    at: str


@transaction.atomic
def open_case(matter: str, subject: int, *, by: Actor, token: str, first: dict[str, Any] | None = None) -> str:
    """Opens a case of a matter ("pack/matter") about a unit, in the first state, and returns its reference.

    The draft begins with what the house knows of the unit and with `first`. Raises Forbidden when the actor may not file for it.
    """
    once = ledger.once(token, by)
    if once.receipt:
        return str(once.receipt["ref"])
    revision = catalogue.current(matter)
    pack, said = revision.pack, revision.matter
    if not queries.may_file(by, pack, said) or not people.may_file_for(by, subject, said.may_file):
        raise Forbidden("您的账户不能为这个单位填报。请换一个单位，或联系贵单位管理员。")
    facts = queries.unit_facts(subject, said, by)
    case = Case.objects.create(
        ref=f"?{token}",
        pack=pack,
        matter=matter,
        title=said.title,
        revision_id=revision.id,
        subject_id=subject,
        filing_unit_id=by.own_unit,
        author_id=by.own_account,
        unit_name=facts["name"],
        unit_grams=grams(facts["name"]),
        state=said.flow.first.key,
        desk_id=by.unit,
        draft=first_draft(said.form, facts) | (first or {}),
    )
    case.ref = rules.reference(said.prefix, clock.today().year, case.pk)
    case.save(update_fields=["ref"])
    data = {
        "title": f"新建{said.title}",
        "ref": case.ref,
        "matter": matter,
        "revision": revision.number,
        "subject": subject,
    }
    ledger.append(f"case:{case.pk}", "opened", by=by, data=data | {"state": said.flow.first.title})
    once.keep({"ref": case.ref})
    return case.ref


def save_draft(ref: str, raw: dict[str, Any], *, by: Actor, version: int) -> int:
    """Keeps what was typed, as typed, and returns the draft's new version. It is no event.

    Raises DraftOvertaken when the draft was saved elsewhere since `version`.
    """
    return _save(ref, by, version, draft=raw)


def save_notes(ref: str, notes: dict[str, Any], *, by: Actor, version: int) -> int:
    """Keeps what was typed about the materials; as `save_draft`."""
    return _save(ref, by, version, notes=notes)


@transaction.atomic
def _save(ref: str, by: Actor, version: int, **typed: dict[str, Any]) -> int:
    case = _editable(ref, by)
    saved = Case.objects.filter(pk=case.id, version=case.version, draft_version=version)
    if not saved.update(draft_version=version + 1, **typed):
        raise DraftOvertaken
    return version + 1


def _editable(ref: str, by: Actor) -> CaseSight:
    case = queries.case_for(by, ref)
    if not case.editable:
        raise NotYourTurn("这份办件现在不能修改：它已上报，或者不由您填报。")
    return case


def attach(ref: str, material: str, upload: BinaryIO, name: str, *, by: Actor) -> int:
    """Keeps a file under a material and returns the attachment's id. Raises the refusals of `files` with the limits in words."""
    case = _editable(ref, by)
    listed = case.matter.materials
    if listed is None or listed.material(material) is None:
        raise NotFound
    kept = files.keep(upload, name, limits=Limits(listed.kinds, listed.largest), by=by)
    with transaction.atomic():
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
    case = _editable(ref, by)
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
    once = ledger.once(token, by)
    if once.receipt:
        return Receipt(**once.receipt)
    case = queries.case_for(by, ref)
    chosen = _chosen(case, key, by, version)
    opinion = _opinion(chosen, opinion)
    submission = submitting.submit(case, by) if chosen.reports else case.submission
    road = submitting.road(case, by, chosen)
    here = Standing(case.state.key, case.position)
    there = rules.after(case.matter.flow, chosen, here, len(road))
    desk = submitting.desk_of(case, there, road)
    _stand(case, there, desk, submission.id if submission else None, by)
    _walk(case, chosen, there, road, submission.id if submission else None)
    done = effects.perform(chosen, case, submission, there, by, opinion)
    return _finish(case, chosen, there, desk, opinion, done, once, by)


def _chosen(case: CaseSight, key: str, by: Actor, version: int) -> Move:
    """The move, if it is open to this actor on the version they saw."""
    if case.version != version:
        raise _overtaken(case)
    open_now = {each.key: each.move for each in queries.moves_open_to(by, case)}
    if key not in open_now:
        raise OwnSubmission if case.desk == by.unit and queries.wrote(by, case) and not case.editable else NotYourTurn
    return open_now[key]


def _opinion(move: Move, opinion: str) -> str:
    """The opinion as it is kept. Raises Invalid when one is required and none was given, or when it is too long."""
    opinion = opinion.strip() if move.opinion != "none" else ""
    if move.opinion == "required" and not opinion:
        raise Invalid(
            "请填写意见。", [Problem("opinion", f"{move.title}需要填写意见，请写明原因和修改要求。", "error")]
        )
    if len(opinion) > 2000:
        raise Invalid("意见太长。", [Problem("opinion", "意见最多 2000 字。", "error")])
    return opinion


def _overtaken(case: CaseSight) -> Overtaken:
    last = [event for event in past.history(f"case:{case.id}") if event.kind in ("moved", "opened")][-1]
    return Overtaken(last.actor.get("name", "系统"), last.data["title"], last.at)


def _stand(case: CaseSight, there: Standing, desk: int | None, submission: int | None, by: Actor) -> None:
    """Compare-and-set on the version: of two who press at once, the second finds nothing to change."""
    seen = Case.objects.filter(pk=case.id, version=case.version)
    ended = case.matter.flow.state(there.state).desk is None
    changed = seen.update(
        state=there.state,
        position=there.position,
        desk_id=desk,
        ended=ended,
        submission_id=submission,
        since=clock.Now(),
        version=case.version + 1,
    )
    if not changed:
        raise _overtaken(case)


def _walk(case: CaseSight, move: Move, there: Standing, road: list[int], submission: int | None) -> None:
    """Marks the stop that was left (by whose move, when it was the desk's own) and the one that is reached."""
    if submission is None:
        return
    if rules.climbs(case.matter.flow, case.state.key):
        left = Stop.objects.filter(submission=submission, position=case.position)
        left.update(left_at=clock.Now(), move="" if move.seat else move.key)
    if rules.climbs(case.matter.flow, there.state):
        reached = road[there.position]
        Stop.objects.create(case_id=case.id, submission_id=submission, position=there.position, organisation_id=reached)


def _finish(
    case: CaseSight,
    move: Move,
    there: Standing,
    desk: int | None,
    opinion: str,
    done: dict[str, Any],
    once: ledger.Once,
    by: Actor,
) -> Receipt:
    """The event with its deliveries, and the receipt under the token."""
    state, desk_name = case.matter.flow.state(there.state), people.name_of(desk) if desk else ""
    data = {
        "move": move.key,
        "title": move.title,
        "opinion": opinion,
        "from": case.state.key,
        "to": there.state,
        "state": state.title,
        "desk": desk_name,
        "version": case.version + 1,
    }
    ledger.append(
        f"case:{case.id}",
        "moved",
        by=by,
        data=data | done,
        deliveries=[*told(case, move, there, desk, desk_name, opinion, by)],
    )
    receipt = Receipt(case.ref, move.key, move.title, state.title, desk_name, clock.now().isoformat())
    once.keep(asdict(receipt))
    return receipt
