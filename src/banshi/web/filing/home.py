"""首页: what people start often, what waits for them, help."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import queries as bulletin
from banshi.cases.rules import packs_of
from banshi.catalogue import rosters, shelf
from banshi.define import Pack, Page, StartCase
from banshi.files import serving
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.notices import actions as telling
from banshi.notices import queries as notices
from banshi.web import pages
from banshi.web.context import item
from banshi.web.door import actor_of, door
from banshi.web.filing import dues, figures, lists
from banshi.web.numbers import number
from banshi.web.roster import running


@door("GET")
def home(request: HttpRequest, pack: str) -> HttpResponse:
    """The home of a pack's people. Administrators have no part in packs and go to their console."""
    actor: Actor = actor_of(request)
    said = shelf.pack(pack)
    if pack not in packs_of(actor):
        return _elsewhere(actor)
    if request.session.get("pack") != pack:
        request.session["pack"] = pack
    context = {
        "pack": said,
        "starts": [_start(said, each, actor) for each in pages.open_of(said, said.home.starts, actor)],
        "duties": rosters.own(actor, pack),
        "campaigns": running.on_home(actor, pack),
        "dues": dues.on_home(said, actor),
        "figures": figures.on_home(said, actor),
        "notices": notices.for_actor(actor)[:5],
        "announcements": bulletin.announcements([pack], bulletin.LATEST),
        "manuals": bulletin.manuals(pack),
        "chats": bulletin.chats(pack),
    }
    return render(request, "filing/home.html", context)


def _start(pack: Pack, page: Page, actor: Actor) -> dict[str, Any]:
    """What people start often; a case is opened as from its list."""
    return lists.opener(pack, page, actor) if isinstance(page, StartCase) else item(pack, page)


def _elsewhere(actor: Actor) -> HttpResponse:
    """Where somebody belongs who has no role in this pack."""
    for role, page in (
        ("system_admin", "console:units"),
        ("security_admin", "console:accounts"),
        ("auditor", "console:log"),
    ):
        if actor.holds(role):
            return redirect(page)
    for pack in sorted(packs_of(actor)):
        return redirect("filing:home", pack)
    raise NotFound


@door("GET")
def chat_picture(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """The QR code of a 咨询群, for who is signed in."""
    content = bulletin.chat_picture(pack, number)
    return HttpResponse(content.data, headers=serving.response_headers(content.name, content.kind))


@door("GET", "POST")
def notice_list(request: HttpRequest) -> HttpResponse:
    """My notices, newest first; 【全部标为已读】."""
    actor: Actor = actor_of(request)
    if request.method == "POST":
        telling.mark_read(by=actor)
        return redirect("filing:notices")
    found = notices.for_actor(actor, number(request.GET.get("before", "")))
    return render(request, "filing/notices.html", {"notices": found, "more": len(found) == notices.PAGE})
