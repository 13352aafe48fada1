"""The only way to read cases: through an actor's eyes. What is not theirs is not found."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from banshi.cases import belonging, judging, naming, reading, rules
from banshi.cases.judging import comparable, facts_typed, judge
from banshi.cases.lookups import About
from banshi.cases.models import Attachment, Case, Stop
from banshi.cases.reading import Found, Kept
from banshi.cases.sight import CaseSight, FileSight, Filled, HistoryLine, Judgement, OpenMove, SubmissionSight
from banshi.cases.terms import queries as terms
from banshi.catalogue import queries as catalogue
from banshi.define import Decider, Filer, Matter, Move, Problem, Road
from banshi.ledger import queries as ledger
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.papers import queries as papers
from banshi.papers.queries import PaperSight
from banshi.people import queries as people
from banshi.people.accounts import standing_in
from banshi.records import queries as records
from banshi.records.queries import RecordSight


def seen_by(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see: those their unit filed or that are about it, and those that have reached its desk; of the
    packs in which they hold a role. A session whose first sign-in is not finished sees none."""
    if actor.unit is None or actor.restricted:
        return Case.objects.none()
    reached = Exists(Stop.objects.filter(case=OuterRef("pk"), organisation=actor.unit))
    mine = Q(filing_unit=actor.unit) | Q(subject=actor.unit) | reached
    return Case.objects.filter(mine, pack__in=rules.packs_of(actor))


def that_filed(units: Collection[int]) -> set[int]:
    """Those of the units that have begun or filed any case."""
    return set(Case.objects.filter(filing_unit__in=units).values_list("filing_unit", flat=True))


def in_full(actor: Actor) -> QuerySet[Case]:
    """Those of the cases an actor may see that they see as they stand."""
    return seen_by(actor).filter(reading.as_it_stands(actor))


def case_for(actor: Actor, ref: str) -> CaseSight:
    """The case of that reference through the actor's eyes. Raises NotFound for what is not theirs."""
    found = reading.seen(actor, [ref])
    if not found:
        raise NotFound
    return _sight(actor, found[0])


def cases_for(actor: Actor, refs: Iterable[str]) -> list[CaseSight]:
    """The cases of these references through the actor's eyes, in order; what is not theirs is not there."""
    return [_sight(actor, found) for found in reading.seen(actor, list(refs))]


def cases_to_move(actor: Actor, refs: Iterable[str]) -> dict[str, CaseSight]:
    """The cases of these references through the actor's eyes, locked until the transaction ends; what is not theirs is not there."""
    return {found.ref: _sight(actor, found) for found in reading.seen(actor, list(refs), lock=True)}


def _sight(actor: Actor, found: Found) -> CaseSight:
    matter = catalogue.revision(found.revision).matter
    state = matter.flow.state(found.state)
    is_filer = actor.unit == found.filing_unit
    draft = json.loads(found.draft) if is_filer else {}
    submission = _submission(found.submission) if found.submission else None
    return CaseSight(
        id=found.id,
        ref=found.ref,
        pack=found.pack,
        matter=matter,
        name=naming.name_of(matter, draft or (submission.answers if submission else {})),
        unit_name=found.unit_name,
        subject=found.subject,
        filing_unit=found.filing_unit,
        filing_unit_name=found.filing_unit_name,
        author=found.author,
        state=state,
        desk=found.desk,
        desk_name=found.desk_name,
        holder=found.holder,
        holder_name=found.holder_name if found.desk == actor.unit else "",
        since=found.since,
        version=found.version,
        position=found.position,
        opened_at=found.opened_at,
        is_filer=is_filer,
        editable=is_filer and state.editable and may_file(actor, found.pack, matter),
        draft=belonging.as_of_now(matter, draft) if state.editable else draft,
        notes=json.loads(found.notes) if is_filer else {},
        draft_version=found.draft_version,
        pinned=found.pinned and found.until is None,
        submission=submission,
        until=found.until,
    )


def _submission(kept: Kept) -> SubmissionSight:
    answers, materials, unit, road = map(json.loads, (kept.answers, kept.materials, kept.unit, kept.road))
    begun = (kept.begins_at, json.loads(kept.corrected))
    return SubmissionSight(kept.id, kept.number, kept.at, answers, materials, unit, road, kept.record, *begun)


def registered(case: CaseSight) -> dict[str, Any] | None:
    """What is registered in the place of the form's answers; None for a matter that starts from nothing."""
    record = record_of(case)
    return comparable(case.matter.form, record.answers) if record else None


def record_of(case: CaseSight) -> RecordSight | None:
    """The live record a case starts from; None where its matter starts from nothing, or the unit is not registered."""
    return records.live(case.subject, case.matter.begins_with) if case.matter.begins_with else None


def may_file(actor: Actor, pack: str, matter: Matter) -> bool:
    """True when the actor holds a role that files this matter."""
    return rules.in_role(actor, pack, matter.may_file.roles)


def moves_open_to(actor: Actor, case: CaseSight) -> list[OpenMove]:
    """The moves this actor may make now, in the order of the flow. Buttons and `actions.move` ask this same function."""
    return moves_open_in(actor, [case])[case.ref]


def moves_open_in(actor: Actor, cases: Sequence[CaseSight]) -> dict[str, list[OpenMove]]:
    """The same of many cases, by their references; the database is asked once for all of them."""
    behind = _Behind(cases)
    return {
        case.ref: [
            OpenMove(move.key, move.title, move)
            for move in case.matter.flow.moves_from(case.state.key)
            if not actor.restricted and _open(actor, case, move, behind)
        ]
        for case in cases
    }


def _open(actor: Actor, case: CaseSight, move: Move, behind: "_Behind") -> bool:
    if not rules.in_role(actor, case.pack, move.by) or not _sits(actor, case, move) or _lapsed(case, behind):
        return False
    if move.once and (case.id, move.key) in behind.made_once:
        return False
    if move.extends and not _extends(case, move, behind):
        return False
    return not (move.untouched and case.submission and case.submission.id in behind.acted_on)


def _lapsed(case: CaseSight, behind: "_Behind") -> bool:
    """True when silence has had its effect, and the house has not made its move yet: nobody else may move the case."""
    return any((case.id, term.key) in behind.over for term in case.matter.flow.terms if term.lapses)


def _extends(case: CaseSight, move: Move, behind: "_Behind") -> bool:
    """True while the limit runs that the move lengthens: what is over is not made to be in time."""
    runs = case.submission is None or case.matter.flow.term(move.extends).runs(case.submission.answers)
    return runs and (case.id, move.extends) not in behind.over


def is_spent(case: CaseSight, move: Move) -> bool:
    """True when a move that is made only once in the life of a case was made."""
    return move.once and (case.id, move.key) in _Behind([case]).made_once


def _sits(actor: Actor, case: CaseSight, move: Move) -> bool:
    """True when the actor sits where the move is made."""
    seat = move.seat or case.state.desk
    if isinstance(seat, Filer):
        return case.is_filer
    if wrote(actor, case):
        return False
    if isinstance(seat, Decider):
        return actor.unit == decider(case)
    return isinstance(seat, Road) and actor.unit == case.desk and _is_free(actor, case, move)


def _is_free(actor: Actor, case: CaseSight, move: Move) -> bool:
    """True unless a colleague has taken the case on for whom the actor does not stand in."""
    if case.holder is None or actor.was(case.holder):
        return True
    return standing_in.acts_for(actor, case.holder, [f"{case.pack}/{role}" for role in move.by])


def stands_in(actor: Actor, case: CaseSight) -> bool:
    """True when a colleague has taken the case on for whom the actor may move it."""
    return (
        case.holder is not None
        and not actor.was(case.holder)
        and any(not each.move.seat for each in moves_open_to(actor, case))
    )


def colleagues(actor: Actor, case: CaseSight) -> list[tuple[int, str]]:
    """Who else at the actor's desk may decide on a case: accounts and names."""
    roles = sorted(case.matter.flow.roles_at(case.state.key))
    found = people.holders(case.desk or 0, [f"{case.pack}/{role}" for role in roles])
    return [(account, name) for account, name in found if account not in (actor.account, case.author)]


def moves_together(actor: Actor, cases: Sequence[CaseSight], offered: Collection[str]) -> dict[str, list[OpenMove]]:
    """Those of the offered moves that this actor may make on each of the cases together with others, with one opinion."""
    found = moves_open_in(actor, cases)
    return {ref: [each for each in moves if each.key in offered] for ref, moves in found.items()}


def leads_to(cases: Iterable[tuple[CaseSight, Move]]) -> dict[str, str]:
    """Where a move would bring each case, in words: the state, and whose turn it is there, which a report finds out by itself."""
    listed = list(cases)
    ways = {case.ref: (case, *rules.leads(case, move, case.submission)) for case, move in listed if not move.reports}
    names = people.names_of({desk for _, _, desk in ways.values() if desk})
    reports = {case.ref: case.matter.flow.state(move.to).title for case, move in listed if move.reports}
    return reports | {
        ref: (f"由{names[desk]}办理" if desk else "办结") + f"：{case.matter.flow.state(there.state).title}"
        for ref, (case, there, desk) in ways.items()
    }


def may_decide(actor: Actor, case: CaseSight) -> bool:
    """True when the case lies on the actor's desk and waits for a decision somebody in their role may make, whoever has taken it on."""
    climbing = rules.climbs(case.matter.flow, case.state.key)
    mine = rules.in_role(actor, case.pack, case.matter.flow.roles_at(case.state.key))
    return climbing and mine and actor.unit == case.desk and not actor.restricted and not wrote(actor, case)


def wrote(actor: Actor, case: CaseSight) -> bool:
    """True when this actor, or the unit they act for, wrote the submission: nobody decides on their own."""
    return actor.unit == case.filing_unit or actor.was(case.author)


def decider(case: CaseSight) -> int | None:
    """The unit whose move ended the case: the last on its road; None for whom another road hides."""
    return case.submission.road[-1] if case.submission and case.submission.road and not case.until else None


class _Behind:
    """What lies behind cases and decides about their moves; each is asked at most once for all of them, and only where a move needs it."""

    def __init__(self, cases: Sequence[CaseSight]) -> None:
        self.cases = cases

    @cached_property
    def over(self) -> set[tuple[int, str]]:
        """The limits that run on after their last day of the law."""
        return terms.over(self.cases)

    @cached_property
    def acted_on(self) -> set[int]:
        """Those of the submissions that now stand on which a desk has acted."""
        standing = [case.submission.id for case in self.cases if case.submission]
        acted = Stop.objects.filter(submission__in=standing).exclude(left_at=None)
        return set(acted.values_list("submission", flat=True))

    @cached_property
    def made_once(self) -> set[tuple[int, str]]:
        """Which moves that are made only once were made of which of the cases."""
        once = {move.key for case in self.cases for move in case.matter.flow.moves if move.once}
        made = ledger.moves_made([f"case:{case.id}" for case in self.cases], once)
        return {(int(stream.removeprefix("case:")), key) for stream, key in made}


def unit_facts(subject: int, matter: Matter, actor: Actor) -> dict[str, Any]:
    """What the house knows of a unit, in the words of `define.UNIT_FACTS`."""
    return people.unit_facts(subject, matter.may_file.tree) | people.contact_of(actor)


def read_only_facts(case: CaseSight) -> dict[str, Any]:
    """What the read-only fields of a draft hold now."""
    return facts_typed(case.matter.form, people.unit_facts(case.subject, case.matter.may_file.tree))


def judgement(actor: Actor, case: CaseSight) -> Judgement:
    """What the filer's draft comes to now."""
    counted = {material: len(files) for material, files in files_of(case).items()}
    facts, record = unit_facts(case.subject, case.matter, actor), record_of(case)
    return judge(about(case), case.draft, case.notes, counted, facts, record.answers if record else None)


def remarks(case: CaseSight) -> list[Problem]:
    """What the rules say of what was filed, for who decides on it."""
    if case.submission is None:
        return []
    record = records.record(case.submission.record) if case.submission.record else None
    return judging.remarks(case, case.submission, record.answers if record else None)


def about(case: CaseSight) -> About:
    """What the look-ups of its rules are asked for."""
    return About(case.pack, case.matter, case.subject, case.id)


def files_of(case: CaseSight) -> dict[str, list[FileSight]]:
    """The files of a case by material: the filer's present ones while they may still change, else those submitted."""
    if case.is_filer:
        return reading.attached([case.id])[case.id]
    listed = case.submission.materials if case.submission else []
    return {each["key"]: [FileSight(material=each["key"], **file) for file in each["files"]] for each in listed}


def filled(actor: Actor, case: CaseSight) -> Filled | None:
    """What there is to be read of a case: the draft as it is now for whom may change it, for everybody else what was submitted last; None
    where nothing was."""
    if case.editable:
        judged = judgement(actor, case)
        return Filled(judged.answers, materials_of(case, judged.answers, files_of(case)), judged.hints)
    return Filled(case.submission.answers, case.submission.materials) if case.submission else None


def materials_of(
    case: CaseSight, answers: dict[str, Any], present: Mapping[str, list[FileSight]]
) -> list[dict[str, Any]]:
    """The list of materials as it stands: rows whose condition holds, what was noted of each, and their files."""
    listed = case.matter.materials.materials if case.matter.materials else ()
    return [
        {
            "key": material.key,
            "title": material.title,
            "notes": case.notes.get(material.key, {}),
            "files": [_plain(file) for file in present.get(material.key, [])],
        }
        for material in listed
        if material.when.holds(answers)
    ]


def _plain(file: FileSight) -> dict[str, Any]:
    kept = ("id", "digest", "name", "size", "kind", "scan")
    return {key: getattr(file, key) for key in kept}


def file_for(actor: Actor, ref: str, attachment: int) -> FileSight:
    """A file of a case this actor may see: one of the present files for the filer, a submitted one for everybody else."""
    case = case_for(actor, ref)
    found = [file for files in files_of(case).values() for file in files if file.id == attachment]
    if not found and case.submission:
        found = [
            FileSight(material=m["key"], **f)
            for m in case.submission.materials
            for f in m["files"]
            if f["id"] == attachment
        ]
    if not found:
        raise NotFound
    return found[0]


def papers_of(actor: Actor, case: CaseSight) -> list[PaperSight]:
    """The papers a case has brought about."""
    return papers.of_case(in_full(actor).values_list("pk", flat=True), case.id)


def history(case: CaseSight) -> list[HistoryLine]:
    """What happened to a case, oldest first, from the ledger; as far as the reader sees it."""
    hidden = {move.key for move in case.matter.flow.moves if move.internal} if case.is_filer else set()
    return [
        HistoryLine(
            at=event.at,
            kind=event.kind,
            title=event.data.get("title", ""),
            person=event.actor.get("name", ""),
            absent=event.data.get("absent", ""),
            unit=event.actor.get("unit_name", ""),
            opinion="" if event.data.get("move") in hidden else event.data.get("opinion", ""),
            state=event.data.get("state", ""),
            desk=event.data.get("desk", ""),
            added=event.data.get("added", ""),
            corrections=event.data.get("corrections", []),
            replies=event.data.get("replies", []),
        )
        for event in ledger.history(f"case:{case.id}")
        if "title" in event.data and (case.until is None or event.at < case.until)
    ]


def wanted(case: CaseSight) -> HistoryLine | None:
    """What the filer of a returned case was asked to mend: the last that was said, or asked for, since it was reported."""
    if case.submission is None or not case.is_filer:
        return None
    since = [line for line in history(case) if line.at >= case.submission.at]
    said = (line for line in reversed(since) if line.opinion or line.corrections)
    return next((line for line in said if line.unit != case.filing_unit_name), None)


def file_counts(case: int) -> Mapping[str, int]:
    """How many files stand under each material of a case."""
    rows = Attachment.objects.filter(case=case, removed_at=None).values("material").annotate(count=Count("id"))
    return {row["material"]: row["count"] for row in rows}
