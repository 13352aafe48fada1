"""Rows a second of a list of units, with every check and an event of each, beside the same rows read and copied bare."""

import io
import time
from collections.abc import Callable, Iterator

from python_calamine import CalamineWorkbook

from banshi.lib import postgres, spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.people import actions
from banshi.people.importing import COLUMNS, MOST
from bench.figure import Figure, Goal
from bench.people import TREE, Line, code
from bench.world import World

FIRST = 9_000_000
CHILDREN = 20  # of each unit

Row = tuple[str, ...]


def importing(world: World) -> Iterator[Figure]:
    """As large a workbook as is taken at once."""
    workbook = spreadsheets.write(COLUMNS, _rows(world.lines[0]), "单位")
    bare = _seconds(lambda: _bare(workbook))
    ours = _seconds(lambda: actions.import_units(workbook, tree=TREE, by=SYSTEM))
    yield Figure("importing.units_per_second", MOST / ours, MOST / bare, Goal("ours", ">=", 3000))
    read = _seconds(lambda: spreadsheets.read(workbook))
    yield Figure("importing.rows_read_per_second", MOST / read, MOST / bare)


def _rows(line: Line) -> Iterator[Row]:
    """Units below the line's own, each the parent of some others."""
    for number in range(MOST):
        parent = code(FIRST + (number - 1) // CHILDREN) if number else line.code
        yield f"渝州第{number}公司", code(FIRST + number), "", parent, "", ""


def _bare(workbook: bytes) -> None:
    """Read in this process and copied into a table of texts, without a check."""
    _, *rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    with postgres.superuser(postgres.NAME) as connection:
        connection.execute(f"CREATE TEMP TABLE bare ({', '.join(f'column_{n} text' for n in range(len(COLUMNS)))})")
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
