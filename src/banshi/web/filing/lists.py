"""Worklists: a page of cases, found by part of a name or number, narrowed to a state, paged by key."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import worklists
from banshi.cases.sight import Asked
from banshi.catalogue import shelf
from banshi.define import Pack, Worklist
from banshi.lib.actor import Actor
from banshi.web import pages
from banshi.web.door import actor_of, door


@door("GET")
def worklist(request: HttpRequest, pack: str, key: str) -> HttpResponse:
    """One of a pack's worklists through the actor's eyes."""
    actor: Actor = actor_of(request)
    said = shelf.pack(pack)
    listed = pages.worklist(said, key, actor)
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("text", "state", "matter", "holder")}
    page = worklists.page(actor, pack, listed, Asked(**asked), request.GET.get("after", ""))
    context = {
        "list": listed,
        "pack_key": pack,
        "page": page,
        "asked": asked,
        "states": _states(said, listed),
        "next": urlencode({key: value for key, value in {**asked, "after": page.next}.items() if value}),
        "first": urlencode({key: value for key, value in asked.items() if value}),
        "matters": [(matter.key, matter.title) for matter in said.matters],
        "reviewing": listed.of == "desk",
    }
    return render(request, "filing/worklist.html", context)


def _states(pack: Pack, listed: Worklist) -> list[tuple[str, str]]:
    """The states one may narrow to: those of the list, or all that can be reported."""
    states = [state for matter in pack.matters for state in matter.flow.states]
    chosen = [state for state in states if not listed.states or state.key in listed.states]
    return list(dict.fromkeys((state.key, state.title) for state in chosen))
