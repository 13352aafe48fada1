"""Merging: two colleagues in one draft. Each sends the cells they changed; a cell the other has changed meanwhile is left as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from banshi.define import Field, Form, Table

ROWS = "rows"  # "table/rows" stands for which rows there are, and in which order


@dataclass
class Merged:
    """The draft with what could be taken, the addresses that were, and those that were not because somebody else was there."""

    draft: dict[str, Any]
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def merge(
    form: Form,
    draft: Mapping[str, Any],
    typed: Mapping[str, Any],
    changed: Iterable[str],
    later: frozenset[str],
) -> Merged:
    """Takes the `changed` cells from what was `typed`; `later` are the addresses changed by others since the page was drawn (a row
    that was added then stands there as "table/row")."""
    found = Merged(dict(draft))
    rows_first = sorted(dict.fromkeys(changed), key=lambda each: not each.endswith(f"/{ROWS}"))
    for address in rows_first:
        free = address not in later or address.endswith(f"/{ROWS}")  # rows that came and went on both sides agree
        taken = free and _take(form, found.draft, typed, address, later)
        (found.kept if taken else found.refused).append(address)
    return found


def _take(form: Form, draft: dict[str, Any], typed: Mapping[str, Any], address: str, later: frozenset[str]) -> bool:
    key, _, rest = address.partition("/")
    asked = form.field(key)
    if asked is None or asked.read_only or key not in typed:
        return False
    if not isinstance(asked, Table):
        draft[key] = typed[key]
        return True
    if rest == ROWS:
        draft[key] = _rows(key, draft.get(key) or [], typed[key], later)
        return True
    return _cell(draft.get(key) or [], typed[key], rest)


def _rows(
    key: str, before: list[dict[str, Any]], typed: list[dict[str, Any]], later: frozenset[str]
) -> list[dict[str, Any]]:
    """The rows as typed, each with its cells as they stand; rows others have added since come after them."""
    known = {row["id"]: row for row in before}
    listed = {row["id"] for row in typed}
    added = [row for row in before if row["id"] not in listed and f"{key}/{row['id']}" in later]
    return [known.get(row["id"], row) for row in typed] + added


def _cell(rows: list[dict[str, Any]], typed: list[dict[str, Any]], address: str) -> bool:
    own, _, column = address.partition("/")
    row = next((each for each in rows if each["id"] == own), None)
    given = next((each for each in typed if each["id"] == own), None)
    if row is None or given is None or column not in given:
        return False
    row[column] = given[column]
    return True


def touched(draft: Mapping[str, Any], before: Mapping[str, Any], kept: Iterable[str]) -> list[str]:
    """The addresses to be marked: what was kept, and each row that came with a list of rows."""
    marked = list(kept)
    for address in kept:
        key, _, rest = address.partition("/")
        if rest == ROWS:
            there = {row["id"] for row in before.get(key) or []}
            marked += [f"{key}/{row['id']}" for row in draft[key] if row["id"] not in there]
    return marked


def differing(form: Form, draft: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """The addresses at which a draft that was saved whole differs from the one before, as `touched`. What was empty and is, is no
    difference."""
    found = [address for key in draft for address in _differing(form.field(key), key, draft[key], before.get(key))]
    return touched(draft, before, found)


def _differing(asked: Field | None, key: str, now: Any, then: Any) -> list[str]:
    if (now or "") == (then or ""):
        return []
    if not isinstance(asked, Table):
        return [key]
    known = {row["id"]: row for row in then or []}
    both = [(row, known[row["id"]]) for row in now or [] if row["id"] in known]
    cells = [f"{key}/{new['id']}/{name}" for new, old in both for name in new if _unlike(new, old, name)]
    return cells if [row["id"] for row in now or []] == [*known] else [f"{key}/{ROWS}", *cells]


def _unlike(new: Mapping[str, Any], old: Mapping[str, Any], name: str) -> bool:
    return (new.get(name) or "") != (old.get(name) or "")


def differing_notes(notes: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """As `differing`, for what is noted about materials."""
    return [f"{key}/{name}" for key, each in notes.items() for name in each if _unlike(each, before.get(key, {}), name)]


def merge_notes(
    notes: Mapping[str, Any], typed: Mapping[str, Any], changed: Iterable[str], later: frozenset[str]
) -> Merged:
    """As `merge`, for what is noted about materials: an address is "material/note"."""
    found = Merged({key: dict(each) for key, each in notes.items()})
    for address in dict.fromkeys(changed):
        key, _, name = address.partition("/")
        if address in later or name not in typed.get(key, {}):
            found.refused.append(address)
            continue
        found.draft.setdefault(key, {})[name] = typed[key][name]
        found.kept.append(address)
    return found
