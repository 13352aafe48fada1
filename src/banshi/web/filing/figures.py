"""What adds up: the numbers of the home, and totals."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import beforehand
from banshi.cases.sight import Asked
from banshi.cases.worklists import EVERYTHING
from banshi.catalogue import shelf
from banshi.define import Counter, Dimension, Pack, Totals, Worklist
from banshi.figures import queries, totals
from banshi.figures.queries import BELOW, Numbers
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.web import pages
from banshi.web.door import actor_of, door
from banshi.web.filing.lists import address, written
from banshi.web.numbers import number

REACH = {queries.OWN: "本单位", BELOW: "本单位及所属单位"}
PAGE = 20
LISTS = {queries.OWN: ("mine",), BELOW: ("below", "reached")}


def on_home(pack: Pack, actor: Actor) -> list[dict[str, Any]]:
    """The figures of a pack's home as its page draws them, each number with the address of the list that shows what it counts."""
    return [_block(pack, each, actor) for each in queries.numbers(actor, pack)]


def _block(pack: Pack, found: Numbers, actor: Actor) -> dict[str, Any]:
    lists = _lists(pack, found.figures.matter, LISTS[found.reach], actor)
    urls = [_opened(pack, lists, each.counter, found.figures.matter) for each in found.numbers]
    empty = not any(each.count for each in found.numbers if each.is_slice)
    return {
        "title": found.figures.title,
        "reach": REACH[found.reach],
        "numbers": list(zip(found.numbers, urls, strict=True)),
        "empty": empty,
        "warned": _warned(pack, found, actor) if empty else [],
        "part": any(urls) and _part(lists),
    }


def _warned(pack: Pack, found: Numbers, actor: Actor) -> list[str]:
    """Why the actor's own unit has nothing to report, where it has said so."""
    if found.reach != queries.OWN or actor.unit is None:
        return []
    return beforehand.forewarned(pack.key, pack.matter(found.figures.matter), actor.unit)


def _lists(pack: Pack, matter: str, kinds: tuple[str, ...], actor: Actor) -> list[Worklist]:
    """The lists of these kinds that show a matter's cases to this actor, in the order of the kinds."""
    open_now = pages.open_of(pack, [page for menu in pack.menus for page in menu.pages], actor)
    shown = [page for page in open_now if isinstance(page, Worklist) and page.matter in ("", matter)]
    return [page for kind in kinds for page in shown if page.of == kind]


def _part(lists: list[Worklist]) -> bool:
    """True where the list a number leads to shows only what has come to the actor's desk."""
    return bool(lists) and lists[0].of == "reached"


def _opened(pack: Pack, lists: list[Worklist], counter: Counter, matter: str, looked_for: Asked = EVERYTHING) -> str:
    """The address of the list that shows what a counter counts, of what is looked for; empty where there is none."""
    states = {*counter.states}
    for page in lists:
        whole = {*page.states} == states
        if (whole or (len(states) == 1 and (not page.states or states <= {*page.states}))) and _finds(page, looked_for):
            asks = replace(looked_for, matter="" if page.matter else matter, state="" if whole else counter.states[0])
            return address(pack.key, page.key, written(asks))
    return ""


def _finds(page: Worklist, looked_for: Asked) -> bool:
    """True where a list can be narrowed so."""
    return {*looked_for.answers} <= {*page.search} and (page.of == "below" or not looked_for.top)


@door("GET")
def totals_page(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """Totals of a matter by one of their dimensions, of all the actor reaches or of one first-level unit."""
    actor: Actor = actor_of(request)
    said = shelf.pack(pack)
    page, by, top = asked(request, said, matter)
    dimension = page.dimensions[by]
    found = totals.totals(actor, said, page, dimension, top, request.GET.get("after", "")[:40], PAGE)
    lists = _lists(said, matter, LISTS[BELOW], actor)
    context = {
        "page": page,
        "by": by,
        "dimension": dimension,
        "top": top,
        "tops": found.tops.items() if len(found.tops) > 1 else (),
        "measure": said.matter(matter).form.field(page.measure) if page.measure else None,
        "rows": [
            (row.title, list(_cells(said, page, row, lists, _looked_for(dimension, row.value, top))))
            for row in found.rows
        ],
        "sum": [(found.sum.title, list(_cells(said, page, found.sum, lists, Asked(top=top))))],
        "part": _part(lists),
        "after": found.next,
        "export_token": new_token(),
        "here": urlencode({"by": by, "top": top}),
    }
    return render(request, "filing/totals.html", context)


def asked(request: HttpRequest, pack: Pack, matter: str) -> tuple[Totals, int, str]:
    """The totals of a matter for those who see them, by which of their dimensions, and of which first-level unit. Raises NotFound."""
    listed = [page for menu in pack.menus for page in menu.pages if isinstance(page, Totals) and page.matter == matter]
    if not listed or not pages.is_open(pack, listed[0], actor_of(request)):
        raise NotFound
    by = number(request.GET.get("by", ""), most=len(listed[0].dimensions) - 1) or 0
    return listed[0], by, request.GET.get("top", "")[:9]


def _cells(
    pack: Pack, page: Totals, row: totals.Row, lists: list[Worklist], looked_for: Asked | None
) -> Iterator[dict[str, Any]]:
    """Each counter's number and amount in a row, with the address of the list that shows its cases."""
    amounts = row.amounts or (None,) * len(row.counts)
    for counter, count, amount in zip(page.counters, row.counts, amounts, strict=True):
        url = _opened(pack, lists, counter, page.matter, looked_for) if count and looked_for else ""
        yield {
            "title": counter.title,
            "count": str(count),
            "amount": f"{amount.normalize():,f}" if amount is not None else "",
            "url": url,
        }


def _looked_for(dimension: Dimension, value: str, top: str) -> Asked | None:
    """What a list must look for to show the cases of a row; None where no list can."""
    if not dimension.of:
        return Asked(top=value)
    return Asked(top=top, answers={dimension.of: value}) if value else None
