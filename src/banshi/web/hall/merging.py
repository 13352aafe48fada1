"""合并账户: the other account's password, the code that came to its phone, what passes and what ends, and one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import leaving
from banshi.catalogue import shelf
from banshi.lib.refusals import Conflict, Forbidden, Invalid, TooMany
from banshi.people.merging import actions, proving, queries
from banshi.people.merging.proving import Proven
from banshi.people.persons import own_person
from banshi.people.signing_in import devices
from banshi.web.door import actor_of, door
from banshi.web.refusing import at_cells

OTHER = "merging"  # in the session: the other account, and what has shown so far that it is one's own


@door("GET", "POST")
def merge(request: HttpRequest) -> HttpResponse:
    """The other account and its password; a code goes to its phone."""
    by, typed = actor_of(request), request.POST
    mine = own_person.profile(by)
    if request.method != "POST":
        return render(request, "hall/merge.html", {"mine": mine})
    try:
        proven = proving.begin(request, typed.get("login", ""), typed.get("password", ""), by=by)
        proving.send_code(proven, session=devices.session(request), by=by)
    except (Invalid, TooMany) as refusal:
        told = {"mine": mine, "login": typed.get("login", ""), "problems": at_cells(refusal, "password")}
        return render(request, "hall/merge.html", told, status=refusal.status)
    request.session[OTHER] = proven.as_kept()
    return redirect("hall:merge_code")


@door("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """The code that came by SMS to the other account's phone."""
    own_person.profile(actor_of(request))
    if OTHER not in request.session:
        return redirect("hall:merge")
    if request.method != "POST":
        return render(request, "hall/merge_code.html")
    proven = Proven(**request.session[OTHER])
    try:
        proven = proving.prove(proven, request.POST.get("code", ""), session=devices.session(request))
    except Invalid as refusal:
        return render(request, "hall/merge_code.html", {"problems": refusal.problems}, status=refusal.status)
    request.session[OTHER] = proven.as_kept()
    return redirect("hall:merge_sure")


@door("GET", "POST")
def sure(request: HttpRequest) -> HttpResponse:
    """What passes and what ends; 【确定合并】. Pressed twice it says the same."""
    by, seats = actor_of(request), shelf.seats()
    own_person.profile(by)
    if OTHER not in request.session:
        return redirect("hall:merge")
    proven = Proven(**request.session[OTHER])
    try:
        if request.method != "POST":
            return _page(request, proven)
        gone = actions.merge(proven, seats=seats, by=by)
    except Forbidden:
        return _page(request, proven, Forbidden.status)
    except Conflict as refusal:
        messages.error(request, refusal.words)
        return redirect("hall:merge")
    messages.success(request, f"账户“{gone}”已并入您现在的账户。它名下您本人的办件在【我的单位】里。")
    return redirect("hall:own_units")


def _page(request: HttpRequest, proven: Proven, status: int = 200) -> HttpResponse:
    found = queries.merger(proven, shelf.seats(), by=actor_of(request))
    cases, still_open = leaving.counted(found.selves)
    told = {"merger": found, "cases": cases, "still_open": still_open}
    return render(request, "hall/merge_sure.html", told, status=status)
