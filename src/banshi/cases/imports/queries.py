"""Reading imports: those of the actor's unit, their rows, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from banshi.cases import queries as cases
from banshi.cases import rules
from banshi.cases.imports.plan import workbook_of
from banshi.cases.imports.stages import (
    KEPT,
    LEFT,
    NEW,
    OUTCOMES,
    REPORTED,
    UNCHANGED,
    UPDATE,
    WRONG,
    at_work,
    outcome_of,
)
from banshi.cases.imports.standing import as_now, reasons
from banshi.cases.imports.updating import Update, updates
from banshi.cases.lookups import code_lists, province
from banshi.cases.models import Attachment, Import, ImportLine
from banshi.catalogue import queries as catalogue
from banshi.catalogue.queries import Revision
from banshi.forms.workbooks.layout import Sheet, sheets
from banshi.forms.workbooks.marking import MarkedRow, MarkedSheet, marked
from banshi.forms.workbooks.reading import Fault
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.spreadsheets import column_name

FAULTS = """
SELECT count(*) FILTER (WHERE (fault ->> 2)::boolean), count(*) FILTER (WHERE NOT (fault ->> 2)::boolean)
FROM cases_importline, jsonb_array_elements(faults) AS fault WHERE batch_id = %s AND outcome <> %s
"""
PAGE = 100
MISTAKES = 200
LATEST = 10


@dataclass(frozen=True)
class ImportSight:
    """An import as its unit sees it; `done` of `total` within its stage, `sheets` as they came, `unmatched` scans with why and what might
    have been meant, where a ZIP of them was `scanned`."""

    id: int
    revision: Revision
    unit: int
    name: str
    at: datetime
    stage: str
    total: int
    done: int
    refused: str
    sheets: list[dict[str, Any]]
    scanned: bool
    unmatched: list[list[str]]

    @property
    def working(self) -> str:
        """What the worker is at; empty while it waits for a press."""
        return at_work(self.stage, self.revision.matter.flow.report.title)


@dataclass(frozen=True)
class Counts:
    """How many rows of the form's own sheet stand where, and how many `mistakes` and `hints` there are in all, also in headers and in rows
    of other sheets."""

    new: int
    update: int
    wrong: int
    kept: int
    reported: int
    left: int
    mistakes: int
    hints: int

    @property
    def right(self) -> int:
        """Rows that can be filed."""
        return self.new + self.update


@dataclass(frozen=True)
class Scan:
    """A file of a case: under which material, and its name."""

    material: str
    name: str


@dataclass(frozen=True)
class RowSight:
    """A row of the form's own sheet in the preview; `update` says what of the case that is there it would change, `scans` are
    the files its case has now."""

    row: int
    key: str
    outcome: str
    words: str
    ref: str
    unit: str
    faults: list[Fault]
    update: Update | None
    scans: list[Scan]

    @property
    def stopped(self) -> bool:
        """True where something must be mended before it goes on."""
        return any(fault.blocks for fault in self.faults)


@dataclass(frozen=True)
class Mistake:
    """What is wrong at one cell: sheet, cell (“C5”), heading, words; `row` is the row of the preview to look at, if there is one."""

    sheet: str
    cell: str
    heading: str
    words: str
    blocks: bool
    row: int


def importable(actor: Actor, matter: str) -> Revision:
    """The matter ("pack/matter"), when this actor may file it by workbook. Raises NotFound."""
    revision = catalogue.current(matter)
    if (
        revision.matter.workbook is None
        or actor.restricted
        or not cases.may_file(actor, revision.pack, revision.matter)
    ):
        raise NotFound
    return revision


def imports_of(actor: Actor) -> QuerySet[Import]:
    """The imports of the actor's unit, in the packs in which they hold a role."""
    if actor.unit is None or actor.restricted:
        return Import.objects.none()
    return Import.objects.filter(unit=actor.unit, pack__in=rules.packs_of(actor))


def import_for(actor: Actor, number: int) -> ImportSight:
    """One import. Raises NotFound for what is not theirs."""
    row = imports_of(actor).filter(pk=number).first()
    if row is None or not cases.may_file(actor, row.pack, catalogue.revision(row.revision_id).matter):
        raise NotFound
    return sight_of(row)


def latest(actor: Actor, pack: str, matter: str) -> list[ImportSight]:
    """The last imports of a matter by the actor's unit, newest first."""
    found = imports_of(actor).filter(pack=pack, revision__matter=f"{pack}/{matter}").order_by("-pk")[:LATEST]
    return [sight_of(row) for row in found]


def sight_of(row: Import) -> ImportSight:
    """What is seen of an import."""
    return ImportSight(
        id=row.pk,
        revision=catalogue.revision(row.revision_id),
        unit=row.unit_id,
        name=row.name,
        at=row.at,
        stage=row.stage,
        total=row.total,
        done=row.done,
        refused=row.refused,
        sheets=row.sheets,
        scanned=bool(row.scans),
        unmatched=row.unmatched,
    )


def _lines(batch: ImportSight) -> QuerySet[ImportLine]:
    return ImportLine.objects.filter(batch=batch.id)


def counts_of(batch: ImportSight) -> Counts:
    """How many rows stand where, and what is wrong with them."""
    rows = as_now(_lines(batch).filter(sheet=0), batch.revision.matter).values("now").annotate(count=Count("pk"))
    found = {row["now"]: row["count"] for row in rows}
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, [batch.id, LEFT])
        mistakes, hints = cursor.fetchone()
    headers = [blocks for sheet in batch.sheets for *_, blocks in sheet["faults"]]
    each = {outcome: found.get(outcome, 0) for outcome in (NEW, UPDATE, WRONG, KEPT, REPORTED, LEFT)}
    return Counts(**each, mistakes=mistakes + headers.count(True), hints=hints + headers.count(False))


def faults_of(line: ImportLine) -> list[Fault]:
    """What is wrong with a row: mistakes from left to right, then hints."""
    found = [Fault(column, words, blocks) for column, words, blocks in line.faults]
    return sorted(found, key=lambda fault: (not fault.blocks, fault.column))


def rows(batch: ImportSight, after: int, only: str = "", *, by: Actor) -> list[RowSight]:
    """A page of the preview, after a row, narrowed to an outcome."""
    found = as_now(_lines(batch).filter(sheet=0, row__gt=after), batch.revision.matter).select_related("case")
    found = found.filter(now=only) if only in OUTCOMES else found
    page = list(found.order_by("row")[:PAGE])
    renewed = updates(batch.id, [line for line in page if line.outcome in (UPDATE, WRONG)], by)
    scans = _scans(batch, [line.case_id for line in page if line.case_id])
    stopped = reasons([line for line in page if line.now == LEFT], by)
    return [
        _row(batch, line, renewed.get(line.pk), scans.get(line.case_id or 0, []), stopped.get(line.case_id or 0))
        for line in page
    ]


def _scans(batch: ImportSight, cases: list[int]) -> dict[int, list[Scan]]:
    """The files of cases, by case."""
    listed = batch.revision.matter.materials
    found: dict[int, list[Scan]] = {}
    rows = Attachment.objects.filter(case__in=cases, removed_at=None).order_by("pk") if listed and cases else ()
    for row in rows:
        material = listed.material(row.material) if listed else None
        found.setdefault(row.case_id, []).append(Scan(material.title if material else "", row.name))
    return found


def _row(
    batch: ImportSight, line: Any, update: Update | None, scans: list[Scan], stopped: list[Fault] | None
) -> RowSight:
    case = update.case if update else line.case
    ref, unit = (case.ref, case.unit_name) if case else ("", "")
    would = update if line.outcome == UPDATE else None
    report = batch.revision.matter.flow.report.title
    words = outcome_of(line.now, report) if would is None or would.differs else UNCHANGED
    faults = [] if line.now == REPORTED else stopped or faults_of(line)
    return RowSight(line.row, line.key, line.now, words, ref, unit, faults, would, scans)


def mistakes(batch: ImportSight, *, blocks: bool = True) -> list[Mistake]:
    """What must be mended, or, not blocking, what should be looked at: header by header and row by row, the first `MISTAKES` of it."""
    return list(islice(_mistakes(batch, blocks), MISTAKES))


def _mistakes(batch: ImportSight, blocks: bool) -> Iterator[Mistake]:
    for number, sheet in enumerate(batch.sheets):
        about = [Fault(*fault) for fault in sheet["faults"]]
        yield from (_mistake(batch, number, 1, fault) for fault in about if fault.blocks == blocks)
    main = dict(_lines(batch).filter(sheet=0).exclude(key="").values_list("key", "row")) if batch.sheets[1:] else {}
    lines = _lines(batch).filter(faults__contains=[[blocks]]).exclude(outcome=LEFT)
    for line in lines.order_by("sheet", "row")[:MISTAKES]:
        row = line.row if line.sheet == 0 else main.get(line.key, 0)
        about = [fault for fault in faults_of(line) if fault.blocks == blocks]
        yield from (_mistake(batch, line.sheet, line.row, fault, row) for fault in about)


def _mistake(batch: ImportSight, number: int, at: int, fault: Fault, row: int = 0) -> Mistake:
    sheet = batch.sheets[number]
    heading = sheet["header"][fault.column] if fault.column < len(sheet["header"]) else ""
    return Mistake(sheet["title"], f"{column_name(fault.column)}{at}", heading, fault.words, fault.blocks, row)


def given_back(batch: ImportSight, *, only_wrong: bool = False) -> bytes:
    """The workbook with what is wrong written into it; with `only_wrong`, only the rows that were not imported, with what belongs to
    them. Raises NotFound where none was read."""
    if not batch.sheets:
        raise NotFound
    matter = batch.revision.matter
    said = workbook_of(batch.revision)
    asked = sheets(matter, said)
    lines = _lines(batch).order_by("sheet", "row")
    if only_wrong:
        right = _lines(batch).filter(sheet=0).exclude(outcome=WRONG).exclude(key="")
        lines = lines.exclude(sheet=0, outcome__in=(NEW, UPDATE, KEPT, REPORTED, LEFT))
        lines = lines.exclude(Q(sheet__gt=0) & Q(key__in=right.values("key")))
    marked_rows: dict[int, list[MarkedRow]] = {}
    for line in lines.iterator(1000):
        marked_rows.setdefault(line.sheet, []).append(MarkedRow(line.row, line.cells, faults_of(line)))
    came = [
        _marked_sheet(sheet, kept, marked_rows.get(number, []))
        for number, (sheet, kept) in enumerate(zip(asked, batch.sheets, strict=True))
    ]
    lists = code_lists(matter.form, province(batch.unit, matter), batch.unit)
    return marked(matter, said, came, lists, gaps=not only_wrong)


def _marked_sheet(sheet: Sheet, kept: dict[str, Any], rows: list[MarkedRow]) -> MarkedSheet:
    about_header = [Fault(*fault) for fault in kept["faults"]]
    examples = dict(kept.get("examples", ()))  # imports of earlier editions kept none
    return MarkedSheet(sheet, kept["header"], about_header, rows, examples)
