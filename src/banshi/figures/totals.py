"""Totals: what was counted of a matter, broken down. The agency sees all that was reported under its first-level units, each of these its
own."""

from collections import Counter as Sums
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from banshi.cases import counting
from banshi.catalogue import queries as catalogue
from banshi.define import Choice, Dimension, Matter, Pack, Region, Totals
from banshi.figures.queries import By, by_top, by_value, counted, in_all, tops_of, whole_of
from banshi.ledger import queries as ledger
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import queries as people

UNSAID = "（未填）"
EVERY = 10_000  # more rows than any dimension has
KINDS = ("", counting.AMOUNTS)


@dataclass(frozen=True)
class Row:
    """One value of a dimension: for each counter how many cases and, where something is measured, how much in all."""

    value: str
    title: str
    counts: tuple[int, ...]
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Sight:
    """Totals as one actor sees them: rows, and what all there are add up to; `tops` are the first-level units they may be narrowed to, by
    code; `next` is the value after which the next page begins, empty on the last."""

    rows: tuple[Row, ...]
    sum: Row
    tops: Mapping[str, str]
    next: str


@dataclass(frozen=True)
class _Reach:
    """How far somebody sees: first-level units by code, and under whom all of these are counted together."""

    tops: Mapping[str, str]
    whole: Collection[str]


def totals(
    actor: Actor, pack: Pack, page: Totals, dimension: Dimension, top: str = "", after: str = "", most: int = EVERY
) -> Sight:
    """Totals by one of the page's dimensions, of the first-level unit of that code or of all the actor reaches: so many rows at most, those
    after a value. Raises NotFound for who reaches none, and for a unit that is not among them."""
    matter, key = pack.matter(page.matter), f"{pack.key}/{page.matter}"
    reach = _within(actor, pack, page, top)
    asked = _Reach({top: reach.tops[top]}, [top]) if top else reach
    if dimension.of:
        digits = dimension.digits if isinstance(matter.form.field(dimension.of), Region) else None
        kept = [_answered(key, dimension.of, digits, asked.whole, kind) for kind in KINDS]
        titles, following = _part(_titles(matter, dimension, kept[0]), after, most)
        sums = [in_all(each, each) for each in kept]
    else:
        titles, following = _part(asked.tops, after, most)
        kept = [by_top(key, page.counters, titles, kind) for kind in KINDS]
        sums = [in_all(each, each) for each in (by_top(key, page.counters, asked.whole, kind) for kind in KINDS)]
    rows = [_row(page, value, title, *(each.get(value, Sums()) for each in kept)) for value, title in titles.items()]
    return Sight(tuple(row for row in rows if any(row.counts)), _row(page, "", "合计", *sums), reach.tops, following)


def require_reach(actor: Actor, pack: Pack, page: Totals, top: str) -> None:
    """Raises NotFound for who sees none of these totals, and for a first-level unit that is not among theirs."""
    _within(actor, pack, page, top)


def _within(actor: Actor, pack: Pack, page: Totals, top: str) -> _Reach:
    """How far the actor sees. Raises NotFound as `require_reach`."""
    reach = _reach(actor, f"{pack.key}/{page.matter}", pack.matter(page.matter).may_file.tree)
    if top and top not in reach.tops:
        raise NotFound
    return reach


def _reach(actor: Actor, matter: str, tree: str) -> _Reach:
    """All first-level units of an agency under which anything was reported, by name; or the actor's own."""
    if actor.unit is None or actor.restricted:
        raise NotFound
    place = people.unit_facts(actor.unit, tree)
    if place["tier"] == 1:
        return _Reach({place["code"]: place["name"]}, [place["code"]])
    if place["tier"] != 0:
        raise NotFound
    tops = sorted(tops_of(actor.unit, matter, tree).items(), key=lambda each: each[1])
    return _Reach(dict(tops), whole_of(actor.unit, matter, tree))


def _part(titles: Mapping[str, str], after: str, most: int) -> tuple[dict[str, str], str]:
    """So many of these after a value, in their order, and the value after which more follow."""
    values = list(titles)
    begin = values.index(after) + 1 if after in titles else 0
    part = values[begin : begin + most]
    return {value: titles[value] for value in part}, part[-1] if values[begin + most :] else ""


def _answered(matter: str, field: str, digits: int | None, under: Iterable[str], kind: str) -> By:
    """What was counted under these first-level units together, by the answers to a field (of a region's code so many digits), and then
    by state."""
    found: By = {}
    scopes = [counting.of_answers(matter, field, top) + kind for top in under]
    for value, numbers in by_value(ledger.tallies_of(scopes)).items():
        found.setdefault(value[:digits], Sums()).update(numbers)
    return found


def _row(page: Totals, value: str, title: str, counts: Mapping[str, int], amounts: Mapping[str, int]) -> Row:
    sums = [Decimal(counted(each, amounts)) / counting.MILLION for each in page.counters] if page.measure else []
    return Row(value, title, tuple(counted(each, counts) for each in page.counters), tuple(sums))


def _titles(matter: Matter, dimension: Dimension, values: Collection[str]) -> dict[str, str]:
    """What the values of a dimension are called, in the order in which people look for them; what nobody said comes last."""
    field = matter.form.field(dimension.of)
    said = sorted(value for value in values if value)
    if isinstance(field, Choice):
        called = {option.value: option.shown for option in field.options if option.value in values}
    elif isinstance(field, Region):
        padded = {value: value.ljust(6, "0") for value in said}
        known = catalogue.entries("region", list(padded.values()))
        called = {value: known[code]["name"] for value, code in padded.items() if code in known}
    else:
        named = {code: each["name"] for code, each in people.references(said).items()}
        called = dict(sorted(named.items(), key=lambda each: each[1]))
    left = {value: value for value in said if value not in called}
    return called | left | ({"": UNSAID} if "" in values else {})
