"""What events are about, as people call it: from a number, a code or a user name to the stream, and back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from banshi.cases import audit as cases
from banshi.ledger.queries import EventRow
from banshi.lib.actor import Actor
from banshi.papers import audit as papers
from banshi.people import audit as people
from banshi.people.accounts import confirmations
from banshi.web.console import roles, titles
from banshi.web.console.labels import SAID_ALREADY, label, text

NAMES: dict[str, Callable[[Actor, Collection[int]], dict[int, str]]] = {
    "case": cases.refs,
    "paper": papers.numbers,
    "unit": people.unit_names,
    "account": people.usernames,
}
Finds = dict[str, Callable[[Actor, str], tuple[int, ...]]]
WHOLE: Finds = {
    "case": cases.cases_called,
    "paper": papers.papers_called,
    "unit": people.units_called,
    "account": people.accounts_called,
}
PART: Finds = {"unit": people.units_like, "account": people.accounts_like}
# What says something by its id, and what of: that is told by its name.
REFERS = {
    "unit": "unit",
    "subject": "unit",
    "parent": "unit",
    "files": "unit",
    "holder": "account",
    "account": "account",
    "case": "case",
    "paper": "paper",
}
Names = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True)
class Told:
    """An event for people: its title, whom it was done by, what it is about (`family` in words, `name`, and what finds it), and what
    else it says, label and text."""

    row: EventRow
    title: str
    person: str
    family: str
    name: str
    finds: str
    more: list[tuple[str, str]]


def streams(actor: Actor, called: str) -> tuple[str, ...]:
    """The streams of what is called so, or else of what has that in its name; a stream's own name is taken, too. None where there is
    nothing."""
    if called.partition(":")[0] in titles.FAMILIES:
        return (called,)
    for finds in (WHOLE, PART):
        for family, find in finds.items():
            if found := find(actor, called):
                return tuple(f"{family}:{each}" for each in found)
    return ()


def told(actor: Actor, rows: Iterable[EventRow]) -> list[Told]:
    """Events for people; one statement for each kind of thing they are about."""
    rows = list(rows)
    names = _names(actor, rows)
    return [_told(row, names) for row in rows]


def _told(row: EventRow, names: Names) -> Told:
    family, key = _about(row)
    name = names.get(family, {}).get(key, "") or names["account"].get(row.data.get("account", 0), "")
    found = {"case": name, "paper": name, "unit": names["code"].get(key, "")}
    return Told(
        row=row,
        title=titles.title(row),
        person=names["account"].get(row.actor.get("account", 0), ""),
        family=titles.FAMILIES.get(family, family),
        name=name,
        finds=found.get(family) or row.stream,
        more=_more(row.data, names),
    )


def _about(row: EventRow) -> tuple[str, int]:
    family, _, key = row.stream.partition(":")
    return family, int(key) if family in NAMES else 0


def _names(actor: Actor, rows: Iterable[EventRow]) -> Names:
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        family, key = _about(row)
        ids[family].add(key)
        ids["account"].add(row.actor.get("account", 0))
        for key_, value in row.data.items():
            if key_ in REFERS and isinstance(value, int):
                ids[REFERS[key_]].add(value)
    found = {family: names(actor, ids[family]) for family, names in NAMES.items()}
    return found | {"code": people.unit_codes(actor, ids["unit"])}


def _more(data: dict[str, Any], names: Names) -> list[tuple[str, str]]:
    return [
        (label(key), _text(key, value, names))
        for key, value in data.items()
        if key not in SAID_ALREADY and value not in ("", None, [], {})
    ]


def _text(key: str, value: Any, names: Names) -> str:
    if key in REFERS and isinstance(value, int):
        return names[REFERS[key]].get(value, str(value))
    if key == "action":
        return confirmations.ACTIONS.get(value, str(value))
    if key in ("role", "roles"):
        return "、".join(map(roles.words, [value] if isinstance(value, str) else value))
    return text(value)
