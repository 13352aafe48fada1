"""Worklists: a page of cases, narrowed to what somebody looks for, paged by key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from banshi.cases import arranging, beforehand, columns, lookups, queries, worklists
from banshi.cases.sight import Asked, CaseSight, Line, OpenMove
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Choice, Field, Matter, Option, Pack, Region, Road, StartCase, Worklist
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.people import queries as people
from banshi.web import pages
from banshi.web.door import actor_of, door

PLAIN = ("text", "state", "matter", "holder", "reported", "due", "top")
QUICKLY_COUNTED = (
    "mine",
    "desk",
)  # an index holds just their cases; of others a thousand are at hand while nothing is looked for


@door("GET")
def worklist(request: HttpRequest, pack: str, key: str) -> HttpResponse:
    """One of a pack's worklists through the actor's eyes."""
    actor: Actor = actor_of(request)
    said = shelf.pack(pack)
    listed = pages.worklist(said, key, actor)
    asked = asked_in(request.GET, listed)
    arranged = arranging.arranged(actor, said, listed)
    shown = columns.looked_for(said, listed, arranged.columns, asked.answers)
    read = columns.of_answers(listed, shown)
    size = _size(request)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    counted = bool(listed.together) or listed.of in QUICKLY_COUNTED or not written(asked)
    page = worklists.page(actor, pack, read, asked, after, before, size, counted)
    several = bool(page.next or page.previous or after)
    context = {
        "list": listed,
        "pack_key": pack,
        "columns": shown,
        "searches": [Kept(name, written(kept)) for name, kept in sorted(arranged.searches.items())],
        "rows": _rows(actor, listed, page.rows, shown),
        "next": page.next,
        "previous": page.previous,
        "several": several,
        "size": size,
        "sizes": worklists.SIZES if several or size > worklists.PAGE else (),
        "here": request.GET.urlencode(),
        "many": page.many,
        "most": worklists.MANY,
        "opener": opener(said, listed.start, actor)
        if listed.start and pages.is_open(said, listed.start, actor)
        else None,
        "reviewing": listed.of == "desk",
        "export_token": new_token(),
    }
    return render(request, "filing/worklist.html", context | filters(said, listed, asked, actor))


def _size(request: HttpRequest) -> int:
    """How many cases somebody wants on a page."""
    sizes = {str(size): size for size in worklists.SIZES}
    return sizes.get(request.GET.get("size", ""), worklists.PAGE)


def holds(pack: str, listed: Worklist, case: CaseSight) -> bool:
    """True for a case that a list may show by its pack and its matter."""
    return case.pack == pack and listed.matter in ("", case.matter.key)


def filters(pack: Pack, listed: Worklist, asked: Asked, actor: Actor) -> dict[str, Any]:
    """What one may look for and what is looked for; `short` is what is too short to be."""
    return {
        "asked": asked,
        "written": written(asked),
        "short": [text for text in (asked.text, *asked.answers.values()) if len(text) == 1],
        "searched": list(_searched(pack, listed, asked, actor)),
        "tops": worklists.tops(actor, pack.key, listed).items() if listed.of == "below" else (),
        "timed": columns.timed(pack, listed),
        "states": _states(pack, listed),
        "matters": [] if listed.matter else [(matter.key, matter.title) for matter in pack.matters],
    }


def asked_in(sent: QueryDict, listed: Worklist) -> Asked:
    """What somebody looks for, as an address of the list spells it."""
    plain = {name: sent.get(name, "").strip()[:100] for name in PLAIN}
    answers = {key: text for key in listed.search if (text := sent.get(f"answer/{key}", "").strip()[:100])}
    return Asked(**plain, answers=answers)


def written(asked: Asked) -> str:
    """What somebody looks for, as it stands in the address of the list."""
    plain = {name: getattr(asked, name) for name in PLAIN}
    answers = {f"answer/{key}": text for key, text in asked.answers.items()}
    return urlencode({name: text for name, text in (plain | answers).items() if text})


def address(pack: str, key: str, asked: str) -> str:
    """Where a list stands with what is looked for, as `written` spells it."""
    return reverse("filing:worklist", args=[pack, key]) + (asked and f"?{asked}")


@dataclass(frozen=True)
class Row:
    """A line of a list with its cells, and the moves that stand on it, sent with one token; whether the case `opens` to the actor."""

    line: Line
    cells: list[tuple[columns.Column, str]]
    moves: list[OpenMove]
    token: str
    opens: bool


def _rows(actor: Actor, listed: Worklist, lines: list[Line], shown: list[columns.Column]) -> list[Row]:
    moves, open_to = _moves(actor, listed, lines), _open_to(actor, listed, lines)
    return [
        Row(
            line,
            [(column, columns.text(column, line)) for column in shown],
            moves.get(line.ref, []),
            new_token(),
            line.ref in open_to,
        )
        for line in lines
    ]


def _open_to(actor: Actor, listed: Worklist, lines: list[Line]) -> set[str]:
    """Those of the rows that the actor may open: what has not come to their desk is listed only."""
    refs = [line.ref for line in lines]
    if listed.of != "below":
        return set(refs)
    return set(queries.seen_by(actor).filter(ref__in=refs).values_list("ref", flat=True))


def _moves(actor: Actor, listed: Worklist, lines: list[Line]) -> dict[str, list[OpenMove]]:
    """The moves of the rows, in the order in which the list names them."""
    if not listed.moves:
        return {}
    found = queries.moves_open_in(actor, queries.cases_for(actor, [line.ref for line in lines]))
    return {
        ref: sorted((each for each in moves if each.key in listed.moves), key=lambda each: listed.moves.index(each.key))
        for ref, moves in found.items()
    }


@dataclass(frozen=True)
class Kept:
    """A search somebody kept: its name, and how the list's address spells it."""

    name: str
    written: str


@dataclass(frozen=True)
class Searched:
    """A field one may look for: what is asked now, and for a choice or a region its options."""

    key: str
    label: str
    text: str
    options: tuple[Option, ...]


def _searched(pack: Pack, listed: Worklist, asked: Asked, actor: Actor) -> Iterator[Searched]:
    for key in listed.search:
        matter = pack.matter(listed.matter)
        options = _options(matter, matter.form.field(key), actor)
        yield Searched(key, matter.form.label(key), asked.answers.get(key, ""), options)


def _options(matter: Matter, field: Field | None, actor: Actor) -> tuple[Option, ...]:
    """The options of a choice; of a region the cities of the agency's province, each with its counties."""
    if isinstance(field, Choice):
        return field.options
    if not isinstance(field, Region) or actor.unit is None:
        return ()
    return tuple(_region(*each) for each in catalogue.regions(lookups.province(actor.unit, matter)))


def _region(code: str, name: str) -> Option:
    """A city is asked for by four figures, so that it finds all its counties."""
    return Option(code[:4] if code.endswith("00") else code, name)


def opener(pack: Pack, page: StartCase, actor: Actor) -> dict[str, str]:
    """The button that opens a case: at once where one unit is all the actor files for, nothing is asked or looked up first, and nothing
    is known that would keep the new one from being reported."""
    matter = pack.matter(page.matter)
    at_once = not (matter.asks_first or matter.starts_from or matter.enters)
    units = people.units_to_file_for(actor, matter.may_file) if at_once else []
    alone = len(units) == 1 and not beforehand.hindered(actor, pack.key, matter, units[0].id)
    return {
        "title": page.title,
        "icon": page.icon,
        "url": pages.address(pack, page),
        "unit": units[0].code if alone else "",
        "token": new_token(),
    }


def _states(pack: Pack, listed: Worklist) -> list[tuple[str, str]]:
    """The states one may narrow to: those of the list, at a desk only those in which its unit decides."""
    matters = [matter for matter in pack.matters if listed.matter in ("", matter.key)]
    every = [state for matter in matters for state in matter.flow.states]
    states = [state for state in every if listed.of != "desk" or isinstance(state.desk, Road)]
    chosen = [state for state in states if not listed.states or state.key in listed.states]
    return list(dict.fromkeys((state.key, state.title) for state in chosen))
