"""Looking at a case: where it stands, what was filed, what happened; its files; prints of what is not approved yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import changes, prints, queries
from banshi.cases.changes import Changes
from banshi.cases.sight import CaseSight
from banshi.files import queries as files
from banshi.files import serving
from banshi.forms import drawing
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.papers import drawing as papers
from banshi.web.door import actor_of, door


def case_context(actor: Actor, case: CaseSight, compared: list[Changes]) -> dict[str, Any]:
    """What every page about a case shows; what the first comparison found is marked in the answers."""
    found = compared[0].found if compared else ()
    filled = queries.filled(actor, case)
    return {
        "case": case,
        "compared": compared,
        "sections": drawing.read(case.matter.form, filled.answers, found) if filled else [],
        "materials": filled.materials if filled else [],
        "history": queries.history(case),
        "moves": queries.moves_open_to(actor, case),
        "papers": queries.papers_of(actor, case),
        "token": new_token(),
    }


@door("GET")
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The case through the actor's eyes."""
    actor: Actor = actor_of(request)
    case = queries.case_for(actor, ref)
    return render(request, "filing/case.html", case_context(actor, case, changes.shown_to(actor, case)))


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
    """The filled form ("filled", also of a draft) or the receipt ("receipt") of a submission, marked as not approved on every page."""
    actor: Actor = actor_of(request)
    case = queries.case_for(actor, ref)
    if what == "filled" and (content := queries.filled(actor, case)):
        made = papers.marked_pdf("filled", prints.filled(case, content))
    elif what == "receipt" and case.submission:
        made = papers.marked_pdf("receipt", prints.receipt(case, case.submission))
    else:
        raise NotFound
    return file_response(made, f"{case.ref}.pdf", "pdf")
