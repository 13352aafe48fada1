"""In whose frame a page stands: that of the pack its case or its address belongs to; a page of no pack, at the door of the session."""

from django.http import HttpRequest

from banshi.cases import queries
from banshi.cases.rules import packs_of
from banshi.cases.sight import CaseSight
from banshi.catalogue import shelf
from banshi.define import Pack
from banshi.web.door import actor_of


def case_of(request: HttpRequest, ref: str) -> CaseSight:
    """The case through the eyes of who asks, its page in the frame of its own pack. Raises NotFound for what is not theirs."""
    case = queries.case_for(actor_of(request), ref)
    belongs_to(request, case.pack)
    return case


def belongs_to(request: HttpRequest, pack: str) -> None:
    """The page is one of that pack, which its address does not name."""
    request.of_pack = pack  # type: ignore[attr-defined]


def of_page(request: HttpRequest) -> Pack | None:
    """The pack in whose frame the page stands, for who works in it; for everybody else, and on pages of no pack, as `at_door`."""
    address = request.resolver_match
    named = getattr(request, "of_pack", "") or (address.kwargs.get("pack", "") if address else "")
    return shelf.packs()[named] if named in packs_of(actor_of(request)) & {*shelf.packs()} else at_door(request)


def comes_to(request: HttpRequest, pack: str) -> None:
    """Who is not signed in stands at that pack's door from now on; who is, stays where they came in."""
    if actor_of(request).kind != "person":
        request.session["pack"] = pack


def at_door(request: HttpRequest) -> Pack | None:
    """The pack at whose door this session is."""
    session = getattr(request, "session", None)
    return shelf.packs().get(session.get("pack", "")) if session is not None else None
