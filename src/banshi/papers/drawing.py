"""Drawing papers with Typst: one compiler kept for each layout, our own fonts, data handed over as JSON so that no name can be markup.

A layout reads `json(bytes(sys.inputs.data))`, an object with: `title`, `agency`, `number`, `check_code`, `check_url`, `qr` (an SVG, empty
before approval), `issued_on`, `period`, `mark` (words across each page of what is not a paper, else empty), `answers` (text by key),
`labels` (by key), `tables` (rows of texts by key), `opinions` ({unit, person, opinion, at}), and `shown` (pairs of label and text).
"""

import json
import threading
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst

FONTS = Path(__file__).parent / "fonts"
DOTS_PER_INCH = 110
_drawing = threading.Lock()


@lru_cache(maxsize=64)
def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(layout.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def pdf(layout: str, data: dict[str, Any]) -> bytes:
    """The paper as PDF/A-2b."""
    return bytes(_compiled(layout, data, format="pdf", pdf_standards=["a-2b"]))


def pictures(layout: str, data: dict[str, Any]) -> list[bytes]:
    """The paper's pages as PNG, for looking at in a page."""
    made = _compiled(layout, data, format="png", ppi=DOTS_PER_INCH)
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]


def _compiled(layout: str, data: dict[str, Any], **how: Any) -> Any:
    """A compiler is kept between papers (fonts are read once) and used by one thread at a time."""
    with _drawing:
        return _compiler(layout).compile(sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **how)


def qr(address: str) -> str:
    """A QR code as SVG."""
    return str(segno.make(address, error="m").svg_inline(border=0, scale=4, xmldecl=False))


def issued_on(moment: date) -> str:
    """A day as it stands on a paper."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def marked(data: dict[str, Any], mark: str) -> dict[str, Any]:
    """The data of a print that is not a paper: no number, no code, words across each page."""
    return {
        "number": "",
        "check_code": "",
        "check_url": "",
        "qr": "",
        "issued_on": "",
        "period": "",
        "mark": mark,
        "opinions": [],
    } | data
