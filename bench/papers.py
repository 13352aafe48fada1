"""Signed papers a second, beside the same pages drawn by one bare Typst compiler."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import typst

from banshi.catalogue import shelf
from banshi.ledger.models import Delivery
from banshi.lib.actor import SYSTEM
from banshi.papers import actions, drawing, fonts
from banshi.papers.checks import sample
from bench.figure import Figure, Goal
from bench.world import World

PAPERS = 40


def papers(world: World) -> Iterator[Figure]:
    """Drawn as PDF/A, signed, kept on disk and noted, one after the other as the worker does it."""
    pack = shelf.pack("library_card")
    matter = pack.matters[0]
    paper, data = matter.papers[0], sample(matter)
    for _ in range(PAPERS + 1):
        actions.issue(
            paper=paper,
            pack=pack.key,
            subject=world.lines[0].filer.unit,
            subject_name="测速公司",
            case=1,
            period=date(2026, 1, 31),
            data=data,
            by=SYSTEM,
        )
    due = [each.payload for each in Delivery.objects.filter(to="papers.render").order_by("pk")]
    signed = _per_second([partial(actions.render, given, "") for given in due])
    compiler: Any = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.folders()),
        ignore_system_fonts=True,
    )
    sources = {name: text.encode() for name, text in drawing.files(paper.layouts[0].text).items()}

    def draw(page: str) -> object:
        return compiler.compile(input=sources, sys_inputs={"data": page}, format="pdf")

    pages = [json.dumps(drawing.drawn_data(data | {"number": str(each)}), ensure_ascii=False) for each in range(PAPERS + 1)]
    bare = _per_second([partial(draw, page) for page in pages])
    yield Figure("papers.per_second", signed, bare, Goal("ratio", ">=", 0.3))


def _per_second(works: list[Callable[[], object]]) -> float:
    """How many of them a second; the first, which reads the fonts, is not counted."""
    first, *others = works
    first()
    began = time.perf_counter()
    for work in others:
        work()
    return len(others) / (time.perf_counter() - began)
