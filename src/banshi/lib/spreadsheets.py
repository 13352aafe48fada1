"""Workbooks out and in. Written: text stays text, so that nothing in a cell is ever run. Read: in a process of its own, with limits."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence

import xlsxwriter

LARGEST = 5 * 1024 * 1024  # of the file
LARGEST_INSIDE = 100 * 1024 * 1024  # of what it unpacks to
MOST_PARTS = 1000
SECONDS = 30


class Unreadable(Exception):
    """This is no workbook, or not one we dare to open. The words say which, in Chinese."""


def read(content: bytes) -> list[list[str]]:
    """The first sheet of an .xlsx workbook as text, row by row, without empty rows at the end. Raises Unreadable."""
    _require_sane(content)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "banshi.lib.spreadsheet_reader"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise Unreadable("这个工作簿打不开，请用下载的模板填写并保存为 .xlsx。") from fault
    rows: list[list[str]] = json.loads(done.stdout)
    return rows


def _require_sane(content: bytes) -> None:
    """A small file must not become a huge one (S18). What the parts claim to be is cut off by the memory limit if it is a lie."""
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 1024 // 1024} MB，请分成几个文件导入。")
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as fault:
        raise Unreadable("这不是 .xlsx 工作簿，请用下载的模板填写。") from fault
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
        raise Unreadable("这个工作簿展开后太大，请只保留要导入的工作表。")


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
