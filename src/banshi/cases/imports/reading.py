"""Reading: the workbook becomes lines, a sheet at a time, and what is no row of data is said at once."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import islice
from typing import Any

from banshi.cases.imports.checking import tell
from banshi.cases.imports.lines import rows_of
from banshi.cases.imports.plan import workbook_of
from banshi.cases.imports.stages import CHECKING, REFUSED
from banshi.cases.lookups import code_lists, province
from banshi.cases.models import Import, ImportLine
from banshi.catalogue import queries as catalogue
from banshi.define import Workbook
from banshi.files import queries as files
from banshi.files.limits import Limits
from banshi.forms.workbooks.layout import Sheet, sheets
from banshi.forms.workbooks.naming import CodeLists
from banshi.forms.workbooks.reading import LONGEST_KEY, Fault, Line, SheetReader
from banshi.lib import prepared, spreadsheets
from banshi.lib.spelled import spelled
from banshi.lib.spreadsheets import SheetHead

LIMITS = Limits(("xlsx",), 20 * 1024 * 1024)
PART = 2000
NAMED = 3  # other rows of one key
KEEP = """
INSERT INTO cases_importline (batch_id, sheet, row, key, cells, typed, faults, outcome)
SELECT %s::bigint, line.*, ''
FROM jsonb_to_recordset(%s::jsonb) AS line (sheet smallint, row int, key text, cells jsonb, typed jsonb, faults jsonb)
"""


class NotTheTemplate(Exception):
    """Nothing can be read from this workbook; the words say why, in Chinese."""


def read(batch: Import) -> bool:
    """Reads the whole workbook; True, since checking comes next."""
    try:
        _read(batch)
        batch.stage = CHECKING
    except (NotTheTemplate, spreadsheets.Unreadable) as why:
        batch.lines.all().delete()
        batch.stage, batch.refused = REFUSED, str(why)
    batch.save()
    return batch.stage == CHECKING


def _read(batch: Import) -> None:
    revision = catalogue.revision(batch.revision_id)
    said = workbook_of(revision)
    asked = sheets(revision.matter, said)
    lists = code_lists(revision.matter.form, province(batch.unit_id, revision.matter), batch.unit_id)
    found = _Lines(batch.digest, asked, said, lists)
    while part := list(islice(found.lines, PART)):
        _keep(batch, part)
    missing = [sheet.title for sheet in asked[:1] if not found.readers.get(0)]
    if missing or not found.rows:
        raise NotTheTemplate(f"“{asked[0].title}”中还没有要导入的行，请下载模板，从第三行开始填写。")
    batch.total, batch.done = found.rows, 0
    batch.sheets = [_kept(number, sheet, found.readers.get(number)) for number, sheet in enumerate(asked)]
    _tell_doubles(batch, found.places, batch.sheets[0]["columns"].index(said.key))
    _tell_lost(batch, asked)


def _keep(batch: Import, part: list[tuple[int, Line]]) -> None:
    """Keeps lines of sheets, in one statement."""
    rows = [
        {
            "sheet": number,
            "row": line.row,
            "key": line.key[:LONGEST_KEY],
            "cells": line.cells,
            "typed": line.typed,
            "faults": [astuple(fault) for fault in line.faults],
        }
        for number, line in part
    ]
    prepared.rows(KEEP, [batch.pk, json.dumps(rows, ensure_ascii=False)])


class _Lines:
    """The lines of a workbook as they come by; afterwards, `readers` by number of the sheet, and of the first sheet the `places` of
    each key, however it is spelled, which are the numbers of its rows, and how many `rows` there were."""

    def __init__(self, digest: str, asked: tuple[Sheet, ...], said: Workbook, lists: CodeLists) -> None:
        self._digest, self._asked, self._said, self._lists = digest, asked, said, lists
        self.readers: dict[int, SheetReader] = {}
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self.rows = 0
        self.lines = self._all()

    def _all(self) -> Iterator[tuple[int, Line]]:
        numbers = {sheet.title: number for number, sheet in enumerate(self._asked)}
        head, row = SheetHead(""), 0
        for line in spreadsheets.lines(files.content(self._digest), LIMITS.largest):
            if isinstance(line, SheetHead):
                head, row = line, 0
                continue
            row += 1
            number = numbers.get(head.title)
            if number is None:
                continue
            if row == 1:
                self.readers[number] = _reader(number, self._asked[number], head, line, self._lists)
            elif found := self.readers[number].line(row, line):
                self._count(number, found)
                yield number, found

    def _count(self, number: int, line: Line) -> None:
        if number == 0:
            self.places[spelled(line.key)].append(line.row)
            self.rows += 1
            if self.rows > self._said.most:
                raise NotTheTemplate(f"一次最多导入 {self._said.most} 行，请分成几个工作簿。")


def _reader(number: int, sheet: Sheet, head: SheetHead, header: Sequence[Any], lists: CodeLists) -> SheetReader:
    """The reader of a sheet. Without the column its rows are known by, nothing of the first sheet can be told apart."""
    reader, key = SheetReader(sheet, head, header, lists), sheet.columns[0]
    if number == 0 and key not in reader.columns:
        raise NotTheTemplate(f"“{sheet.title}”缺少“{key.heading}”这一列，请从模板恢复这一列的表头后重新上传。")
    return reader


def _kept(number: int, sheet: Sheet, reader: SheetReader | None) -> dict[str, object]:
    """What is remembered of a sheet; one that is not in the workbook stands as the template has it."""
    header = reader.header if reader else [column.shown for column in sheet.columns]
    columns = reader.columns if reader else list(sheet.columns)
    lost = [Fault(0, f"缺少工作表“{sheet.title}”，请从模板恢复。", blocks=False)] if not reader and number else []
    faults = list(reader.about_header()) if reader else lost
    return {
        "of": sheet.of,
        "title": sheet.title,
        "header": header,
        "columns": [column.field.key if column else "" for column in columns],
        "faults": [astuple(fault) for fault in faults],
        "examples": list(reader.examples.items()) if reader else [],
    }


def _tell_doubles(batch: Import, places: Mapping[str, Sequence[int]], column: int) -> None:
    """Rows of one key: each names the first few others, since nobody but the filer knows which is right."""
    doubles = {row: same for key, same in places.items() if key and len(same) > 1 for row in same}
    lines = list(rows_of(batch.lines.filter(sheet=0, row__in=list(doubles))))
    keys = Counter(line.key for line in lines)
    for line in lines:
        same = doubles[line.row]
        alike = "（空格、全角半角、大小写不同的，算同一个）" if keys[line.key] < len(same) else ""
        line.faults.append(list(astuple(Fault(column, f"与第 {_others(line.row, same)}行重复{alike}，只能留一行。"))))
    tell(lines)


def _others(row: int, same: Sequence[int]) -> str:
    """The first few rows of one key beside this one, and how many there are where that is not all."""
    named = "、".join(str(other) for other in [each for each in same[: NAMED + 1] if each != row][:NAMED])
    return f"{named} " if len(same) - 1 <= NAMED else f"{named} 行等 {len(same) - 1} "


def _tell_lost(batch: Import, asked: tuple[Sheet, ...]) -> None:
    """Rows of other sheets that belong to no row of the first."""
    known = batch.lines.filter(sheet=0).values("key")
    lost = list(batch.lines.filter(sheet__gt=0).exclude(key="").exclude(key__in=known))
    for line in lost:
        line.faults.append(astuple(Fault(0, f"“{asked[0].title}”中没有“{line.key}”这一行。")))
    ImportLine.objects.bulk_update(lost, ["faults"], batch_size=500)
