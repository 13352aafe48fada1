"""受理时间 and 打印模板: when each matter may be filed, and which layouts of a paper are offered."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banshi.catalogue import actions, queries, rules, shelf
from banshi.catalogue.queries import OpeningSight
from banshi.web.console.texts.writing import Typed, Writing, of_pack
from banshi.web.door import actor_of, door


@door("GET", who="system_admin")
def openings(request: HttpRequest, pack: str) -> HttpResponse:
    """The matters of a pack: since when, until when, and whether they may be filed today."""
    said, set_, closed = shelf.pack(pack), queries.openings(pack), queries.closed(pack)
    rows = [(matter, set_.get(matter.key, OpeningSight()), matter.key in closed) for matter in said.matters]
    return render(request, "console/texts/openings.html", of_pack(pack, rows=rows))


@door("GET", "POST", who="system_admin")
def opening(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """One matter's."""
    said = shelf.matter(pack, matter)

    def standing() -> tuple[Typed, int]:
        found = queries.openings(pack).get(matter, OpeningSight())
        return asdict(found) | {"stopped": "是" if found.stopped else "否"}, 0

    def publish(typed: Typed, version: int, token: str) -> object:
        return actions.set_opening(pack, matter, typed, by=actor_of(request))

    return Writing(
        pack=pack,
        form=rules.OPENING,
        title=f"{said.title}：受理时间",
        back=reverse("console:openings", args=[pack]),
        told="受理时间已保存，立即生效。",
        standing=standing,
        publish=publish,
    ).answer(request)


@door("GET", who="system_admin")
def layouts(request: HttpRequest, pack: str) -> HttpResponse:
    """The papers of a pack and what of their layouts is offered, the proposed one first."""
    chosen = queries.layout_choices(pack)
    rows = [(paper, _titles(paper.key, pack, chosen)) for paper in shelf.papers(pack).values()]
    return render(request, "console/texts/layouts.html", of_pack(pack, rows=rows))


def _titles(paper: str, pack: str, chosen: dict[str, list[str]]) -> list[str]:
    titles = {layout.key: layout.title for layout in shelf.paper(pack, paper).layouts}
    return [titles[key] for key in chosen.get(paper, titles) if key in titles]


@door("GET", "POST", who="system_admin")
def layout_choice(request: HttpRequest, pack: str, paper: str) -> HttpResponse:
    """One paper's."""
    said = shelf.paper(pack, paper)

    def standing() -> tuple[Typed, int]:
        offered = queries.layout_choices(pack).get(paper) or [layout.key for layout in said.layouts]
        return {"offered": offered, "first": offered[0]}, 0

    def publish(typed: Typed, version: int, token: str) -> object:
        return actions.choose_layouts(pack, paper, typed, by=actor_of(request))

    return Writing(
        pack=pack,
        form=rules.layouts_asked(said),
        title=f"{said.title}：打印模板",
        back=reverse("console:layouts", args=[pack]),
        told="打印模板已保存，立即生效。",
        standing=standing,
        publish=publish,
    ).answer(request)
