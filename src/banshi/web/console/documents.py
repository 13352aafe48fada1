"""An identity document as a page shows it to who decides: pictures that lie in the page itself, so that no address leads to them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from banshi.people.persons.pictures import Document
from banshi.web.attached import as_address


@dataclass(frozen=True)
class Shown:
    """A side of the document as the page holds it."""

    title: str
    address: str


def page(
    request: HttpRequest, name: str, row: object, refusal: Invalid | None = None, *, document: Document | None = None
) -> HttpResponse:
    """The page of somebody who showed their document, `row`: the document where it was looked at, and what a refusal says."""
    context = {
        "row": row,
        "document": document,
        "shots": _shots(document),
        "typed": request.POST,
        "problems": refusal.problems if refusal else (),
        "token": new_token(),
    }
    return render(request, f"console/{name}.html", context, status=422 if refusal else 200)


def _shots(document: Document | None) -> tuple[Shown, ...]:
    """Both sides; nothing of a document that was not looked at."""
    return (_shown("正面", document.front), _shown("反面", document.back)) if document else ()


def _shown(title: str, shot: bytes) -> Shown:
    kind = "image/png" if shot.startswith(b"\x89PNG") else "image/jpeg"
    return Shown(title, as_address(shot, kind))
