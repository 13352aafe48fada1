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
MATTER, COMPARED = "life/request", "life/compared"

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
    """As the worker does it, a part after the other; then with a rule that looks at what all others have filed."""
    filer = people.actor_for(people.own_account(world.lines[0].filer.account))
    book, columns = book_of(ROWS)
    bare = seconds(lambda: read_and_copied(book, columns))
    ours = seconds(lambda: file(book, filer))
    yield Figure("workbooks.rows_per_second", ROWS / ours, ROWS / bare, Goal("ours", ">=", 3000))
    compared = seconds(lambda: file(book, filer, COMPARED))
    yield Figure("workbooks.compared_rows_per_second", ROWS / compared, ROWS / ours)


def book_of(rows: int) -> tuple[bytes, int]:
    """A workbook of so many cases, and how many columns it has."""
    said = catalogue.current(MATTER).matter
    if said.workbook is None:
        raise LookupError(MATTER)
    (sheet,) = sheets(said, said.workbook)
    shown = [column.shown for column in sheet.columns]
    return spreadsheets.write(shown, _rows(sheet, rows), sheet.title), len(shown)


def _rows(sheet: Sheet, rows: int) -> Iterator[list[str]]:
    for number in range(rows):
        yield [f"第{number}个项目", *(CELLS.get(column.field.key, "如实填写") for column in sheet.columns[1:])]


def file(book: bytes, filer: Actor, matter: str = MATTER) -> None:
    """Uploaded, checked, confirmed, filed."""
    batch = actions.take_in(matter, io.BytesIO(book), "bench.xlsx", by=filer)
    _work()
    actions.file(batch, only_correct=False, by=filer)
    _work()


def _work() -> None:
    """The worker, until nothing is left to do."""
    while worker.hand_over_next(actions.TO, go_on):
        pass
