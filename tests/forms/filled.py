"""Workbooks as people fill them in."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from banshi.define import Matter
from banshi.forms.workbooks.layout import sheets

Rows = Sequence[Mapping[str, Any]]
Touch = Callable[[Any, dict[str, Any]], None]


def filled(matter: Matter, rows: Rows, tables: Mapping[str, Rows] | None = None, touch: Touch | None = None) -> bytes:
    """A filled-in workbook: a row of cells by field for each case, and the rows of tables; `touch` may still do something to the sheets
    (a function of the book and of its sheets by title)."""
    if matter.workbook is None:
        raise LookupError(matter.key)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        pages = {}
        for sheet in sheets(matter, matter.workbook):
            page = pages[sheet.title] = book.add_worksheet(sheet.title)
            page.write_row(0, 0, [column.shown for column in sheet.columns])
            for number, row in enumerate(rows if not sheet.of else (tables or {}).get(sheet.of, ()), start=1):
                for at, column in enumerate(sheet.columns):
                    page.write(number, at, row.get(column.field.key, ""))
        if touch:
            touch(book, pages)
    return stream.getvalue()
