"""Rows a second of a worklist of 100,000 cases made into a workbook, and the memory it takes; beside xlsxwriter with the same rows."""

import io
import resource
from collections.abc import Iterator

import xlsxwriter

from banshi.cases import columns
from banshi.cases.sight import Asked
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.figures import actions
from banshi.figures.working import go_on
from banshi.jobs import worker
from banshi.ledger.tokens import new_token
from banshi.people import queries as people
from bench.figure import Figure, Goal
from bench.generator import generate
from bench.sheets import seconds
from bench.world import World, working_on

CASES = 112_000  # nine in ten have reached the agency or been granted there
NAME = "exporting"
CELLS = ("渝州江河建筑有限公司", "渝州江河建筑有限公司项目", "否", "1000.5", "BM2026-0000001-0", "已通过")


def exporting(world: World) -> Iterator[Figure]:
    """As the worker does it, a part after the other."""
    generate(NAME, CASES, world.lines[0])
    with working_on(NAME):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ours = seconds(lambda: _export(world))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    bare = seconds(_bare)
    yield Figure("exporting.rows_per_second", CASES * 0.8 / ours, CASES * 0.8 / bare)
    yield Figure("exporting.memory_grown_mb", grown, 0, Goal("ours", "<=", 100))


def _export(world: World) -> None:
    by = people.actor_for(people.own_account(world.lines[0].officer.account))
    pages = (page for menu in shelf.pack("life").menus for page in menu.pages)
    listed = next(page for page in pages if isinstance(page, Worklist) and page.key == "reached")
    shown = columns.usual(shelf.pack("life"), listed)
    actions.export_worklist("life", listed, shown, Asked(), by=by, token=new_token())
    while worker.hand_over_next(actions.TO, go_on):
        pass


def _bare() -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(int(CASES * 0.8)):
            for column, text in enumerate(CELLS):
                page.write_string(row, column, text)
