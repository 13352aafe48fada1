"""Rows a second of a workbook of cases, from upload to drafts, with every check and an event of each; beside the same rows read and
copied bare."""

import io
from collections.abc import Iterator

from banshi.cases.imports import actions
from banshi.cases.imports.working import go_on
from banshi.catalogue import queries as catalogue
from banshi.forms.workbooks.layout import Sheet, sheets
from banshi.jobs import worker
from banshi.lib import spreadsheets
from banshi.lib.actor import Actor
from banshi.people import queries as people
from bench.figure import Figure, Goal
from bench.sheets import read_and_copied, seconds
from bench.world import World

ROWS = 10_000
MATTER = "life/request"

# What stands in every row, beside the key.
CELLS = {
    "reason": "设备老化，需要更新。",
    "phone": "13800000000",
    "urgent": "否",
    "begins": "2026-01-01",
    "ends": "2026-12-31",
    "own": "60",
    "borrowed": "40",
    "total": "100",
    "people": "3",
}


def workbooks(world: World) -> Iterator[Figure]:
    """As the worker does it, a part after the other."""
    filer = people.actor_for(people.own_account(world.lines[0].filer.account))
    said = catalogue.current(MATTER).matter
    if said.workbook is None:
        raise LookupError(MATTER)
    (sheet,) = sheets(said, said.workbook)
    book = spreadsheets.write([column.shown for column in sheet.columns], _rows(sheet), sheet.title)
    bare = seconds(lambda: read_and_copied(book, len(sheet.columns)))
    ours = seconds(lambda: _file(book, filer))
    yield Figure("workbooks.rows_per_second", ROWS / ours, ROWS / bare, Goal("ours", ">=", 3000))


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    for number in range(ROWS):
        yield [f"第{number}个项目", *(CELLS.get(column.field.key, "如实填写") for column in sheet.columns[1:])]


def _file(book: bytes, filer: Actor) -> None:
    """Uploaded, checked, confirmed, filed."""
    batch = actions.take_in(MATTER, io.BytesIO(book), "bench.xlsx", by=filer)
    _work()
    actions.file(batch, only_correct=False, by=filer)
    _work()


def _work() -> None:
    """The worker, until nothing is left to do."""
    while worker.hand_over_next(actions.TO, go_on):
        pass
