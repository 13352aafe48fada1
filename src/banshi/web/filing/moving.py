"""Making a move: one address, for the filer's moves and the reviewer's alike."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.cases import actions, beforehand, queries
from banshi.cases.actions import Receipt
from banshi.cases.corrections import along
from banshi.cases.corrections import queries as corrections
from banshi.cases.sight import CaseSight, Line
from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.forms.drawing import cell_id, mistakes
from banshi.ledger.refusals import NoToken
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.web import frame, pages
from banshi.web.door import actor_of, door
from banshi.web.filing import lists, onward
from banshi.web.filing.editing import materials_page, mistakes_page
from banshi.web.numbers import LARGEST_VERSION, number


@door("GET", "POST")
def move(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """GET asks; of a report, only once nothing is to be mended. POST moves: on to the case, or to the form where the draft is now to be
    changed; 422 with every mistake, 409 with who was first."""
    actor: Actor = actor_of(request)
    if request.method != "POST":
        return _ask(request, actor, frame.case_of(request, ref), key)
    goes_on = onward.goes_on(request, actor, ref)
    made = _made(request, actor, ref, key)
    if isinstance(made, HttpResponse):
        return made
    messages.success(request, _told(made))
    return redirect(reverse("filing:form" if made.editable else "filing:case", args=[ref]) + goes_on)


@door("GET", "POST")
def move_of_row(request: HttpRequest, pack: str, key: str, ref: str, move: str) -> HttpResponse:
    """A move that stands on a row of a worklist: as any other, and then back to the list as it was."""
    actor: Actor = actor_of(request)
    listed = pages.worklist(shelf.pack(pack), key, actor)
    case = queries.case_for(actor, ref)
    if move not in listed.moves or not lists.holds(pack, listed, case):
        raise NotFound
    if request.method != "POST":
        return _ask(request, actor, case, move, back=_list(request, pack, key))
    made = _made(request, actor, ref, move, _list(request, pack, key))
    if isinstance(made, HttpResponse):
        return made
    messages.success(request, f"{ref} 已{made.title}：{made.state}{_where(made)}。")
    return redirect(_list(request, pack, key))


def _list(request: HttpRequest, pack: str, key: str) -> str:
    """The list as it was: what was looked for stands in the address of its rows' moves, too."""
    return lists.address(pack, key, request.GET.urlencode())


def _made(request: HttpRequest, actor: Actor, ref: str, key: str, back: str = "") -> Receipt | HttpResponse:
    """The receipt, or the page that says what stops the move, from which one comes `back`."""
    try:
        return actions.move(
            ref,
            key,
            by=actor,
            version=_version(request),
            token=request.POST.get("token", "")[:64],
            opinion=request.POST.get("opinion", ""),
        )
    except Invalid as refusal:
        return _mend(request, actor, frame.case_of(request, ref), key, refusal, back)
    except Conflict as refusal:
        return _overtaken(request, actor, ref, refusal)
    except NoToken:
        queries.case_for(actor, ref)  # what is not theirs is not found, whatever they send
        raise


def _version(request: HttpRequest) -> int:
    return number(request.POST.get("version", ""), most=LARGEST_VERSION) or 0


def _told(receipt: Receipt) -> str:
    if receipt.editable:
        return f"办件 {receipt.ref} 回到“{receipt.state}”，可以修改了。改好后用页面下方的按钮继续。"
    return f"“{receipt.title}”已完成：{receipt.state}{_where(receipt)}。办件 {receipt.ref}。"


def _where(receipt: Receipt) -> str:
    return f"，现在由{receipt.desk}办理" if receipt.desk else ""


def _ask(
    request: HttpRequest, actor: Actor, case: CaseSight, key: str, refusal: Invalid | None = None, back: str = ""
) -> HttpResponse:
    """The move on a page of its own, with what was typed."""
    way = request.GET.urlencode()
    back = back or reverse("filing:case" if case.is_filer else "review:review", args=[case.ref]) + (way and f"?{way}")
    found = [each for each in queries.moves_open_to(actor, case) if each.key == key]
    if not found:
        return redirect(back)
    reports = found[0].move.reports
    problems = along.unready(actor, case) if refusal is None and reports else ()
    if any(problem.blocks for problem in problems):
        return _mend(request, actor, case, key, Invalid(problems=problems))
    context = {
        "case": case,
        "rivals": _rivals(actor, case) if reports else (),
        "back": back,
        "each": found[0],
        "token": new_token(),
        "opinion": request.POST.get("opinion", ""),
        "own": corrections.own(actor, case),
        "remarks": mistakes(case.matter.form, case.draft, problems, {}),
        "as_filed": reports and along.is_as_filed(actor, case),
        "problems": [(problem, _at(problem)) for problem in refusal.problems] if refusal else [],
    }
    return render(request, "filing/move.html", context, status=422 if refusal else 200)


def _rivals(actor: Actor, case: CaseSight) -> list[Line]:
    """The reported cases about the same unit that have to end before this one is reported."""
    found = beforehand.under_way(actor, case.pack, case.matter, case.subject)
    return [line for line in found if line.ref != case.ref and not line.editable]


def _at(problem: Problem) -> str:
    """The correction at which a problem is settled, on the page of its case; "" for any other."""
    return cell_id(problem.cell) if problem.cell.startswith("correction:") else ""


def _mend(
    request: HttpRequest, actor: Actor, case: CaseSight, key: str, refusal: Invalid, back: str = ""
) -> HttpResponse:
    """What stops a report is listed over the form, or over the materials where the form is in order; what stops another move stands at
    its opinion."""
    if not any(each.key == key and each.reports for each in case.matter.flow.moves):
        return _ask(request, actor, case, key, refusal, back)
    cells = {problem.cell.partition(":")[0] for problem in refusal.problems if problem.blocks} - {"opinion"}
    if case.editable and cells - ({"material", "correction"} if case.asks_materials else {"material"}):
        return mistakes_page(request, case, refusal.problems)
    if case.editable and cells:
        return materials_page(request, case, refusal.problems, status=422)
    return _ask(request, actor, case, key, refusal, back)


def _overtaken(request: HttpRequest, actor: Actor, ref: str, refusal: Conflict) -> HttpResponse:
    """Who was first and when, over the fresh state; the opinion that was typed is not lost."""
    case = frame.case_of(request, ref)
    context = {
        "case": case,
        "words": refusal.words,
        "opinion": request.POST.get("opinion", ""),
        "history": queries.history(case),
        "moves": queries.moves_open_to(actor, case),
        "token": new_token(),
    }
    return render(request, "filing/overtaken.html", context, status=409)
