"""Looking at a case: where it stands, what was filed, what happened; its files; prints of what is not approved yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import alike, changes, prints, publishing, queries
from banshi.cases.changes import Changes
from banshi.cases.corrections import queries as corrections
from banshi.cases.sight import CaseSight
from banshi.cases.terms import queries as limits
from banshi.files import queries as files
from banshi.files import serving
from banshi.forms import drawing
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.papers import drawing as papers
from banshi.web import frame
from banshi.web.door import actor_of, door
from banshi.web.filing import onward


def case_context(actor: Actor, case: CaseSight, compared: list[Changes]) -> dict[str, Any]:
    """What every page about a case shows; what the first comparison found is marked in the answers."""
    found = compared[0].found if compared else ()
    filled = queries.filled(actor, case)
    items, own = corrections.shown(case), corrections.own(actor, case)
    noted, terms = corrections.by_cell([*items, *own]), limits.of_case(case)
    return {
        "case": case,
        "compared": compared,
        "alike": alike.alike(actor, case),
        "sections": drawing.read(case.matter.form, filled.answers, found, noted) if filled else [],
        "theirs": not case.is_filer,
        "remarks": drawing.mistakes(case.matter.form, filled.answers, filled.hints, {}) if filled else [],
        "materials": _with_notes(filled.materials, noted) if filled else [],
        "corrections": items,
        "own": own,
        "why": corrections.why(case),
        "terms": terms,
        "arranged": all(term.arranged for term in terms),
        "history": queries.history(case),
        "moves": queries.moves_open_to(actor, case),
        "papers": queries.papers_of(actor, case),
        "published": publishing.published(case),
        "token": new_token(),
    }


def _with_notes(materials: list[dict[str, Any]], noted: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The rows of materials, each with its address and what was noted at it."""
    at = ((row, f"material:{row['key']}") for row in materials)
    return [row | {"address": address, "noted": noted.get(address, ())} for row, address in at]


@door("GET")
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The case through the actor's eyes; who decides on it is shown the way to the page made for that."""
    actor: Actor = actor_of(request)
    case = frame.case_of(request, ref)
    context = case_context(actor, case, changes.shown_to(actor, case)) | onward.from_here(request, actor, case)
    context["may_decide"] = queries.may_decide(actor, case)
    return render(request, "filing/case.html", context)


@door("GET")
def file(request: HttpRequest, ref: str, attachment: int) -> HttpResponse:
    """A file of a case, verified before the first byte; shown in the browser where that is safe."""
    actor: Actor = actor_of(request)
    found = queries.file_for(actor, ref, attachment)
    return file_response(files.content(found.digest), found.name, found.kind)


def file_response(data: bytes, name: str, kind: str) -> HttpResponse:
    """A stored content with headers that let no browser run it."""
    return HttpResponse(data, headers=serving.response_headers(name, kind))


@door("GET")
def printed(request: HttpRequest, ref: str, what: str) -> HttpResponse:
    """The filled form ("filled", also of a draft) or the receipt ("receipt") of a submission, on every page marked as no paper; or the
    list of what is to be corrected ("corrections"), where no paper with a number tells it."""
    actor: Actor = actor_of(request)
    case = queries.case_for(actor, ref)
    if what == "filled" and (content := queries.filled(actor, case)):
        made = papers.marked_pdf("filled", prints.filled(case, content))
    elif what == "receipt" and case.submission:
        made = papers.marked_pdf("receipt", prints.receipt(case, case.submission))
    elif what == "corrections" and not case.matter.flow.corrects_by_paper and (items := corrections.shown(case)):
        made = papers.plain_pdf("corrections", prints.corrections(case, items, corrections.sent_back(case)))
    else:
        raise NotFound
    return file_response(made, f"{case.ref}.pdf", "pdf")
