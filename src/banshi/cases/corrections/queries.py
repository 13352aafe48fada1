"""Reading corrections: a desk's own before they go, those the filer has to answer, those a reviewer ticks off."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from banshi.cases import queries as cases
from banshi.cases import rules
from banshi.cases.corrections.rules import answer_of, likely_kind, place_of
from banshi.cases.corrections.sight import Item
from banshi.cases.models import Correction
from banshi.cases.sight import CaseSight, HistoryLine
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound


def may_pin(actor: Actor, case: CaseSight) -> bool:
    """True when the case lies on the actor's desk and may be sent back with corrections from there."""
    back = [
        move for move in case.matter.flow.moves_from(case.state.key) if move.corrects and not cases.is_spent(case, move)
    ]
    return cases.may_decide(actor, case) and any(rules.in_role(actor, case.pack, move.by) for move in back)


def may_tick(actor: Actor, case: CaseSight) -> bool:
    """True when the case lies on the actor's desk where such things are asked, be it only once, and the filer has answered that desk."""
    return asks_here(case) and cases.may_decide(actor, case) and bool(mine_to_tick(actor, case))


def asks_here(case: CaseSight) -> bool:
    """True where the case stands now if corrections are asked from there; later desks have nothing to settle."""
    return any(move.corrects for move in case.matter.flow.moves_from(case.state.key))


def place(case: CaseSight, cell: str) -> str:
    """What people call a field, a cell, a row or a material of what was filed. Raises NotFound where it has none such."""
    filed = case.submission
    found = place_of(case.matter.form, filed.answers, filed.materials, cell) if filed else ""
    if not found:
        raise NotFound
    return found


def likely(case: CaseSight, cell: str) -> str:
    """The kind that is offered first at a cell of what was filed."""
    return likely_kind(case.submission.answers, case.submission.materials, cell) if case.submission else "wrong"


def own(actor: Actor, case: CaseSight) -> list[Item]:
    """What the actor's desk has pinned and not sent yet. Nobody else sees it."""
    if not case.pinned or case.desk != actor.unit or case.is_filer:
        return []
    return _items(case, Q(submission=None, organisation=actor.unit))


def asked(case: CaseSight) -> list[Item]:
    """What was sent to the filer and is not settled."""
    return _items(case, Q(submission__isnull=False, verdict="")) if case.pinned else []


def answered(case: CaseSight) -> list[Item]:
    """What the filer answered with the submission that now stands, settled or not."""
    listed = _reported(case)
    return _items(case, Q(pk__in=listed)) if listed else []


def mine_to_tick(actor: Actor, case: CaseSight) -> list[Item]:
    """Of what was answered, that which the actor's desk has asked for itself: nobody else settles it."""
    return [item for item in answered(case) if item.unit == actor.unit == case.desk]


def shown(case: CaseSight) -> list[Item]:
    """The list everybody who sees the case is shown: what is to be answered while the filer has it, what was answered while it is
    decided; nothing once that is done."""
    if case.desk is None or case.submission is None:
        return []
    return answered(case) if rules.climbs(case.matter.flow, case.state.key) else asked(case)


def why(case: CaseSight) -> str:
    """Why a case that was sent back lies where it lies, while it is decided; "" where there is nothing to tell."""
    climbing = case.desk is not None and rules.climbs(case.matter.flow, case.state.key)
    return str(case.submission.corrected.get("why", "")) if climbing and case.submission else ""


def sent_back(case: CaseSight) -> HistoryLine | None:
    """The last time the case was sent back with corrections."""
    return next((line for line in reversed(cases.history(case)) if line.corrections), None) if case.pinned else None


def named(items: Iterable[Item]) -> dict[str, str]:
    """What each item is called in a list of mistakes, by its address there."""
    return {f"correction:{item.id}": f"补正项 {item.place}" for item in items}


def by_cell(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """What was said at each cell."""
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        found[item.cell] = (*found.get(item.cell, ()), item.said)
    return found


def _reported(case: CaseSight) -> dict[int, str]:
    """What was answered with the submission that now stands, by the ids of the items: frozen with it."""
    items = case.submission.corrected.get("items", []) if case.submission else []
    return {item["id"]: item["answer"] for item in items}


def _items(case: CaseSight, which: Q) -> list[Item]:
    """What the filer answers in the draft is nobody else's to read until it is reported."""
    found = Correction.objects.filter(which, case=case.id).select_related("organisation", "account").order_by("pk")
    reported = _reported(case)
    return [_mine(row) if case.is_filer else _reported_as(row, reported.get(row.pk, "")) for row in found]


def _mine(row: Correction) -> Item:
    answer = answer_of(row.reply, row.reply_words)
    return replace(_reported_as(row, answer), reply=row.reply, reply_words=row.reply_words)


def _reported_as(row: Correction, answer: str) -> Item:
    return Item(
        id=row.pk,
        cell=row.cell,
        place=row.place,
        kind=row.kind,
        words=row.words,
        unit=row.organisation_id,
        unit_name=row.organisation.name,
        person=row.account.name,
        again=row.again_id,
        submission=row.submission_id,
        reply="",
        reply_words="",
        answer=answer,
        verdict=row.verdict,
    )
