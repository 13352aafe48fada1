"""What was filled in: headings are found wherever they stand, every cell becomes what a page would have sent, and what cannot be read is
named at its cell. Checking the answers is not done here: the same cleaning serves page and workbook."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from banshi.define import Choice, Choices, Code, Day, Field, Industry, Number, Organisation, Text
from banshi.forms.cleaning import day_in
from banshi.forms.workbooks.layout import EXAMPLE, MUST, PROBLEMS, Column, Sheet
from banshi.forms.workbooks.naming import CodeLists, Names, of_codes, of_options, of_units
from banshi.lib import codes
from banshi.lib.spreadsheets import SheetHead, as_text, column_name
from banshi.lib.text import hides_nothing, visible

EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
LONGEST_KEY = 200  # characters that are kept of what a row is known by
SERIAL_ONE = date(1899, 12, 30)
SERIALS = range(1, 80_000)  # of days, up to the year 2119
_BETWEEN = re.compile(r"[;；、,，\n]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong at a cell of a row: its column from 0, and the words."""

    column: int
    words: str
    blocks: bool = True


@dataclass
class Line:
    """A row: its number as the spreadsheet counts, the cells as they stood, the key, what was typed by field, and what is wrong."""

    row: int
    cells: list[str]
    key: str = ""
    typed: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class SheetReader:
    """One sheet on its way from header to last row. `lists` are those its pickers pick from; `examples` are the rows that are no data,
    as they stood, by number."""

    def __init__(self, sheet: Sheet, head: SheetHead, header: Sequence[Any], lists: CodeLists) -> None:
        self.sheet = sheet
        self.examples: dict[int, list[str]] = {}
        self._names = {column.field.key: names for column in sheet.columns if (names := names_of(column.field, lists))}
        self.header = [visible(as_text(cell)) for cell in header]
        self.columns = self._found()
        self._formulas = set(head.formulas)
        self._merged: dict[int, list[int]] = {}
        for row, column in head.merged:
            self._merged.setdefault(row, []).append(column)

    def _found(self) -> list[Column | None]:
        """The column each heading stands for, None for an unknown one and for a second one of the same name."""
        known = {column.heading: column for column in self.sheet.columns}
        return [known.pop(heading.strip().rstrip(f"{MUST}＊ "), None) for heading in self.header]

    def about_header(self) -> Iterator[Fault]:
        """What is wrong with the header: columns that are missing, unknown, or stand elsewhere."""
        placed = [column for column in self.columns if column]
        for column in self.sheet.columns:
            if column not in placed:
                yield Fault(
                    0,
                    f"缺少“{column.heading}”这一列，请从模板恢复。",
                    column.field.required or column is self.sheet.columns[0],
                )
        for at, (heading, found) in enumerate(zip(self.header, self.columns, strict=True)):
            if heading not in ("", PROBLEMS) and found is None:
                yield Fault(at, f"不认识“{heading}”这一列，请改回模板的表头，或者删去这一列。")
        order = [column for column in self.sheet.columns if column in placed]
        for at, found in enumerate(self.columns):
            if found and found is not order[placed.index(found)]:
                yield Fault(at, f"“{found.heading}”这一列移动过，已按表头读取，请核对。", blocks=False)

    def line(self, number: int, cells: Sequence[Any]) -> Line | None:
        """A row of data; None for an empty one and for the example."""
        texts = _texts(cells)
        found = Line(number, texts)
        for at, (column, cell, text) in enumerate(zip(self.columns, cells, texts, strict=False)):
            if column is not None and text:
                self._take(found, at, column, cell, text)
        if found.key.startswith(EXAMPLE):
            self.examples[number] = texts
        if not any(texts) or number in self.examples:
            return None
        found.faults += self._places(number, texts)
        if not found.key:
            found.faults.append(Fault(self._key_at(), f"请填写“{self.sheet.columns[0].heading}”。"))
        return found

    def _take(self, found: Line, at: int, column: Column, cell: Any, text: str) -> None:
        typed, words = typed_of(column.field, cell, text.strip(), self._names.get(column.field.key))
        if words:
            found.faults.append(Fault(at, words))
        if column is self.sheet.columns[0]:
            found.key = key_of(column.field, visible(text))
            if words := _too_long(column.field, len(found.key)):
                found.faults.append(Fault(at, words))
        else:
            found.typed[column.field.key] = typed

    def _key_at(self) -> int:
        return self.columns.index(self.sheet.columns[0]) if self.sheet.columns[0] in self.columns else 0

    def _places(self, number: int, texts: Sequence[str]) -> Iterator[Fault]:
        """Formulas and merged cells of a row. What a formula last came to is told: the workbook given back holds no formulas."""
        for at, text in enumerate(texts[: len(self.columns)]) if self._formulas else ():
            if f"{column_name(at)}{number}" in self._formulas:
                came_to = f"算出的是“{text}”，核对后" if text else "还没有算出结果，"
                yield Fault(at, f"这里是公式，{came_to}请直接填写数值。")
        for at in self._merged.get(number - 1, ()):
            yield Fault(at, "这里合并了单元格，请取消合并，每格单独填写。")


def _texts(cells: Sequence[Any]) -> list[str]:
    """What can be seen of the cells of a row. Nearly every row hides nothing, and is asked once."""
    texts = [cell if isinstance(cell, str) else as_text(cell) for cell in cells]
    return texts if hides_nothing("".join(texts)) else [visible(text, lines=True) for text in texts]


def key_of(key: Field, text: str) -> str:
    """A key as rows are told apart by it."""
    return codes.normal(text) if isinstance(key, Code) else text.strip()


def _too_long(key: Field, long: int) -> str:
    """What is said of a key of which only the beginning could be kept; "" of any other."""
    most = min(key.longest, LONGEST_KEY) if isinstance(key, Text) else LONGEST_KEY
    return f"“{key.label}”最多 {most} 字，现在有 {long} 字。" if long > LONGEST_KEY else ""


def names_of(asked: Field, lists: CodeLists) -> Names | None:
    """What the entries are called that a field is picked from; None for a field that is typed, and for a list that is not there."""
    if isinstance(asked, Choice | Choices):
        return of_options(asked.options)
    listed = lists.get(type(asked))
    if not listed:
        return None
    return of_units(listed) if isinstance(asked, Organisation) else of_codes(listed)


def typed_of(asked: Field, cell: Any, text: str, names: Names | None) -> tuple[Any, str]:
    """A cell, and what can be seen of it, as a page would have sent it; and what is wrong with it."""
    if not isinstance(cell, str) and (words := _turned(asked, cell, text)):
        return text, words
    if names and isinstance(asked, Choices | Industry):
        return _several(names, text)
    if names:
        return names.find(text)
    return f"{cell:.15g}" if isinstance(cell, float) else text, ""


def _turned(asked: Field, cell: Any, text: str) -> str:
    """What became of a text that the program made a day or a number of; "" where that does no harm."""
    if isinstance(cell, dict):
        return "" if isinstance(asked, Day) else f"这里是日期 {text}，请把单元格设为文本后填写“{asked.label}”。"
    if isinstance(asked, Number):
        return ""
    if isinstance(asked, Day) and day_in(text) is None:
        return f"这里是数字 {text}{_perhaps(cell)}，请填写 2012-06-30 这样的日期。"
    return "这里的代码变成了数字，末几位已经丢失，请把单元格设为文本后重新填写。" if abs(cell) >= EXACT else ""


def _several(names: Names, text: str) -> tuple[list[str], str]:
    """The values of a cell that names several; one alone may have in its name what stands between others."""
    whole, words = names.find(text)
    found = [names.find(each.strip()) for each in _BETWEEN.split(text) if each.strip()] if words else [(whole, "")]
    return [value for value, _ in found], " ".join(words for _, words in found if words)


def _perhaps(serial: float) -> str:
    """The day a number may have been."""
    if int(serial) not in SERIALS:
        return ""
    return f"（可能是 {SERIAL_ONE + timedelta(days=int(serial))}）"
