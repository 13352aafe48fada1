"""台账设置: which columns of a worklist I see, and what I often look for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.cases import arranging, columns
from banshi.catalogue import shelf
from banshi.define import Pack, Worklist
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.web import pages
from banshi.web.door import actor_of, door
from banshi.web.filing.lists import asked_in, written


@door("GET", "POST")
def arrange(request: HttpRequest, pack: str, key: str) -> HttpResponse:
    """GET offers the columns; POST chooses them, keeps a search under a name, or drops one, and leads back to the list as it was."""
    actor, said = actor_of(request), shelf.pack(pack)
    listed = pages.worklist(said, key, actor)
    looked_for = request.GET if request.method != "POST" else QueryDict(request.POST.get("asked", ""))
    spelled = written(asked_in(looked_for, listed))
    back = reverse("filing:worklist", args=[pack, key]) + (spelled and f"?{spelled}")
    if request.method == "POST":
        _arrange(request, actor, said, listed, looked_for)
        return redirect(back)
    shown = [column.key for column in arranging.arranged(actor, said, listed).columns]
    context = {"list": listed, "pack_key": pack, "offered": columns.offered(said, listed), "shown": shown}
    return render(request, "filing/arranging.html", context | {"written": spelled, "back": back})


def _arrange(request: HttpRequest, actor: Actor, pack: Pack, listed: Worklist, looked_for: QueryDict) -> None:
    if "name" in request.POST:
        try:
            name, asked = request.POST["name"], asked_in(looked_for, listed)
            arranging.keep_search(pack.key, listed.key, name, asked, by=actor)
        except Invalid as refusal:
            messages.error(request, refusal.words)
    elif "drop" in request.POST:
        arranging.drop_search(pack.key, listed.key, request.POST["drop"], by=actor)
    else:
        sent = request.POST.getlist("column")
        known = [column.key for column in columns.offered(pack, listed) if column.key in sent]
        arranging.choose_columns(pack.key, listed.key, known, by=actor)
