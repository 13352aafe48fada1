"""What a form's pickers and a pack's rules may ask the rest of the house, answered for one case."""

from collections.abc import Callable
from typing import Any

from banshi.catalogue import queries as catalogue
from banshi.define import (
    Field,
    Industry,
    Lookup,
    Matter,
    Organisation,
    RecordOf,
    Region,
    UnitCoded,
    UnitOf,
    UnitsBelow,
    UnitsNamed,
)
from banshi.people import queries as people
from banshi.records import queries as records

PAGE = 20
Reference = dict[str, str]
Resolve = Callable[[Field, str], Reference | None]


def resolver(subject: int) -> Resolve:
    """A function that turns a code in a picker's field into {"code", "name"}, or None where the field may not hold it."""

    def resolve(field: Field, code: str) -> Reference | None:
        if isinstance(field, Region):
            return catalogue.code("region", code)
        if isinstance(field, Industry):
            return catalogue.code("industry", code)
        if isinstance(field, Organisation):
            return people.pickable(subject, field.tree, field.among, code)
        return None

    return resolve


def choices(subject: int, field: Field, text: str, after: str) -> list[Reference]:
    """A page of what may be picked in a field, by part of the name or the beginning of the code; `after` is the code where the last
    page ended."""
    if isinstance(field, Region):
        return catalogue.find_codes("region", text, after)
    if isinstance(field, Industry):
        return catalogue.find_codes("industry", text, after)
    if isinstance(field, Organisation):
        return people.find_pickable(subject, field.tree, field.among, text, after)
    return []


def gathered(matter: Matter, subject: int, answers: dict[str, Any]) -> dict[str, Any]:
    """Every look-up the rules of a matter declare, by name."""
    wanted = {lookup.name: lookup for rule in matter.rules for lookup in rule.lookups}
    return {name: _answer(lookup, subject, answers) for name, lookup in wanted.items()}


def _answer(lookup: Lookup, subject: int, answers: dict[str, Any]) -> Any:
    if isinstance(lookup, RecordOf):
        found = records.live(subject, lookup.register)
        return found.answers if found else None
    if isinstance(lookup, UnitOf) and (chosen := answers.get(lookup.of)):
        return people.facts_by_code(chosen["code"], lookup.tree)
    if isinstance(lookup, UnitsBelow):
        return people.units_below(subject, lookup.tree)
    if isinstance(lookup, UnitCoded):
        return people.name_of_code(str(answers.get(lookup.of, "")))
    if isinstance(lookup, UnitsNamed):
        return people.others_named(str(answers.get(lookup.of, "")), subject)
    return None
