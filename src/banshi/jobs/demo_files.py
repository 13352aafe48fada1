"""Believable scans for the demo: a page of a PDF, or a picture, that says what it stands for."""

import io

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
    if "pdf" in kinds:
        return f"{title}.pdf", io.BytesIO(drawing.pdf({"main.typ": _PAGE}, {"title": title}))
    return f"{title}.png", io.BytesIO(drawing.pictures({"main.typ": _PAGE}, {"title": title})[0])
