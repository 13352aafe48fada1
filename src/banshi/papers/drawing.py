"""Drawing papers: a layout and data become pages.

A layout is a Typst file. It gets nothing but `data`, which it reads through the helpers of `layouts/parts.typ` (`#import "parts.typ": *`),
and everything in it is text: what people typed is printed, never run.

The data of an issued paper, frozen when it is issued:

    title, number, code, check_url, unit, agency    texts; `code` is the check code in groups of four
    day, period                                     "YYYY-MM-DD": when it was issued, what it is true of
    answers {key: text}, labels {key: text}         every answer as people read it, and what its field is called
    tables {key: [{column: text}]}                  the rows of each table
    opinions [{unit, person, opinion, at}]          what each desk said, the deciding one last
    shown [[label, text]]                           what a public check tells
    ref, corrections [[place, kind, words]]         the case, and what its filer is asked to correct with the move that issues it
    limits [{title, law, days, unit, ...}]          what runs once it is issued, with the `last` day by law and the `promised` one
    test                                            true when it is signed with the test certificate

`drawn_data` adds `qr` (an SVG that holds `check_url`) when there is a number, and `mark` (words across every page) when there is none.
"""

import io
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import segno
import typst

from banshi.ledger import clock
from banshi.lib.canon import canonical
from banshi.papers import fonts

LAYOUTS = Path(__file__).parent / "layouts"
MARK, TO_STAMP, DECIDED = "未经审批，仅供核对", "申请材料，不是证照", "仅供留存，不是证照"
PREVIEW_DENSITY = 110  # dots an inch: an A4 page is 910 wide, enough to read on a desk and little enough for a phone
ISSUED_FORM = "a-2b"  # PDF/A-2b, ISO 19005-2: can still be read when today's software is gone

Files = Mapping[str, str]


def files(layout: str) -> dict[str, str]:
    """The Typst files a layout is drawn with: itself, the frame around it, and the parts it may use."""
    return {"main.typ": _own("frame"), "parts.typ": _own("parts"), "layout.typ": layout}


def _own(name: str) -> str:
    return (LAYOUTS / f"{name}.typ").read_text()


def pdf(sources: Files, data: dict[str, Any]) -> bytes:
    """The pages as an unsigned PDF/A-2b."""
    return bytes(_draw(sources, data, format="pdf", pdf_standards=ISSUED_FORM))


def pictures(sources: Files, data: dict[str, Any]) -> list[bytes]:
    """The pages as PNG pictures, for reading on a screen."""
    return list(_pictures(tuple(sources.items()), canonical(data)))


@lru_cache(maxsize=16)
def _pictures(sources: tuple[tuple[str, str], ...], data: bytes) -> tuple[bytes, ...]:
    """Kept for a while: a browser asks for the pages one by one."""
    drawn = _draw(dict(sources), json.loads(data), format="png", ppi=PREVIEW_DENSITY)
    return tuple(drawn) if isinstance(drawn, list) else (drawn,)


def marked_pdf(name: Literal["filled", "receipt"], data: dict[str, Any]) -> bytes:
    """A print that is no paper: no number, no signature, no QR code, and a mark across every page, by what was `decided` ("" while nothing
    was: when, and by whom) and whether it is `to_stamp`, to be attached as a material.

    "filled" takes title, ref, unit, decided, to_stamp, `sections` [{title, cells: [[label, text]], tables: [{title, columns: [label], rows:
    [[text]]}]}] and `materials` [[label, text]]; "receipt" takes title, `report` (what the pack calls it), ref, unit, decided and `lines`
    [[label, text]].
    """
    before = TO_STAMP if data.get("to_stamp") else MARK
    return plain_pdf(name, data | {"day": clock.today().isoformat(), "mark": DECIDED if data["decided"] else before})


def plain_pdf(name: str, data: dict[str, Any]) -> bytes:
    """A document of the house's own that is no paper, by the layout of that name."""
    return bytes(_draw(files(_own(name)), data, format="pdf"))


def drawn_data(data: dict[str, Any]) -> dict[str, Any]:
    """The data as Typst gets it: the QR code drawn, characters without a shape in any font named by their code point."""
    qr = {"qr": _qr(data["check_url"])} if "check_url" in data else {}
    return _printable({"mark": ""} | data) | qr  # type: ignore[no-any-return]  # a dict stays a dict


def _qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(each if each.isspace() or each in fonts.characters() else _named(each) for each in value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list) else value


def _named(character: str) -> str:
    """How the frame is told to draw a box with the code point. The private characters around it are in no font: nobody can type them."""
    return f"\ue000{ord(character):04X}\ue001"


_turn = Lock()  # one document at a time: the compiler may not be shared between threads


@cache
def _compiler() -> typst.Compiler:
    """Kept for the life of the process: reading the fonts takes longer than drawing."""
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.folders())
    return typst.Compiler(font_paths=known, ignore_system_fonts=True)


def _draw(sources: Files, data: dict[str, Any], **how: Any) -> Any:
    given = {"data": json.dumps(drawn_data(data), ensure_ascii=False)}
    with _turn:
        return _compiler().compile(
            input={name: text.encode() for name, text in sources.items()}, sys_inputs=given, **how
        )
