"""Rows a second of a workbook of cases, from upload to drafts, with every check and an event of each; beside the same rows read and
copied bare."""

import io
import time
from collections.abc import Callable, Iterator

from python_calamine import CalamineWorkbook

from banshi.cases.imports import actions
from banshi.cases.imports.working import go_on
from banshi.catalogue import queries as catalogue
from banshi.forms.workbooks.layout import Sheet, sheets
from banshi.jobs import worker
from banshi.lib import postgres, spreadsheets
from banshi.lib.actor import Actor
from banshi.people import queries as people
from bench.figure import Figure, Goal
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
    bare = _seconds(lambda: _bare(book, len(sheet.columns)))
    ours = _seconds(lambda: _file(book, filer))
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


def _bare(book: bytes, columns: int) -> None:
    """Read in this process and copied into a table of texts, without a check."""
    _, *rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    with postgres.superuser(postgres.NAME) as connection:
        connection.execute(f"CREATE TEMP TABLE bare ({', '.join(f'column_{n} text' for n in range(columns))})")
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
