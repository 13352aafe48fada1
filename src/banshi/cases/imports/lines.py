"""The rows of an import as its work takes them: plain values, for there are ten thousand of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from banshi.cases.models import ImportLine

PART = 1000


@dataclass(slots=True)
class Row:
    """A row without its cells: what was typed by field, what is wrong with it, and what would become of it. See `ImportLine`."""

    id: int
    sheet: int
    row: int
    key: str
    typed: dict[str, Any]
    faults: list[list[Any]]
    outcome: str


def rows_of(lines: QuerySet[ImportLine]) -> Iterator[Row]:
    """The rows of these lines, in their order."""
    found = lines.values_list("pk", "sheet", "row", "key", "typed", "faults", "outcome")
    return (Row(*each) for each in found.iterator(PART))
