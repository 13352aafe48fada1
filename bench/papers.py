"""Signed papers a second, beside the same pages drawn by one bare Typst compiler: every paper of every pack."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any

import typst

from banshi.catalogue import shelf
from banshi.define import Matter, Paper
from banshi.ledger.models import Delivery
from banshi.lib.actor import SYSTEM
from banshi.papers import actions, drawing, fonts, models, queries
from banshi.papers.checks import sample
from bench.figure import Figure, Goal
from bench.world import World

TIMES = 10


def papers(world: World) -> Iterator[Figure]:
    """Drawn as PDF/A, signed, kept on disk and noted, one after the other as the worker does it."""
    for _ in range(TIMES + 1):
        for pack in shelf.packs().values():
            for matter in pack.matters:
                for paper in matter.papers:
                    _issue(pack.key, matter, paper, world.lines[0].filer.unit)
    due = [each.payload for each in Delivery.objects.filter(to="papers.render").order_by("pk")]
    signed = _per_second([partial(actions.render, given, "") for given in due])
    bare = _per_second([partial(_draw, given["paper"]) for given in due])
    yield Figure("papers.per_second", signed, bare, Goal("ratio", ">=", 0.3))


def _issue(pack: str, matter: Matter, paper: Paper, unit: int) -> None:
    data, day = sample(matter), date(2026, 1, 31)
    actions.issue(
        paper=paper, pack=pack, subject=unit, subject_name="测速公司", case=1, name="", period=day, data=data, by=SYSTEM
    )


def _draw(paper: int) -> None:
    """Every layout of a paper by a compiler of our own: no signature, no file, no event."""
    row = models.Paper.objects.get(pk=paper)
    given = {"data": json.dumps(drawing.drawn_data(row.data), ensure_ascii=False)}
    for layout in row.layouts:
        sources = {name: text.encode() for name, text in queries.sources(layout).items()}
        _compiler().compile(input=sources, sys_inputs=given, format="pdf")


@cache
def _compiler() -> Any:
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.folders())
    return typst.Compiler(font_paths=known, ignore_system_fonts=True)


def _per_second(works: list[Callable[[], object]]) -> float:
    """How many of them a second; the first, which reads the fonts, is not counted."""
    first, *others = works
    first()
    began = time.perf_counter()
    for work in others:
        work()
    return len(others) / (time.perf_counter() - began)
