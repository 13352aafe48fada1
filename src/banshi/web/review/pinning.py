"""补正项 at a reviewer's desk: pinned to a cell, a row or a material, changed, taken off, ticked off once they are answered."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.cases.corrections import actions, queries
from banshi.cases.corrections.rules import KINDS, LONGEST, SPOKEN
from banshi.cases.corrections.sight import Item
from banshi.cases.sight import CaseSight
from banshi.forms.drawing import cell_id
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid, NotFound
from banshi.web import frame
from banshi.web.door import actor_of, door


@dataclass(frozen=True)
class Wanted:
    """What the page asks: of which kind, and in which words."""

    kind: str = ""
    words: str = ""


@door("GET", "POST")
def pin(request: HttpRequest, ref: str) -> HttpResponse:
    """GET asks what is to be corrected at `cell`; POST keeps it and comes back to the cell."""
    cell = (request.POST if request.method == "POST" else request.GET).get("cell", "")[:120]
    case, place = _at(request, ref, cell)
    if request.method != "POST":
        return _ask(request, case, place, Wanted(queries.likely(case, cell)))
    wanted = _typed(request)
    try:
        token = request.POST.get("token", "")[:64]
        actions.pin(ref, cell, wanted.kind, wanted.words, by=actor_of(request), token=token)
    except Invalid as refusal:
        return _ask(request, case, place, wanted, refusal)
    return redirect(f"{reverse('review:review', args=[ref])}#{cell_id(cell)}")


@door("GET", "POST")
def repin(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """GET shows a correction that has not been sent, to be said otherwise; POST keeps that."""
    case, item = _own(request, ref, correction)
    if request.method != "POST":
        return _ask(request, case, item.place, Wanted(item.kind, item.words))
    wanted = _typed(request)
    try:
        actions.change(ref, correction, wanted.kind, wanted.words, by=actor_of(request))
    except Invalid as refusal:
        return _ask(request, case, item.place, wanted, refusal)
    return _back(ref)


@door("POST")
def unpin(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """Takes off a correction that has not been sent."""
    actions.unpin(ref, correction, by=actor_of(request))
    return _back(ref)


@door("POST")
def tick(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """【已改正】 or 【仍有问题】, as often as one presses it; 【撤销】 takes it back."""
    actions.tick(ref, correction, request.POST.get("verdict", "")[:10], by=actor_of(request))
    return _back(ref)


def _at(request: HttpRequest, ref: str, cell: str) -> tuple[CaseSight, str]:
    """The case at the actor's desk, and what the cell is called. Raises NotFound."""
    case = frame.case_of(request, ref)
    if not queries.may_pin(actor_of(request), case):
        raise NotFound
    return case, queries.place(case, cell)


def _own(request: HttpRequest, ref: str, correction: int) -> tuple[CaseSight, Item]:
    case = frame.case_of(request, ref)
    found = [item for item in queries.own(actor_of(request), case) if item.id == correction]
    if not found or not queries.may_pin(actor_of(request), case):
        raise NotFound
    return case, found[0]


def _typed(request: HttpRequest) -> Wanted:
    return Wanted(request.POST.get("kind", "")[:10], request.POST.get("words", "")[: 2 * LONGEST])


def _ask(
    request: HttpRequest, case: CaseSight, place: str, wanted: Wanted, refusal: Invalid | None = None
) -> HttpResponse:
    context = {
        "case": case,
        "place": place,
        "wanted": wanted,
        "kinds": [(key, title, key in SPOKEN) for key, title in KINDS.items()],
        "longest": LONGEST,
        "cell": (request.POST if request.method == "POST" else request.GET).get("cell", "")[:120],
        "problems": refusal.problems if refusal else (),
        "token": new_token(),
    }
    return render(request, "review/pin.html", context, status=422 if refusal else 200)


def _back(ref: str) -> HttpResponse:
    return redirect(f"{reverse('review:review', args=[ref])}#corrections")
