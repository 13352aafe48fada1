"""Rows a second of a list of units, with every check and an event of each, beside the same rows read and copied bare."""

from collections.abc import Iterator

from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.people import actions
from banshi.people.units.importing import COLUMNS, MOST
from bench.figure import Figure, Goal
from bench.people import TREE, Line, code
from bench.sheets import read_and_copied, seconds
from bench.world import World

FIRST = 9_000_000
CHILDREN = 20  # of each unit

Row = tuple[str, ...]


def importing(world: World) -> Iterator[Figure]:
    """As large a workbook as is taken at once."""
    workbook = spreadsheets.write(COLUMNS, _rows(world.lines[0]), "单位")
    bare = seconds(lambda: read_and_copied(workbook, len(COLUMNS)))
    ours = seconds(lambda: actions.import_units(workbook, tree=TREE, by=SYSTEM))
    yield Figure("importing.units_per_second", MOST / ours, MOST / bare, Goal("ours", ">=", 3000))
    read = seconds(lambda: spreadsheets.read(workbook))
    yield Figure("importing.rows_read_per_second", MOST / read, MOST / bare)


def _rows(line: Line) -> Iterator[Row]:
    """Units below the line's own, each the parent of some others."""
    for number in range(MOST):
        parent = code(FIRST + (number - 1) // CHILDREN) if number else line.code
        yield f"渝州第{number}公司", code(FIRST + number), "", parent, "", ""
