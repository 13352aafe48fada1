"""Many rows at once: tick them, see what will happen to each, decide with one opinion."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from banshi.cases import actions, queries, worklists
from banshi.cases.actions import BatchReceipt
from banshi.cases.foreseeing import MOST, Foreseen, foreseen
from banshi.cases.knowing import Known
from banshi.cases.sight import CaseSight, OpenMove
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.web import pages
from banshi.web.door import actor_of, door
from banshi.web.filing.lists import address, asked_in, holds, written

ELSEWHERE = "不在这个列表里，请到它自己的列表办理"


@dataclass(frozen=True)
class Outcome:
    """What a move would do to a case: where it leads, or why the case stays."""

    title: str
    leads: str
    stays: str


@dataclass(frozen=True)
class Line:
    """One ticked case: what each of the moves would do to it, by the move's key, and what is known beforehand of them."""

    case: CaseSight
    outcomes: dict[str, Outcome]
    foreseen: Foreseen

    @property
    def goes(self) -> list[str]:
        """The moves that can be made of it."""
        return [key for key, outcome in self.outcomes.items() if outcome.leads]


@door("POST")
def batch(request: HttpRequest, pack: str, key: str) -> HttpResponse:
    """The ticked rows of a worklist: the first press shows what will happen, 【确定】 does it and says what was left and why."""
    actor: Actor = actor_of(request)
    listed = pages.worklist(shelf.pack(pack), key, actor)
    seen = _all(request, actor, pack, listed) if "all" in request.POST else _ticked(request)
    if not seen:
        messages.error(request, "请先勾选要一起办理的办件。")
        return redirect(_list(request, pack, listed))
    if request.POST.get("move") not in listed.together:
        return _preview(request, pack, listed, seen)
    elsewhere = _elsewhere(pack, listed, queries.cases_for(actor, seen))
    try:
        receipt = actions.move_all(
            {ref: version for ref, version in seen.items() if ref not in elsewhere},
            request.POST["move"],
            by=actor,
            token=request.POST.get("token", "")[:64],
            opinion=request.POST.get("opinion", ""),
        )
    except Invalid as refusal:
        return _preview(request, pack, listed, seen, refusal)
    receipt = replace(receipt, left=[*receipt.left, *([ref, ELSEWHERE] for ref in elsewhere)])
    context = {
        "back": _list(request, pack, listed),
        "pack_key": pack,
        "receipt": receipt,
        "move": request.POST["move"],
        "list": listed,
        "left": _left(actor, receipt),
    }
    return render(request, "review/batched.html", context)


def _elsewhere(pack: str, listed: Worklist, cases: Iterable[CaseSight]) -> set[str]:
    """Those of the cases that do not belong to the list, whatever was sent."""
    return {case.ref for case in cases if not holds(pack, listed, case)}


def _left(actor: Actor, receipt: BatchReceipt) -> list[dict[str, Any]]:
    """The cases that were left, as far as the actor sees them, with why they were left."""
    seen = {case.ref: case for case in queries.cases_for(actor, [ref for ref, _ in receipt.left])}
    return [{"ref": ref, "case": seen.get(ref), "words": words} for ref, words in receipt.left]


def _list(request: HttpRequest, pack: str, listed: Worklist) -> str:
    """The list as it was, with what was looked for."""
    asked = asked_in(QueryDict(request.POST.get("asked", "")), listed)
    return address(pack, listed.key, written(asked))


def _ticked(request: HttpRequest) -> dict[str, int]:
    """The references that were ticked, each with the version the page showed ("reference@version")."""
    given = (each.rpartition("@") for each in request.POST.getlist("case")[: worklists.PART])
    return {ref[:40]: int(version) for ref, _, version in given if version.isdecimal() and len(version) < 10}


def _all(request: HttpRequest, actor: Actor, pack: str, listed: Worklist) -> dict[str, int]:
    """The first thousand of what was looked for, each with its version now."""
    asked = asked_in(QueryDict(request.POST.get("asked", "")), listed)
    return {line.ref: line.version for line in worklists.part(actor, pack, listed, asked).rows}


def _preview(
    request: HttpRequest, pack: str, listed: Worklist, seen: dict[str, int], refusal: Invalid | None = None
) -> HttpResponse:
    """What each move would do, with the opinion that was typed."""
    actor: Actor = actor_of(request)
    cases = queries.cases_for(actor, seen)
    fresh = [case for case in cases if case.version == seen[case.ref]]
    elsewhere = _elsewhere(pack, listed, fresh)
    together = queries.moves_together(actor, fresh, listed.together) | {ref: [] for ref in elsewhere}
    moves = {each.key: each for found in together.values() for each in found}
    lines = _lines(actor, cases, together, moves, elsewhere)
    chosen = request.POST.get("move") or next(iter(moves), "")
    context = {
        "back": _list(request, pack, listed),
        "pack_key": pack,
        "asked": request.POST.get("asked", ""),
        "lines": lines,
        "checked": any((line.case.matter.rules and not line.case.is_filer) or line.foreseen.remarks for line in lines),
        "going": [line for line in lines if line.goes],
        "count": len([line for line in lines if chosen in line.goes]),
        "refused": [line for line in lines if line.foreseen.refused],
        "unlooked": len(cases) - MOST,
        "looked": MOST,
        "moves": list(moves.values()),
        "opinions": any(each.move.opinion != "none" for each in moves.values()),
        "chosen": chosen,
        "opinion": request.POST.get("opinion", ""),
        "problems": refusal.problems if refusal else (),
        "token": new_token(),
    }
    return render(request, "review/batch.html", context, status=422 if refusal else 200)


def _lines(
    actor: Actor,
    cases: list[CaseSight],
    together: dict[str, list[OpenMove]],
    moves: dict[str, OpenMove],
    elsewhere: set[str],
) -> list[Line]:
    """What is to be said of each case under each of the moves; the checks look at the first cases only."""
    open_to = {key: [case for case in cases if moves[key] in together.get(case.ref, ())] for key in moves}
    ways = {key: queries.leads_to((case, moves[key].move) for case in found) for key, found in open_to.items()}
    drafts = Known([case for case in cases[:MOST] if case.editable], actor)
    looked_into = {case.ref: foreseen(actor, case, together.get(case.ref, ()), drafts) for case in cases[:MOST]}
    lines = []
    for case in cases:
        known = looked_into.get(case.ref, Foreseen())
        stays = ELSEWHERE if case.ref in elsewhere else _stays(case, actor, together)
        against = dict(known.refused)
        outcomes = {
            key: Outcome(each.title, "", against.get(each.title, stays))
            if each.title in against or case.ref not in ways[key]
            else Outcome(each.title, ways[key][case.ref], "")
            for key, each in moves.items()
        }
        lines.append(Line(case, outcomes, known))
    return lines


def _stays(case: CaseSight, actor: Actor, together: dict[str, list[OpenMove]]) -> str:
    """Why nothing can be done with a case."""
    if case.ref not in together:
        return "刚刚有了变化，请单独看过再办理"
    if case.holder_name:
        return f"由{case.holder_name}办理中"
    return "现在不能由您办理" if case.desk in (None, actor.unit) else f"现在在{case.desk_name}"
