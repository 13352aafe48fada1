"""Believable scans for the demo: a page of a PDF, or a picture, that says what it stands for."""

import io
from functools import cache

import segno

from banshi.papers import drawing

_PAGE = """
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4")
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh")
#set document(title: d.title, date: datetime(year: 2012, month: 6, day: 1))
#align(center + horizon)[#text(size: 24pt, d.title) \\ #v(8mm) （演示用扫描件，内容为虚构）]
"""


def sample(title: str, kinds: tuple[str, ...]) -> tuple[str, io.BytesIO]:
    """A file name and its content, of a kind that is taken."""
    kind = "pdf" if "pdf" in kinds else "png"
    return f"{title}.{kind}", io.BytesIO(_drawn(title, kind))


@cache
def _drawn(title: str, kind: str) -> bytes:
    """Drawn once for all cases of the demo."""
    if kind == "pdf":
        return drawing.pdf({"main.typ": _PAGE}, {"title": title})
    return drawing.pictures({"main.typ": _PAGE}, {"title": title})[0]


def qr_code(said: str) -> tuple[io.BytesIO, str]:
    """A picture of a QR code, and a file name."""
    drawn = io.BytesIO()
    segno.make(said, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    drawn.seek(0)
    return drawn, "二维码.png"
