"""The user manual as a PDF: every piece of Markdown is drawn, and what is written is printed, never run."""

import io
import re
import subprocess

import pikepdf
import pytest

from banshi.catalogue import shelf
from banshi.papers import manual

PIECES = """## 一、标题

一段**要紧的**话，`字样`，[法规](https://example.org/law)。

1. 第一
   - 其中
2. 第二

> 引文

| 项 | 值 |
|---|---|
| 甲 | 乙 |

#eval("1 + 1") $x$ \\u{4e00}

![没有这张图](pictures/none.png)
"""


def words(pdf: bytes) -> str:
    """The text of a PDF, without the spaces between its pieces."""
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout
    return re.sub(r"\s", "", said.decode())


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return manual.pdf("property_rights", PIECES)


@pytest.mark.parametrize(
    "said", ["要紧的", "字样", "法规", "其中", "引文", "甲", '#eval("1+1")$x$', "没有这张图", "—1—"]
)
def test_every_piece_is_drawn_and_nothing_is_run(drawn: bytes, said: str) -> None:
    """Red when a kind of piece is left out of the layout, or words reach it as code."""
    assert said in words(drawn)


def test_P12_the_manual_has_a_cover_and_every_heading_in_its_contents() -> None:
    """Red when headings lose their level."""
    said = shelf.pack("property_rights")
    drawn = manual.pdf(said.key, said.guide)
    with pikepdf.open(io.BytesIO(drawn)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for chapter in outline.root for item in (chapter, *chapter.children)]
        assert str(pdf.docinfo.Title) == "产权登记管理信息系统 用户手册"
    assert titles == re.findall(r"^##+ (.+)$", said.guide, re.MULTILINE)
    assert words(drawn).startswith("产权登记管理信息系统用户手册国有资产监督管理机构")
