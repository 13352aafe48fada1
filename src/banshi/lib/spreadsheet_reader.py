"""The process that opens a workbook: bytes in, JSON out, nothing else. See `spreadsheets.read`."""

import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

MEMORY = 512 * 1024 * 1024
SECONDS = 20  # of computing


def rows(content: bytes) -> list[list[str]]:
    """The first sheet as text."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    found = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
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


if __name__ == "__main__":
    limit()
    json.dump(rows(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=False)
