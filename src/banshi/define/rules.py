"""Rules: what must agree in a filing, as pure functions with their code, source and weight."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from banshi.define.word import Word
from banshi.lib.text import bare

Weight = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """What is wrong at one cell. `cell` is an address: `key`, `table/<row id>/column`, or `material:<key>`."""

    cell: str
    words: str
    weight: Weight | None = None
    code: str = ""
    source: str = ""

    @property
    def blocks(self) -> bool:
        """True when the case cannot be reported with it."""
        return self.weight != "warning"


@dataclass(frozen=True, kw_only=True)
class Lookup(Word):
    """Base of what a rule may ask the house, gathered before it runs and found under `name` in `filing.lookups`."""

    name: str


@dataclass(frozen=True, kw_only=True)
class RecordOf(Lookup):
    """The live record in `register` of the unit the case is about: its answers, or None."""

    register: str


@dataclass(frozen=True, kw_only=True)
class UnitOf(Lookup):
    """The facts (`UNIT_FACTS`) of the organisation chosen in field `of`, in tree `tree`: a dict, or None."""

    of: str
    tree: str


@dataclass(frozen=True, kw_only=True)
class UnitsBelow(Lookup):
    """How many open units stand below the subject in tree `tree`: a number."""

    tree: str


@dataclass(frozen=True, kw_only=True)
class UnitsNamed(Lookup):
    """How many other open units bear the name answered in `of`, however it is spelled: a number."""

    of: str


@dataclass(frozen=True, kw_only=True)
class UnitCoded(Lookup):
    """What the unit is called, open or closed, that has the code answered in `of`: a text, empty when there is none."""

    of: str


@dataclass(frozen=True, kw_only=True)
class CasesOf(Lookup):
    """How many cases of a matter of the same pack about the unit stand in one of `states`: a number."""

    matter: str
    states: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnswersOf(Lookup):
    """What was filed last in the unit's newest case of a matter of the same pack that stands in one of `states`: its answers, or
    None."""

    matter: str
    states: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SameAnswers(Lookup):
    """The other cases of the matter that stand in one of `states` with the same answers to the fields `of`, whose unit ever they are
    about: a list of `OtherCase`. The first of the fields is a text kept as a facet."""

    of: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True)
class OtherCase:
    """Another case as a rule sees it: whether it is about the same unit, and what was filed in it."""

    own: bool
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One row of a table in a filing; reading a cell gives the cleaned answer or None."""

    table: str
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def number(self, column: str) -> Decimal | None:
        """The cell as a number."""
        return as_number(self.cells.get(column))

    def at(self, column: str) -> str:
        """The address of a cell of this row."""
        return f"{self.table}/{self.cells['id']}/{column}"


@dataclass(frozen=True)
class Filing:
    """All a rule may look at: cleaned answers (a cell in error is absent), the materials with their number of files, the facts of
    the unit the case is about, the record it starts from, the keys whose answers differ from it, today, and the look-ups the rule
    declared."""

    answers: Mapping[str, Any]
    today: date
    unit: Mapping[str, Any] = field(default_factory=dict)
    materials: Mapping[str, int] = field(default_factory=dict)
    record: Mapping[str, Any] | None = None
    changed: tuple[str, ...] = ()
    lookups: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.answers.get(key)

    def number(self, key: str) -> Decimal | None:
        """The answer as a number; None where it is missing or wrong."""
        return as_number(self.answers.get(key))

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return [Row(table, cells) for cells in self.answers.get(table) or []]

    def holding(self, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The cells in whose text one of these words stands, each with the word, whatever unseen stands between its characters."""
        for cell, text in self._texts():
            read = bare(text)
            if word := next((word for word in words if word in read), ""):
                yield cell, word

    def _texts(self) -> Iterator[tuple[str, str]]:
        for key, answer in self.answers.items():
            if isinstance(answer, str):
                yield key, answer
            elif isinstance(answer, list):
                rows = (Row(key, cells) for cells in answer if isinstance(cells, dict))
                yield from (
                    (row.at(column), text)
                    for row in rows
                    for column, text in row.cells.items()
                    if isinstance(text, str)
                )

    def total(self, table: str, column: str) -> Decimal:
        """The sum of a column; empty cells count as nothing."""
        return sum((row.number(column) or Decimal(0) for row in self.rows(table)), Decimal(0))


def as_number(text: Any) -> Decimal | None:
    """A decimal string as a number."""
    try:
        return Decimal(text) if text not in (None, "") else None
    except (InvalidOperation, TypeError, ValueError):
        return None


Check = Callable[[Filing], Iterable[Problem]]


def _no_check(filing: Filing) -> Iterable[Problem]:
    raise LookupError("a rule read back from a snapshot needs today's code: open it through the catalogue")


@dataclass(frozen=True, kw_only=True)
class Rule(Word):
    """One rule, asked when a case is reported or, with `on`, when one of these moves takes it from the superiors or ends it. `about` names
    the cells its problems point at (`table/column` for a column); `check` is code and therefore not part of a snapshot: a stored matter
    runs today's."""

    code: str
    title: str
    about: tuple[str, ...]
    check: Check = field(default=_no_check, compare=False, metadata={"code": True})
    weight: Weight = "error"
    source: str = ""
    lookups: tuple[Lookup, ...] = ()
    on: tuple[str, ...] = ()

    @property
    def has_check(self) -> bool:
        """False for a rule of an older revision that today's pack has given up: it is judged no more."""
        return self.check is not _no_check

    def problems(self, filing: Filing) -> Iterator[Problem]:
        """What this rule finds, each problem with the rule's code and, unless it brings its own, with its weight and source."""
        for problem in self.check(filing):
            yield replace(
                problem, weight=problem.weight or self.weight, code=self.code, source=problem.source or self.source
            )
