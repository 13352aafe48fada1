"""The process that opens a workbook: bytes in, JSON out, nothing else. See `spreadsheets.read`."""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

MEMORY = 512 * 1024 * 1024
SECONDS = 20  # of computing
LARGEST_INSIDE = 100 * 1024 * 1024  # of what a workbook unpacks to
MOST_RATIO = 100  # of that to the file
MOST_PARTS = 1000
LARGEST_CELL = 32_767  # characters: Excel's own limit
LARGEST_TEXT = 20 * 1024 * 1024  # characters of all cells
CHUNK = 64 * 1024


class TooBig(Exception):
    """A small file that becomes a huge one (S18). The words say which, in Chinese."""


def answer(content: bytes) -> dict[str, Any]:
    """{"rows": the first sheet as text} or {"objection": why it is not read}."""
    try:
        require_sane(content)
        return {"rows": rows(content)}
    except zipfile.BadZipFile:
        return {"objection": "这不是 .xlsx 工作簿，请用下载的模板填写。"}
    except TooBig as why:
        return {"objection": str(why)}


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


def rows(content: bytes) -> list[list[str]]:
    """The first sheet as text. Raises TooBig."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    found, size = [], 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        found.append([_text(cell) for cell in row])
        size += sum(map(len, found[-1]))
        if size > LARGEST_TEXT or any(len(cell) > LARGEST_CELL for cell in found[-1]):
            raise TooBig(f"第 {number} 行的文字太长，请核对后再导入。")
    while found and not any(found[-1]):
        found.pop()
    return found


def _text(cell: Any) -> str:
    """A cell as people see it: whole numbers without a point, days as 2026-11-21."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def limit() -> None:
    """A workbook that wants more than its share ends this process and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=False)
