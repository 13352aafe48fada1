"""Workbooks out and in. Written: text stays text, so that nothing in a cell is ever run. Read: in a process of its own, with limits."""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence

import xlsxwriter

LARGEST = 5 * 1024 * 1024  # of the file
SECONDS = 30


class Unreadable(Exception):
    """This is no workbook, or not one we dare to open. The words say which, in Chinese."""


def read(content: bytes) -> list[list[str]]:
    """The first sheet of an .xlsx workbook as text, row by row, without empty rows at the end. Raises Unreadable.

    Whatever the workbook is, this process only sends its bytes on (S18): it is opened by `spreadsheet_reader`, with little memory and
    time, knowing nothing of the house.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 1024 // 1024} MB，请分成几个文件导入。")
    command = [sys.executable, "-I", "-X", "utf8", "-m", "banshi.lib.spreadsheet_reader"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True, env={})
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as fault:
        raise Unreadable("这个工作簿打不开，请用下载的模板填写并保存为 .xlsx。") from fault
    if objection := answer.get("objection"):
        raise Unreadable(objection)
    rows: list[list[str]] = answer["rows"]
    return rows


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
