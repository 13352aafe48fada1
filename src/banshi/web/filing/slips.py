"""分发密码单: a first-level enterprise passes on the accounts of units whose code the house gave. A slip is shown once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banshi.catalogue import shelf
from banshi.define import HandOutSlips
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import NotFound
from banshi.papers import slips as drawn
from banshi.people.accounts import passing_on
from banshi.web import pages
from banshi.web.attached import PDF, as_address
from banshi.web.door import actor_of, door


def _page(request: HttpRequest, pack: str) -> HandOutSlips:
    """The pack's page, for those who see it. Raises NotFound."""
    said = shelf.pack(pack)
    listed = [page for menu in said.menus for page in menu.pages if isinstance(page, HandOutSlips)]
    if not pages.open_of(said, listed, actor_of(request)):
        raise NotFound
    return listed[0]


def _role(page: HandOutSlips, pack: str) -> str:
    return f"{pack}/{page.role}"


@door("GET")
def units(request: HttpRequest, pack: str) -> HttpResponse:
    """The units, and how far each has come; 【领取密码单】 beside those that have not signed in yet."""
    page = _page(request, pack)
    rows = passing_on.units(actor_of(request), page.tree, _role(page, pack))
    context = {"page": page, "pack_key": pack, "rows": rows, "token": new_token()}
    return render(request, "filing/slips.html", context)


@door("POST")
def slip(request: HttpRequest, pack: str, code: str) -> HttpResponse:
    """A new slip: the answer itself, with the PDF within it, is the only place where the password ever stands."""
    page, actor = _page(request, pack), actor_of(request)
    token = request.POST.get("token", "")
    made = passing_on.slip(code, tree=page.tree, role=_role(page, pack), token=token, by=actor)
    address = settings.SITE_URL + reverse("hall:sign_in", args=[pack])
    pdf = drawn.pdf([made], day=clock.today(), address=address, by=actor.unit_name)
    context = {"page": page, "pack_key": pack, "slip": made, "pdf": as_address(pdf, PDF)}
    return render(request, "filing/slip.html", context)
