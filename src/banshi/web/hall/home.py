"""The public home: the doors of every system, what they announce, the certificate check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import queries as bulletin
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.web.door import actor_of, door


@door("GET", who="anyone")
def home(request: HttpRequest) -> HttpResponse:
    """The doors; somebody who is in goes straight to their own home."""
    actor = actor_of(request)
    pack = request.session.get("pack", "")
    if actor.kind == "person" and pack in shelf.packs() and not actor.restricted:
        return redirect("filing:home", pack)
    packs = shelf.packs()
    doors = [(said, catalogue.closed(key)) for key, said in packs.items()]
    latest = [(packs[each.pack].title, each) for each in bulletin.announcements(packs, bulletin.LATEST)]
    return render(request, "hall/home.html", {"doors": doors, "announcements": latest})
