"""Drawing: a form and a draft become sections of cells that templates can show, to fill in or to read.

`kind` of a cell names its template, `forms/<kind>.html`: text, lines, number, date, choice, choices, picker (one reference), pickers
(several), table. Every cell has an `id` and a `name`; `problems` and `warnings` are words; `shown` is False where a
condition hides it. A table carries a `blank` row, from which a page makes new ones.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from banshi.define import (
    Choice,
    Choices,
    Converted,
    Day,
    Field,
    Form,
    Industry,
    Number,
    Option,
    Organisation,
    Problem,
    Region,
    Section,
    Table,
    Text,
)
from banshi.forms.answers import as_typed, converted, show
from banshi.forms.cleaning import day_in
from banshi.forms.comparing import Change

BLANK_ROW = "00000000"  # the page puts a fresh id in its place when a row is added
Named = Callable[[Field, str], dict[str, str] | None]


@dataclass(frozen=True)
class Cell:
    """One cell. `value` is what the control holds, `text` what people read of it; `change` says that it was "changed" or "added"
    since what it is compared with, where it read `was`; `noted` is what somebody has said of it."""

    address: str
    label: str
    kind: str
    value: Any = ""
    text: str = ""
    hint: str = ""
    unit: str = ""
    also: Converted | None = None
    required: bool = False
    read_only: bool = False
    shown: bool = True
    watched: bool = False
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    chosen: tuple[dict[str, str], ...] = ()
    most: int = 1
    longest: int = 0
    lines: int = 1
    columns: tuple["Cell", ...] = ()
    rows: tuple["DrawnRow", ...] = ()
    blank: "DrawnRow | None" = None
    change: str = ""
    was: str = ""
    noted: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The control's id; a list of mistakes jumps to it."""
        return cell_id(self.address)

    @property
    def grouped(self) -> list[dict[str, Any]]:
        """The options under their headings, as they follow each other."""
        groups = groupby(self.options, key=lambda option: option.group)
        return [{"title": title, "options": list(options)} for title, options in groups]

    @property
    def converted(self) -> str:
        """What stands in the control, in the other unit; empty while it is no number."""
        return converted(self.also, self.value)

    @property
    def described(self) -> str:
        """The ids of what describes the control, for aria-describedby."""
        parts = [(self.noted, "noted"), (self.change, "was"), (self.hint, "hint")]
        parts += [(self.problems, "problem"), (self.warnings, "warning")]
        return " ".join(f"{self.id}-{name}" for there, name in parts if there)


@dataclass(frozen=True)
class DrawnRow:
    """A row of a table."""

    id: str
    number: int
    cells: tuple[Cell, ...]
    change: str = ""
    noted: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnSection:
    """A section with its cells."""

    key: str
    title: str
    hint: str
    shown: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Mistake:
    """One line of the list of mistakes: a link to a cell. A rule's has its code, and the law or standard it comes from."""

    id: str
    label: str
    words: str
    blocks: bool
    code: str = ""
    source: str = ""


@dataclass(frozen=True)
class _Pen:
    """What drawing a cell needs to know beside the field: problems by cell, names of picked codes, what has changed, what was noted at
    which cell or row, and the answers conditions look at."""

    named: Named
    problems: Mapping[str, list[Problem]] = field(default_factory=dict)
    watched: frozenset[str] = frozenset()
    changes: Mapping[str, Change] = field(default_factory=dict)
    noted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registered: Mapping[str, Any] | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


def cell_id(address: str) -> str:
    """The id of the control at an address."""
    return "cell-" + address.replace("/", "-").replace(":", "-")


def draw(
    form: Form,
    draft: Mapping[str, Any],
    problems: Iterable[Problem],
    named: Named,
    registered: Mapping[str, Any] | None = None,
    noted: Mapping[str, tuple[str, ...]] | None = None,
) -> list[DrawnSection]:
    """A form to be filled in, holding what was typed. `named` tells the name behind a picked code; cells that differ from what is
    `registered` say what stands there; what was `noted` at a cell or row stands there, too."""
    by_cell: dict[str, list[Problem]] = {}
    for problem in problems:
        by_cell.setdefault(problem.cell, []).append(problem)
    pen = _Pen(named, by_cell, watched(form), noted=noted or {}, registered=registered, asked=asked(form, draft))
    return [_section(section, draft, pen) for section in form.sections]


def watched(form: Form) -> frozenset[str]:
    """The fields some condition looks at: when one changes, other fields come or go."""
    conditions = [section.when for section in form.sections] + [each.when for each in form.fields()]
    return frozenset(key for condition in conditions if condition for key in condition.keys())  # noqa: SIM118 (a condition is no mapping)


def asked(form: Form, draft: Mapping[str, Any]) -> dict[str, Any]:
    """The typed answers to what is asked: what stays behind in a hidden field shows nothing, as in cleaning."""
    found: dict[str, Any] = {}
    for section in form.sections:
        if section.when is None or section.when.holds(found):
            for each in section.fields:
                if _asked(each, found):
                    found[each.key] = draft.get(each.key)
    return found


def _section(section: Section, draft: Mapping[str, Any], pen: _Pen) -> DrawnSection:
    shown = section.when is None or section.when.holds(pen.asked)
    cells = tuple(_cell(each, draft, pen) for each in section.fields)
    return DrawnSection(section.key, section.title, section.hint, shown, cells)


def _cell(each: Field, draft: Mapping[str, Any], pen: _Pen) -> Cell:
    shown = _asked(each, pen.asked)
    if isinstance(each, Table):
        rows = [row for row in draft.get(each.key) or [] if isinstance(row, dict) and "id" in row]
        return replace(
            _control(each, each.key, None, pen, shown),
            columns=tuple(_control(column, column.key, None, pen, True) for column in each.columns),
            rows=tuple(_row(each, row, number, pen) for number, row in enumerate(rows, 1)),
            blank=_row(each, {"id": BLANK_ROW}, 0, pen),
            most=each.most,
        )
    return _beside(_control(each, each.key, draft.get(each.key), pen, shown), each, pen.registered)


def _beside(cell: Cell, each: Field, registered: Mapping[str, Any] | None) -> Cell:
    """The cell, with what is registered in its place, where that differs."""
    if registered is None or each.key not in registered or as_typed(registered[each.key]) == cell.value:
        return cell
    return replace(cell, change="changed", was=show(each, registered[each.key]))


def _row(table: Table, row: Mapping[str, Any], number: int, pen: _Pen) -> DrawnRow:
    registered = pen.registered and {each["id"]: each for each in pen.registered.get(table.key) or []}
    before = registered.get(row["id"]) if registered else None
    cells = (
        _beside(
            _control(
                column,
                f"{table.key}/{row['id']}/{column.key}",
                row.get(column.key),
                pen,
                _asked(column, row),
            ),
            column,
            before,
        )
        for column in table.columns
    )
    change = "added" if registered and before is None else ""
    return DrawnRow(str(row["id"]), number, tuple(cells), change, pen.noted.get(f"{table.key}/{row['id']}", ()))


def _control(each: Field, address: str, value: Any, pen: _Pen, shown: bool) -> Cell:
    found = pen.problems.get(address, [])
    held, is_day = _held(each, value)
    return Cell(
        address=address,
        label=each.label,
        kind=kind_of(each) if is_day else "text",
        value=held,
        hint=each.hint,
        unit=getattr(each, "unit", ""),
        also=each.also if isinstance(each, Number) else None,
        required=each.required,
        read_only=each.read_only,
        shown=shown,
        watched=each.key in pen.watched,
        problems=tuple(problem.words for problem in found if problem.blocks),
        warnings=tuple(problem.words for problem in found if not problem.blocks),
        options=each.options if isinstance(each, Choice | Choices) else (),
        chosen=_chosen(each, value, pen.named),
        most=each.most if isinstance(each, Industry) else 1,
        longest=each.longest if isinstance(each, Text) else 0,
        lines=each.lines if isinstance(each, Text) else 1,
        noted=pen.noted.get(address, ()),
    )


def _held(each: Field, value: Any) -> tuple[Any, bool]:
    """What the control holds: a day as a calendar takes it, however it was typed; what is no day cannot stand in a calendar, but is not
    lost."""
    if not isinstance(each, Day) or not value:
        return value if value is not None else "", True
    day = day_in(str(value))
    return (day.isoformat(), True) if day else (value, False)


def kind_of(each: Field) -> str:
    """The name of a field's template."""
    if isinstance(each, Text):
        return "lines" if each.lines > 1 else "text"
    for kinds, name in (
        ((Number,), "number"),
        ((Day,), "date"),
        ((Choice,), "choice"),
        ((Choices,), "choices"),
        ((Organisation, Region), "picker"),
        ((Industry,), "pickers"),
        ((Table,), "table"),
    ):
        if isinstance(each, kinds):
            return name
    return "text"


def _chosen(each: Field, value: Any, named: Named) -> tuple[dict[str, str], ...]:
    """What a picker holds, each with its name; a code nobody knows stands with no name, so that it can be seen and mended."""
    if not isinstance(each, Organisation | Region | Industry) or not value:
        return ()
    given = value if isinstance(value, list) else [value]
    return tuple(named(each, str(one)) or {"code": str(one), "name": ""} for one in given)


def read(
    form: Form,
    answers: Mapping[str, Any],
    changes: Iterable[Change] = (),
    noted: Mapping[str, tuple[str, ...]] | None = None,
) -> list[DrawnSection]:
    """A form to be read: cleaned answers as text, without what conditions hide; what `changes` name is marked, what was `noted` stands
    at its cell or row."""
    pen = _Pen(lambda each, code: None, changes={change.address: change for change in changes}, noted=noted or {})
    return [
        DrawnSection(
            section.key,
            section.title,
            "",
            True,
            tuple(_text_cell(each, answers, pen) for each in section.fields if _asked(each, answers)),
        )
        for section in form.sections
        if section.when is None or section.when.holds(answers)
    ]


def _asked(each: Field, answers: Mapping[str, Any]) -> bool:
    return each.when is None or each.when.holds(answers)


def _text_cell(each: Field, answers: Mapping[str, Any], pen: _Pen) -> Cell:
    cell = _told(each, each.key, answers.get(each.key), pen)
    if not isinstance(each, Table):
        return cell
    columns = tuple(_control(column, column.key, None, pen, True) for column in each.columns)
    rows = (answers.get(each.key) or []) if isinstance(each, Table) else []
    return replace(
        cell, columns=columns, rows=tuple(_text_row(each, row, number, pen) for number, row in enumerate(rows, 1))
    )


def _text_row(table: Table, row: Mapping[str, Any], number: int, pen: _Pen) -> DrawnRow:
    own = f"{table.key}/{row['id']}"
    cells = (_told(column, f"{own}/{column.key}", row.get(column.key), pen) for column in table.columns)
    change = pen.changes.get(own)
    return DrawnRow(str(row["id"]), number, tuple(cells), change.kind if change else "", pen.noted.get(own, ()))


def _told(each: Field, address: str, answer: Any, pen: _Pen) -> Cell:
    """A cell to be read, marked where it has changed."""
    change = pen.changes.get(address)
    cell = replace(_control(each, address, None, pen, True), text=show(each, answer))
    return replace(cell, change=change.kind, was=change.before) if change else cell


def mistakes(
    form: Form, draft: Mapping[str, Any], problems: Iterable[Problem], beside: Mapping[str, str]
) -> list[Mistake]:
    """The list of mistakes, errors before warnings, each a link to its cell named as people know it; `beside` names what is no cell of the
    form ("material:key")."""
    listed = [
        Mistake(
            cell_id(each.cell),
            _named_place(form, draft, each.cell, beside),
            each.words,
            each.blocks,
            each.code,
            each.source,
        )
        for each in problems
    ]
    return sorted(listed, key=lambda mistake: not mistake.blocks)


def _named_place(form: Form, draft: Mapping[str, Any], cell: str, beside: Mapping[str, str]) -> str:
    return beside.get(cell, "材料") if ":" in cell else place(form, draft, cell)


def place(form: Form, draft: Mapping[str, Any], cell: str) -> str:
    """A cell as people know it: its label, in a table with the number of its row; empty for what names no cell."""
    table, _, rest = cell.partition("/")
    if not rest:
        return form.label(cell)
    row_id, _, column = rest.partition("/")
    if not column:
        return ""
    numbers = [row.get("id") for row in draft.get(table) or []]
    number = numbers.index(row_id) + 1 if row_id in numbers else 0
    return f"{form.label(table)} 第 {number} 行 {form.label(f'{table}/{column}')}"
