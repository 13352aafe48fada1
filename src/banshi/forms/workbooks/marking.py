"""The workbook as it came, with what is wrong written into it: the cell coloured, a comment at it, and a column 问题. Every row stands
where it stood, so that the addresses people are told are those of their own file."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from banshi.define import Matter, Workbook
from banshi.forms.workbooks.layout import PROBLEMS, Sheet
from banshi.forms.workbooks.naming import CodeLists
from banshi.forms.workbooks.reading import Fault
from banshi.forms.workbooks.template import Lists, draw, faint_of, guide


@dataclass(frozen=True)
class MarkedRow:
    """A row as it stood, its number as the spreadsheet counts, and what is wrong with it."""

    row: int
    cells: Sequence[str]
    faults: Sequence[Fault]


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet as it came: its header with what is wrong there, its rows in order, and those that are no data by number."""

    sheet: Sheet
    header: Sequence[str]
    about_header: Sequence[Fault]
    rows: Sequence[MarkedRow]
    examples: Mapping[int, Sequence[str]]


def marked(
    matter: Matter, workbook: Workbook, came: Sequence[MarkedSheet], code_lists: CodeLists, *, gaps: bool
) -> bytes:
    """The workbook of a matter to give back, with its 填写说明. Without `gaps` the rows that are not there are folded away, so that the
    others stand together."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        lists = Lists(book, code_lists)
        for each in came:
            book.add_worksheet(each.sheet.title)
        for each in came:
            _sheet(book, each, lists)
            if not gaps:
                _fold(book.get_worksheet_by_name(each.sheet.title), each)
        guide(book, matter, workbook, [each.sheet for each in came])
        lists.hide()
    return stream.getvalue()


def _sheet(book: Any, each: MarkedSheet, lists: Lists) -> None:
    draw(book, each.sheet, [*each.header, PROBLEMS], lists)
    page = book.get_worksheet_by_name(each.sheet.title)
    for fault in each.about_header:
        page.write_comment(0, fault.column, fault.words, {"x_scale": 2})
    faint = faint_of(book)
    for number, cells in each.examples.items():
        for at, cell in enumerate(cells):
            page.write_string(number - 1, at, cell, faint)
    _rows(book, page, each.rows, len(each.header))


def _rows(book: Any, page: Any, rows: Iterable[MarkedRow], width: int) -> None:
    text = book.add_format({"num_format": "@", "locked": False})
    wrong = book.add_format({"num_format": "@", "locked": False, "bg_color": "#FFD9D6"})
    unsure = book.add_format({"num_format": "@", "locked": False, "bg_color": "#FFF3CD"})
    for row in rows:
        said: dict[int, list[Fault]] = {}
        for fault in row.faults:
            said.setdefault(fault.column, []).append(fault)
        for at, cell in enumerate(row.cells[:width]):
            blocks = any(fault.blocks for fault in said.get(at, ()))
            page.write_string(row.row - 1, at, cell, wrong if blocks else unsure if at in said else text)
        for at, faults in said.items():
            page.write_comment(row.row - 1, at, "\n".join(_words(fault) for fault in faults), {"x_scale": 2})
        page.write_string(row.row - 1, width, "；".join(_words(fault) for fault in row.faults), text)


def _words(fault: Fault) -> str:
    return fault.words if fault.blocks else f"提示：{fault.words}"


def _fold(page: Any, each: MarkedSheet) -> None:
    there = {row.row for row in each.rows} | set(each.examples)
    for row in set(range(2, max(there, default=1))) - there:
        page.set_row(row - 1, None, None, {"hidden": True})
