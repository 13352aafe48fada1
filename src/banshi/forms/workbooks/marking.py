"""The workbook as it came, with what is wrong written into it: the cell coloured, a comment at it, and a column 问题."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from banshi.forms.workbooks.layout import PROBLEMS, Sheet
from banshi.forms.workbooks.reading import Fault
from banshi.forms.workbooks.template import Lists, draw


@dataclass(frozen=True)
class MarkedRow:
    """A row as it stood, and what is wrong with it."""

    cells: Sequence[str]
    faults: Sequence[Fault]


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet as it came: its header with what is wrong there, and its rows."""

    sheet: Sheet
    header: Sequence[str]
    about_header: Sequence[Fault]
    rows: Sequence[MarkedRow]


def marked(came: Iterable[MarkedSheet]) -> bytes:
    """The workbook to give back."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        lists = Lists(book)
        for each in came:
            _sheet(book, each, lists)
        lists.hide()
    return stream.getvalue()


def _sheet(book: Any, each: MarkedSheet, lists: Lists) -> None:
    draw(book, each.sheet, [*each.header, PROBLEMS], len(each.rows), lists)
    page = book.get_worksheet_by_name(each.sheet.title)
    text = book.add_format({"num_format": "@", "locked": False})
    wrong = book.add_format({"num_format": "@", "locked": False, "bg_color": "#FFD9D6"})
    for fault in each.about_header:
        page.write_comment(0, fault.column, fault.words, {"x_scale": 2})
    for number, row in enumerate(each.rows, start=1):
        said: dict[int, list[str]] = {}
        for fault in row.faults:
            said.setdefault(fault.column, []).append(fault.words)
        for at, cell in enumerate(row.cells[: len(each.header)]):
            page.write_string(number, at, cell, wrong if at in said else text)
        for at, words in said.items():
            page.write_comment(number, at, "\n".join(words), {"x_scale": 2})
        page.write_string(number, len(each.header), "；".join(fault.words for fault in row.faults), text)
