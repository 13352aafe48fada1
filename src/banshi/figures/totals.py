"""Totals: what was counted of a matter, broken down. The agency sees all that was reported under its first-level units, each of these its
own."""

from collections import Counter as Sums
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from banshi.cases import counting
from banshi.catalogue import queries as catalogue
from banshi.define import Choice, Dimension, Matter, Pack, Region, Totals
from banshi.figures.queries import By, by_value, counted, in_all
from banshi.ledger import queries as ledger
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import queries as people

UNSAID = "（未填）"


@dataclass(frozen=True)
class Row:
    """One value of a dimension: for each counter how many cases and, where something is measured, how much in all."""

    value: str
    title: str
    counts: tuple[int, ...]
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Sight:
    """Totals as one actor sees them: the rows, and what they add up to; `tops` are the first-level units they may be narrowed to, by
    code."""

    rows: tuple[Row, ...]
    sum: Row
    tops: Mapping[str, str]


def totals(actor: Actor, pack: Pack, page: Totals, dimension: Dimension, top: str = "") -> Sight:
    """Totals by one of the page's dimensions, of the first-level unit of that code or of all the actor reaches. Raises NotFound for who
    reaches none, and for a unit that is not among them."""
    matter, key = pack.matter(page.matter), f"{pack.key}/{page.matter}"
    tops = _tops(actor, key, matter.may_file.tree)
    if top and top not in tops:
        raise NotFound
    asked = [top] if top else list(tops)
    counts, amounts = (_kept(key, dimension, asked, suffix) for suffix in ("", counting.AMOUNTS))
    titles = _titles(matter, dimension, counts, tops)
    rows = [_row(page, value, title, counts[value], amounts.get(value, {})) for value, title in titles.items()]
    total = _row(page, "", "合计", in_all(counts, counts), in_all(amounts, amounts))
    return Sight(tuple(row for row in rows if any(row.counts)), total, tops)


def _tops(actor: Actor, matter: str, tree: str) -> dict[str, str]:
    """The first-level units an actor reaches and what they are called, by code: all of an agency's under which anything was reported,
    or the actor's own."""
    if actor.unit is None or actor.restricted:
        raise NotFound
    place = people.unit_facts(actor.unit, tree)
    if place["tier"] == 1:
        return {place["code"]: place["name"]}
    if place["tier"] != 0:
        raise NotFound
    return people.standing_below(actor.unit, tree, by_value(ledger.tallies_of([counting.of_tops(matter)])))


def _kept(matter: str, dimension: Dimension, tops: Collection[str], suffix: str) -> By:
    """What was counted under these first-level units, by the values of a dimension, and then by state."""
    if not dimension.of:
        kept = by_value(ledger.tallies_of([counting.of_tops(matter) + suffix]))
        return {top: kept.get(top, Sums()) for top in tops}
    scopes = [counting.of_answers(matter, dimension.of, top) + suffix for top in tops]
    found: By = {}
    for value, numbers in by_value(ledger.tallies_of(scopes)).items():
        found.setdefault(value[: dimension.digits], Sums()).update(numbers)
    return found


def _row(page: Totals, value: str, title: str, counts: Mapping[str, int], amounts: Mapping[str, int]) -> Row:
    sums = [Decimal(counted(each, amounts)) / counting.MILLION for each in page.counters] if page.measure else []
    return Row(value, title, tuple(counted(each, counts) for each in page.counters), tuple(sums))


def _titles(matter: Matter, dimension: Dimension, values: Collection[str], tops: Mapping[str, str]) -> dict[str, str]:
    """What the values of a dimension are called, in the order in which people look for them; what nobody said comes last."""
    field = matter.form.field(dimension.of) if dimension.of else None
    said = sorted(value for value in values if value)
    if isinstance(field, Choice):
        called = {option.value: option.shown for option in field.options if option.value in values}
    elif isinstance(field, Region):
        padded = {value: value.ljust(6, "0") for value in said}
        known = catalogue.entries("region", list(padded.values()))
        called = {value: known[code]["name"] for value, code in padded.items() if code in known}
    else:
        named = {code: each["name"] for code, each in people.references(said).items()} if field else tops
        called = dict(sorted(named.items(), key=lambda each: each[1]))
    left = {value: value for value in said if value not in called}
    return called | left | ({"": UNSAID} if "" in values else {})
