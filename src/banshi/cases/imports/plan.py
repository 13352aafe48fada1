"""What the rows of an import come to: which unit, which draft, what the draft would hold, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import connection

from banshi.cases import queries, rules
from banshi.cases.imports.holding import holders
from banshi.cases.imports.lines import Row, rows_of
from banshi.cases.judging import first_draft, judge
from banshi.cases.lookups import About, foresee
from banshi.cases.models import Case, Import
from banshi.catalogue import queries as catalogue
from banshi.catalogue.queries import Revision
from banshi.define import Choices, Problem, Workbook
from banshi.forms.cleaning import clean_cell
from banshi.forms.workbooks.layout import NOTES, Sheet, sheets
from banshi.forms.workbooks.reading import Fault
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.spelled import Spelled, spelled
from banshi.people import queries as people
from banshi.records import queries as records

NOT_YOURS = "您不能为这个单位填报：它不在您的填报范围内，或者代码不对。"
NOT_ASKED = "按其他栏所填的，这一栏不用填，已略去。"
# The newest case of each key, of every spelling of it. The keys go along as values: as a query the database would read them anew for every
# draft.
DRAFTS = f"""
SELECT max(id) FROM cases_case WHERE filing_unit_id = %s AND matter = %s AND NOT ended
    AND {Spelled.template % {"expressions": "draft ->> %s"}} = ANY(%s::text[]) GROUP BY draft ->> %s
"""  # noqa: S608 (a function of ours)


@dataclass
class Entry:
    """A row with the rows of other sheets that belong to it, the unit and draft it is about, the case that holds its key for good, and
    what the draft would hold."""

    line: Row
    below: list[Row] = field(default_factory=list)
    subject: int = 0
    case: Case | None = None
    holder: Case | None = None
    draft: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Row] = field(default_factory=dict)  # rows of tables by "table/row id"


class Beginning(NamedTuple):
    """What is known of a unit before anything is typed: its facts, the record a case about it starts from, and the draft they make."""

    facts: dict[str, Any]
    record: Mapping[str, Any] | None
    draft: dict[str, Any]


class Plan:
    """A part of an import's rows, looked up together."""

    def __init__(self, batch: Import, lines: Sequence[Row], by: Actor) -> None:
        self.batch, self.by = batch, by
        self.revision = catalogue.revision(batch.revision_id)
        self.matter = self.revision.matter
        self.workbook = workbook_of(self.revision)
        self.sheets: tuple[Sheet, ...] = sheets(self.matter, self.workbook)
        self.today = clock.today()
        self._given = {key: self._typed(key, text) for key, text in self.workbook.given.items()}
        self._known: dict[int, Beginning] = {}
        self._about = About(self.revision.pack, self.matter, 0)
        foresee(self._about, [self._given, *map(self._typed_in, lines)])
        keys = sorted({line.key for line in lines if line.key})
        below: dict[str, list[Row]] = {}
        for row in self._below(keys):
            below.setdefault(row.key, []).append(row)
        units, drafts = self._units(keys), self._drafts(keys)
        held = holders(self.matter, self.workbook.key, units, by.own_unit) if units else {}
        self.entries = [
            Entry(line, below.get(line.key, []), units.get(line.key, 0), drafts.get(line.key), held.get(line.key))
            for line in lines
        ]

    def _units(self, keys: Sequence[str]) -> dict[str, int]:
        """The unit each key is about, where the actor may file for it."""
        said = self.workbook.filed_by(self.matter.may_file)
        if not queries.may_file(self.by, self.revision.pack, self.matter):
            return {}
        key = self.matter.form.field(self.workbook.key)
        if key and key.fact == "code":
            return people.units_filed_for(self.by, said, keys)
        own = self.by.own_unit
        return dict.fromkeys(keys, own) if people.may_file_for(self.by, own, said) else {}

    def _below(self, keys: Sequence[str]) -> Iterable[Row]:
        """The rows of other sheets that belong to these."""
        if len(self.sheets) == 1:
            return ()
        return rows_of(self.batch.lines.filter(sheet__gt=0, key__in=keys).order_by("sheet", "row"))

    def _drafts(self, keys: Sequence[str]) -> dict[str, Case]:
        """The cases of these keys that this unit has under way, the newest of each; one whose key is only spelled otherwise where none
        has it to the letter."""
        key, alike = self.workbook.key, {each: spelled(each) for each in keys}
        with connection.cursor() as cursor:
            cursor.execute(DRAFTS, [self.by.own_unit, self.revision.key, key, list(alike.values()), key])
            found = [number for (number,) in cursor]
        rows = Case.objects.filter(pk__in=found).order_by("pk") if found else ()
        same = {row.draft[key]: row for row in rows}
        cases = {spelled(each): row for each, row in same.items()} | same
        return {each: case for each in keys if (case := cases.get(each) or cases.get(alike[each]))}

    def _typed(self, key: str, text: str) -> Any:
        """A given answer as a page would have sent it."""
        return [text] if isinstance(self.matter.form.field(key), Choices) else text

    def _typed_in(self, line: Row) -> dict[str, Any]:
        """What stands in a row, the column it is known by included."""
        return {self.workbook.key: line.key, **line.typed}

    def known(self, subject: int) -> Beginning:
        """What a case about a unit begins with."""
        if subject not in self._known:
            register = self.matter.begins_with
            live = records.live(subject, register) if register else None
            facts, record = queries.unit_facts(subject, self.matter, self.by), live.answers if live else None
            self._known[subject] = Beginning(facts, record, first_draft(self.matter.form, facts, record))
        return self._known[subject]

    def may_change(self, case: Case) -> bool:
        """True for a draft, and for what was returned and the actor may take up again."""
        flow = self.matter.flow
        state = flow.state(case.state)
        move = flow.taking_up(state)
        return state.editable or (move is not None and rules.in_role(self.by, self.revision.pack, move.by))

    def fill(self, entry: Entry) -> None:
        """Puts together the draft the row would come to: what is there, what the workbook gives, what was typed, whole tables."""
        before = entry.case.draft if entry.case else self.known(entry.subject).draft
        entry.draft = before | self._given | self._typed_in(entry.line)
        entry.notes = dict(entry.case.notes) if entry.case else {}
        for number, sheet in enumerate(self.sheets[1:], start=1):
            rows = [row for row in entry.below if row.sheet == number]
            if sheet.of == NOTES:
                _note(entry, rows)
            elif rows:
                entry.draft[sheet.of] = list(_table(entry, sheet.of, rows, before.get(sheet.of) or []))

    def about(self, entry: Entry) -> About:
        """What the look-ups of a row are asked for; all rows share what was found."""
        return replace(self._about, subject=entry.subject, case=entry.case.pk if entry.case else None)

    def faults(self, entry: Entry) -> Iterator[tuple[Row, Fault]]:
        """What is wrong with a filled row, each at the row and column where it stands."""
        facts, record, _ = self.known(entry.subject)
        judged = judge(self.about(entry), entry.draft, entry.notes, {}, facts, record, self.today)
        for problem in judged.problems:
            if not problem.cell.startswith("material:"):  # scans come later
                yield self._at(entry, problem)
        known = judged.answers.keys() | {problem.cell for problem in judged.problems}
        for key in (key for key, typed in entry.line.typed.items() if typed and key not in known):
            yield entry.line, Fault(self.column(0, key), NOT_ASKED, blocks=False)
        for row in entry.below:
            if self.sheets[row.sheet].of == NOTES:
                yield from ((row, fault) for fault in self._about_notes(row))

    def _at(self, entry: Entry, problem: Problem) -> tuple[Row, Fault]:
        table, _, column = problem.cell.rpartition("/")
        line = entry.places.get(table, entry.line)
        return line, Fault(self.column(line.sheet, column), problem.words, problem.blocks)

    def _about_notes(self, row: Row) -> Iterator[Fault]:
        for column in self.sheets[row.sheet].columns[1:]:
            _, words = clean_cell(column.field, row.typed.get(column.field.key), lambda field, code: None)
            if words:
                yield Fault(self.column(row.sheet, column.field.key), words)

    def column(self, sheet: int, key: str) -> int:
        """Where a field's column stands in the workbook as it came; the first where it has none."""
        placed: list[str] = self.batch.sheets[sheet]["columns"]
        return placed.index(key) if key in placed else 0


def _note(entry: Entry, rows: Sequence[Row]) -> None:
    for row in rows:
        said = {key: value for key, value in row.typed.items() if key != "material"}
        material = row.typed.get("material", "")
        entry.notes[material] = entry.notes.get(material, {}) | said


def _table(
    entry: Entry, table: str, rows: Sequence[Row], before: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The rows of a table. They keep the ids of the rows whose place they take; a new one is numbered by its place in the workbook."""
    for at, row in enumerate(rows):
        own = str(before[at]["id"]) if at < len(before) else f"{row.row:08x}"
        entry.places[f"{table}/{own}"] = row
        yield {"id": own, **row.typed}


def workbook_of(revision: Revision) -> Workbook:
    """What a matter that is filed by workbook says of it."""
    if revision.matter.workbook is None:
        raise LookupError(revision.key)
    return revision.matter.workbook
