"""The public home: what can be asked for, how far a case is, what is announced, the doors of every system."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import consultations
from banshi.bulletin import queries as bulletin
from banshi.catalogue import directory, shelf
from banshi.web.door import door
from banshi.web.hall.kept import kept

SERVES = (directory.FOR_PERSONS, directory.FOR_UNITS)


@door("GET")
def own(request: HttpRequest) -> HttpResponse:
    """Where somebody goes on who has come in: the home of the system at whose door they were."""
    pack = request.session.get("pack", "")
    return redirect("filing:home", pack) if pack in shelf.packs() else redirect("hall:home")


@door("GET", who="anyone")
@kept
def home(request: HttpRequest) -> HttpResponse:
    """The home, the same for everybody."""
    packs = shelf.packs()
    latest = [(packs[each.pack].title, each) for each in bulletin.announcements(packs, bulletin.LATEST)]
    asked = consultations.listed(packs)[: bulletin.LATEST]
    context = {"packs": packs.values(), "announcements": latest, "consultations": asked}
    return render(request, "hall/home.html", _listed(request) | context | {"signs_up": shelf.signs_up()})


def _listed(request: HttpRequest) -> dict[str, object]:
    """The matters somebody looks for, and what they can be narrowed to."""
    everything = directory.everything()
    asked = {key: request.GET.get(key, "").strip()[:100] for key in ("text", "serves", "kind")}
    return asked | {
        "asked": any(asked.values()),
        "listed": directory.find(everything, **asked),
        "all_serves": SERVES,
        "all_kinds": directory.kinds(everything),
    }
