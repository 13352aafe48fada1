"""The process that opens a workbook: bytes in, a line of JSON for each sheet and each of its rows out, nothing else. See `spreadsheets`."""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY = 512 * 1024 * 1024
SECONDS = 20  # of computing
LARGEST_INSIDE = 100 * 1024 * 1024  # of what a workbook unpacks to
MOST_RATIO = 100  # of that to the file
MOST_PARTS = 1000
LARGEST_CELL = 32_767  # characters: Excel's own limit
LARGEST_TEXT = 20 * 1024 * 1024  # characters of all cells
LARGEST_ANSWER = 128 * 1024 * 1024
CHUNK = 64 * 1024
NO_NUMBER = "#NUM!"
BEFORE_ALL = date(1899, 12, 30)  # what Calamine makes of no number where a day should be
ENDLESS = 10**21
NAMED_PLACES = 1000  # formulas of a sheet that are named one by one
_FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
_OWN = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TooBig(Exception):
    """A small file that becomes a huge one (S18). The words say which, in Chinese."""


def answers(content: bytes) -> Iterator[dict[str, Any]]:
    """For each sheet {"sheet": title, "formulas": places, "merged": places}, then {"cells": …} for each row; or {"objection": why}."""
    try:
        require_sane(content)
        yield from _sheets(content)
    except zipfile.BadZipFile:
        yield {"objection": "这不是 .xlsx 工作簿，请用下载的模板填写。"}
    except TooBig as why:
        yield {"objection": str(why)}


def require_sane(content: bytes) -> None:
    """Counts what comes out, whatever the parts claim to be. Raises TooBig."""
    most = min(LARGEST_INSIDE, MOST_RATIO * len(content))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = book.infolist()
        if len(parts) > MOST_PARTS or sum(len(chunk) for chunk in _inflated(book, most)) > most:
            raise TooBig("这个工作簿展开后太大，请只保留要导入的工作表。")


def _inflated(book: zipfile.ZipFile, most: int) -> Iterator[bytes]:
    """What the parts inflate to, until it is more than `most`."""
    for part in book.infolist():
        with book.open(part) as stream:
            while most >= 0 and (chunk := stream.read(CHUNK)):
                most -= len(chunk)
                yield chunk


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    found, size = formulas(content), 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        yield {"sheet": title, "formulas": found.get(title, []), "merged": _merged(sheet)}
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            cells = [_cell(each) for each in row]
            lengths = [len(each) for each in cells if isinstance(each, str)]
            size += sum(lengths)
            if size > LARGEST_TEXT or max(lengths, default=0) > LARGEST_CELL:
                raise TooBig(f"第 {number} 行的文字太长，请核对后再导入。")
            yield {"cells": cells}


def formulas(content: bytes) -> dict[str, list[str]]:
    """Where each sheet has a formula: places such as "C3", by the sheet's title. Calamine only tells what they last came to."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        try:
            listed = ET.fromstring(book.read("xl/workbook.xml"))  # noqa: S314 (in this process it harms nobody)
            links = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            targets = {link.get("Id"): (link.get("Target") or "").removeprefix("/xl/") for link in links}
            return {
                sheet.get("name") or "": _places(book, targets.get(sheet.get(_OWN), ""))
                for sheet in listed.iterfind("{*}sheets/{*}sheet")
            }
        except (KeyError, ET.ParseError):
            return {}


def _places(book: zipfile.ZipFile, target: str) -> list[str]:
    content = book.read(f"xl/{target}")
    if b"<f" not in content and b":f" not in content:  # nearly always, and ten times as quickly found out
        return []
    found = _FORMULA.finditer(content)
    return [place[1].decode() for place, _ in zip(found, range(NAMED_PLACES), strict=False)]


def _merged(sheet: CalamineSheet) -> list[list[int]]:
    """The upper left cell of each merged range, as row and column from 0."""
    return [list(first) for first, _ in (sheet.merged_cell_ranges or [])[:NAMED_PLACES]]


def _cell(cell: Any) -> Any:
    """Text as it is, yes and no as TRUE and FALSE, a day as {"day": "2026-11-21"}; of numbers see `_number`."""
    if isinstance(cell, str):  # nearly always
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return {"day": cell.isoformat()} if cell > BEFORE_ALL else NO_NUMBER
    return cell if isinstance(cell, int) else str(cell).strip()


def _number(number: float) -> float | str:
    """Whole ones without a point, unless they are endless; what is infinite or no number at all as a spreadsheet shows it."""
    if not isfinite(number):
        return NO_NUMBER
    return int(number) if number.is_integer() and abs(number) < ENDLESS else number


def limit() -> None:
    """A workbook that wants more than its share ends this process and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))


if __name__ == "__main__":
    limit()
    for line in answers(sys.stdin.buffer.read()):
        print(json.dumps(line, ensure_ascii=False))  # noqa: T201 (it is what this process is for)
