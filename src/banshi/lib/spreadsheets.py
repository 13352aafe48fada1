"""Workbooks out and in. Written: text stays text, so that nothing in a cell is ever run. Read: in a process of its own, with limits."""

import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

LARGEST = 5 * 1024 * 1024  # of a list of units
SECONDS = 30
LONGEST_TITLE = 31  # of a sheet
Cell = str | float | dict[str, str]  # a text, a number, or {"day": "2026-11-21"}, with "T09:30" behind it for a moment

SHOWN = {"text": "@", "number": "General", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}


class Unreadable(Exception):
    """This is no workbook, or not one we dare to open. The words say which, in Chinese."""


@dataclass(frozen=True)
class SheetHead:
    """Where a sheet begins: its title, and where it has formulas ("C3") and merged cells (row and column from 0)."""

    title: str
    formulas: tuple[str, ...] = ()
    merged: tuple[tuple[int, int], ...] = ()


SheetRow = list[Any]


def lines(content: bytes, largest: int = LARGEST) -> Iterator[SheetHead | SheetRow]:
    """An .xlsx workbook, sheet by sheet and row by row, without holding it: a cell is text, a number, or {"day": "2026-11-21"}.
    Raises Unreadable.

    Whatever the workbook is, this process only sends its bytes on (S18): it is opened by `spreadsheet_reader`, with little memory and
    time, knowing nothing of the house.
    """
    if len(content) > largest:
        raise Unreadable(f"文件超过 {largest // 1024 // 1024} MB，请分成几个文件导入。")
    command = [sys.executable, "-I", "-X", "utf8", "-m", "banshi.lib.spreadsheet_reader"]
    with tempfile.TemporaryFile("w+b") as answer:
        try:
            subprocess.run(
                command, input=content, stdout=answer, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True, env={}
            )
            answer.seek(0)
            yield from (_line(json.loads(line)) for line in answer)
        except (subprocess.SubprocessError, ValueError) as fault:
            raise Unreadable("这个工作簿打不开，请用下载的模板填写并保存为 .xlsx。") from fault


def _line(said: dict[str, Any]) -> SheetHead | SheetRow:
    if objection := said.get("objection"):
        raise Unreadable(objection)
    if "sheet" in said:
        return SheetHead(said["sheet"], tuple(said["formulas"]), tuple((row, column) for row, column in said["merged"]))
    cells: SheetRow = said["cells"]
    return cells


def read(content: bytes) -> list[list[str]]:
    """The first sheet of a workbook as text, row by row, without empty rows at the end. Raises Unreadable."""
    rows: list[list[str]] = []
    heads = 0
    for line in lines(content):
        heads += isinstance(line, SheetHead)
        if heads == 1 and not isinstance(line, SheetHead):
            rows.append([as_text(cell) for cell in line])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def as_text(cell: Any) -> str:
    """A cell as people see it."""
    return str(cell["day"] if isinstance(cell, dict) else cell)


def column_name(index: int) -> str:
    """What Excel calls the column of that number from 0: A, B, … Z, AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def write(header: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """A workbook of one sheet: a bold header that stays in sight, and every cell as text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 24, text)
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return stream.getvalue()


def save(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    title: str,
    about: Sequence[Sequence[str]] = (),
) -> None:
    """A workbook in a file, row by row, so that memory stays as it is however many there are: a header that stays in sight, texts as text,
    so that nothing in a cell is ever run, numbers as numbers and days as days. A second sheet says what it is `about`, a label and a text
    a line."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        kinds = {kind: book.add_format({"num_format": shown}) for kind, shown in SHOWN.items()}
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_TITLE])
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(header):
            sheet.set_column(column, column, min(max(12, 2 * len(heading) + 4), 40))
        head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1, "num_format": "@"})
        for column, heading in enumerate(header):
            sheet.write_string(0, column, heading, head)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _put(sheet, (line, column), cell, kinds)
        if about:
            beside = book.add_worksheet("说明")
            beside.set_column(0, 0, 18)
            beside.set_column(1, 1, 60)
        for line, (label, said) in enumerate(about):
            beside.write_string(line, 0, label, head)
            beside.write_string(line, 1, said, kinds["text"])


def _put(sheet: Any, at: tuple[int, int], cell: Cell, kinds: Mapping[str, Any]) -> None:
    if isinstance(cell, str):
        sheet.write_string(*at, cell, kinds["text"])
    elif isinstance(cell, dict):
        moment = datetime.fromisoformat(cell["day"])
        sheet.write_datetime(*at, moment, kinds["moment" if "T" in cell["day"] else "day"])
    else:
        sheet.write_number(*at, cell, kinds["number"])
