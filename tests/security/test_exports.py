"""S19: a workbook of ours opened in Excel or WPS runs nothing and goes nowhere; numbers of 18 digits stay as they were typed."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from banshi.forms.workbooks.layout import sheets
from banshi.forms.workbooks.marking import MarkedRow, MarkedSheet, marked
from banshi.forms.workbooks.reading import Fault
from banshi.lib import spreadsheets
from tests.forms.test_workbooks import MATTER, WORKBOOK

TYPED = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    '=HYPERLINK("http://x")',
    "=cmd|'/C calc'!A0",
    "\t=1",
    "http://x.example",
    "500103199001010012",
]


def exported() -> bytes:
    """What somebody typed, as a list to save."""
    return spreadsheets.write([f"列 {number}" for number in range(len(TYPED))], [TYPED], "名单")


def returned() -> bytes:
    """What somebody typed into a workbook, as it comes back with its mistakes."""
    sheet = sheets(MATTER, WORKBOOK)[0]
    row = MarkedRow(2, TYPED, [Fault(0, "=1+1 不是代码")])
    return marked(MATTER, WORKBOOK, [MarkedSheet(sheet, TYPED, [], [row], {})], {}, gaps=True)


@pytest.mark.parametrize("book", [exported, returned])
def test_what_was_typed_is_text_in_every_cell(book: Callable[[], bytes]) -> None:
    """Red when a cell is written by whatever it looks like: formulas, links and numbers come of it."""
    parts = zipfile.ZipFile(io.BytesIO(book()))
    page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search("<f>|<hyperlink", page)
    assert not [name for name in parts.namelist() if "externalLink" in name]
    cells = re.findall(r'<c r="[A-Z]+2"( s="\d+")?( t="s")?', page)
    assert len(cells) >= len(TYPED)
    assert all(style and kind for style, kind in cells)
