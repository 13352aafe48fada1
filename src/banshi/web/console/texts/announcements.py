"""公告: the list, one of them, and taking it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import actions, queries, rules
from banshi.catalogue import shelf
from banshi.ledger import clock
from banshi.web.console.texts.writing import Shown, Typed, Writing, of_pack
from banshi.web.door import actor_of, door
from banshi.web.frame import at_door


@door("GET", who="system_admin")
def texts(request: HttpRequest) -> HttpResponse:
    """信息发布 begins at the announcements of the pack at whose door one came in."""
    said = at_door(request)
    return redirect("console:announcements", said.key if said else next(iter(shelf.packs())))


@door("GET", who="system_admin")
def announcements(request: HttpRequest, pack: str) -> HttpResponse:
    """Current, coming and past ones."""
    rows = queries.all_announcements(actor_of(request), pack)
    return render(request, "console/texts/announcements.html", of_pack(pack, rows=rows))


@door("GET", "POST", who="system_admin")
def announcement(request: HttpRequest, pack: str, number: int | None = None) -> HttpResponse:
    """A new one, or one to change."""
    by = actor_of(request)

    def standing() -> tuple[Typed, int]:
        if number is None:
            return {"since": clock.today().isoformat(), "pinned": "否"}, 0
        row = queries.announcement_to_edit(by, pack, number)
        return _typed(row), row.version

    def publish(typed: Typed, version: int, token: str) -> object:
        return actions.publish_announcement(pack, typed, by=by, token=token, number=number, version=version)

    return Writing(
        pack=pack,
        form=rules.ANNOUNCEMENT,
        title="修改公告" if number else "新建公告",
        back=reverse("console:announcements", args=[pack]),
        told="公告已发布，在规定的日期里所有人都能看到。",
        standing=standing,
        publish=publish,
        show=_show,
    ).answer(request)


def _typed(row: queries.AnnouncementSight) -> dict[str, Any]:
    days = {"since": row.since, "until": row.until}
    return {"title": row.title, "body": row.body, "pinned": "是" if row.pinned else "否"} | days


def _show(typed: Typed) -> Shown:
    values = rules.announcement(typed)
    return Shown(values["title"], values["body"])


@door("POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """撤下."""
    actions.take_down_announcement(pack, number, by=actor_of(request))
    messages.success(request, "公告已撤下。")
    return redirect("console:announcements", pack)
