"""Comparing: where two sets of cleaned answers of one form differ, cell by cell and row by row, as people read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from banshi.define import Field, Form, Table
from banshi.forms.answers import show

Kind = Literal["changed", "added", "removed"]


@dataclass(frozen=True)
class Change:
    """One difference. `address` is a cell's ("key", "table/row/column") or, for a row that came or went, the row's
    ("table/row"); `before` and `after` are what people read there."""

    address: str
    label: str
    before: str
    after: str
    kind: Kind = "changed"

    @property
    def words(self) -> str:
        """What became of it, as people read it."""
        if self.kind == "added":
            return f"新增“{self.after}”"
        return f"去掉“{self.before}”" if self.kind == "removed" else become(self.before, self.after)


def become(before: str, after: str) -> str:
    """What became of a text, in the same words wherever two are compared."""
    if before and after:
        return f"从“{before}”改为“{after}”"
    return f"原来没有填，改为“{after}”" if after else f"原来是“{before}”，改为不填"


def differences(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every difference, in the order of the form. Answers that read the same are the same."""
    return [
        change
        for field in form.fields()
        for change in (_table(field, before, after) if isinstance(field, Table) else _cell(field, before, after))
    ]


def _cell(field: Field, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    was, now = show(field, before.get(field.key)), show(field, after.get(field.key))
    if was != now:
        yield Change(field.key, field.label, was, now)


def _table(table: Table, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Rows are matched by their permanent ids; numbers are those of the later table, of gone rows those of the earlier.

    Their order is no answer: no page lets anybody arrange rows, and no check or total comes out otherwise for it. So the same rows in
    another order are the same table, and nobody is told of a change in which nothing reads otherwise.
    """
    was = {row["id"]: row for row in before.get(table.key) or []}
    now = {row["id"]: row for row in after.get(table.key) or []}
    for number, (own, row) in enumerate(now.items(), 1):
        label = f"{table.label} 第 {number} {table.row}"
        if own not in was:
            yield Change(f"{table.key}/{own}", label, "", summary(table, row), "added")
            continue
        for change in (change for column in table.columns for change in _cell(column, was[own], row)):
            yield Change(f"{table.key}/{own}/{change.address}", f"{label} {change.label}", change.before, change.after)
    for number, (own, row) in enumerate(was.items(), 1):
        if own not in now:
            yield Change(
                f"{table.key}/{own}", f"{table.label} 原第 {number} {table.row}", summary(table, row), "", "removed"
            )


def summary(table: Table, row: Mapping[str, Any]) -> str:
    """A row in one line: its filled cells."""
    told = ((column.label, show(column, row.get(column.key))) for column in table.columns)
    return "；".join(f"{label} {text}" for label, text in told if text)
