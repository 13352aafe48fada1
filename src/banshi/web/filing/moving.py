"""Making a move: one address, for the filer's moves and the reviewer's alike."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import actions, queries
from banshi.cases.sight import CaseSight
from banshi.ledger.refusals import NoToken
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid
from banshi.web.door import actor_of, door
from banshi.web.filing.editing import materials_page
from banshi.web.numbers import LARGEST_VERSION, number


@door("GET", "POST")
def move(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """GET asks; of a report, only once nothing is to be mended. POST moves: on to the case, or to the form where the draft is now to be
    changed; 422 with every mistake, 409 with who was first."""
    actor: Actor = actor_of(request)
    if request.method != "POST":
        return _ask(request, actor, queries.case_for(actor, ref), key)
    try:
        receipt = actions.move(
            ref,
            key,
            by=actor,
            version=_version(request),
            token=request.POST.get("token", "")[:64],
            opinion=request.POST.get("opinion", ""),
        )
    except Invalid as refusal:
        return _mend(request, actor, queries.case_for(actor, ref), key, refusal)
    except Conflict as refusal:
        return _overtaken(request, actor, ref, refusal)
    except NoToken:
        queries.case_for(actor, ref)  # what is not theirs is not found, whatever they send
        raise
    messages.success(request, _told(receipt))
    return redirect("filing:form" if receipt.editable else "filing:case", ref)


def _version(request: HttpRequest) -> int:
    return number(request.POST.get("version", ""), most=LARGEST_VERSION) or 0


def _told(receipt: actions.Receipt) -> str:
    if receipt.editable:
        return f"办件 {receipt.ref} 回到“{receipt.state}”，可以修改了。改好后点【下一步】。"
    where = f"，现在由{receipt.desk}办理" if receipt.desk else ""
    return f"“{receipt.title}”已完成：{receipt.state}{where}。办件编号 {receipt.ref}。"


def _ask(request: HttpRequest, actor: Actor, case: CaseSight, key: str, refusal: Invalid | None = None) -> HttpResponse:
    """The move on a page of its own, with what was typed."""
    found = [each for each in queries.moves_open_to(actor, case) if each.key == key]
    if not found:
        return redirect("filing:case", case.ref)
    if refusal is None and found[0].move.reports and (judged := queries.judgement(actor, case)).blocked:
        return _mend(request, actor, case, key, Invalid(problems=judged.problems))
    context = {
        "case": case,
        "each": found[0],
        "token": new_token(),
        "opinion": request.POST.get("opinion", ""),
        "problems": refusal.problems if refusal else (),
    }
    return render(request, "filing/move.html", context, status=422 if refusal else 200)


def _mend(request: HttpRequest, actor: Actor, case: CaseSight, key: str, refusal: Invalid) -> HttpResponse:
    """What stops a report is listed over the form and materials; what stops another move stands at its opinion."""
    if case.editable and case.matter.materials and any(problem.cell != "opinion" for problem in refusal.problems):
        return materials_page(request, case, refusal.problems, status=422)
    return _ask(request, actor, case, key, refusal)


def _overtaken(request: HttpRequest, actor: Actor, ref: str, refusal: Conflict) -> HttpResponse:
    """Who was first and when, over the fresh state; the opinion that was typed is not lost."""
    case = queries.case_for(actor, ref)
    context = {
        "case": case,
        "words": refusal.words,
        "opinion": request.POST.get("opinion", ""),
        "history": queries.history(case),
        "moves": queries.moves_open_to(actor, case),
        "token": new_token(),
    }
    return render(request, "filing/overtaken.html", context, status=409)
