"""Reading what was counted, as far as the actor's unit reaches in the matter's tree: numbers for the home."""

from collections import Counter as Sums
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from banshi.cases import counting
from banshi.cases.rules import packs_of
from banshi.define import Counter, Figures, Pack
from banshi.ledger import queries as ledger
from banshi.lib.actor import Actor
from banshi.people import queries as people
from banshi.people.units import trees

OWN, BELOW = "own", "below"
By = dict[str, Sums[str]]


@dataclass(frozen=True)
class Number:
    """One counter and what it comes to; whether it is a slice of the pie."""

    counter: Counter
    count: int
    is_slice: bool


@dataclass(frozen=True)
class Numbers:
    """The figures of one matter, of the actor's own unit ("own") or of all below it, too ("below")."""

    figures: Figures
    reach: str
    numbers: tuple[Number, ...]


def numbers(actor: Actor, pack: Pack) -> list[Numbers]:
    """The figures of the home: of the actor's own unit and, for the agency and its first-level units, of all below."""
    if actor.unit is None or actor.restricted or pack.key not in packs_of(actor):
        return []
    tier_in = cache(partial(people.tier_of, actor.unit))
    found = []
    for figures in pack.home.figures:
        tree, matter = pack.matter(figures.matter).may_file.tree, f"{pack.key}/{figures.matter}"
        if tier_in(tree) == 0:
            found.append(_of_agency(actor.unit, matter, figures, tree))
        else:
            found += _of_unit(actor.unit, matter, figures, people.code_of(actor.unit) if tier_in(tree) == 1 else "")
    return found


def _of_agency(unit: int, matter: str, figures: Figures, tree: str) -> Numbers:
    kept = by_top(matter, figures.counters, whole_of(unit, matter, tree))
    return _block(figures, BELOW, in_all(kept, kept))


def _of_unit(unit: int, matter: str, figures: Figures, top: str) -> list[Numbers]:
    """A unit's own numbers and, of the first-level unit of the code `top`, its group's before them."""
    states = [state for counter in figures.counters for state in counter.states]
    group = [f"{top}|{state}" for state in states] if top else []
    scopes = [counting.of_unit(matter, unit), *([counting.of_tops(matter)] if top else [])]
    kept = by_value(ledger.tallies_of(scopes, [*states, *group]))
    wide = [_block(figures, BELOW, kept.get(top, Sums()))] if top else []
    return [*wide, _block(figures, OWN, kept.get("", Sums()))]


def tops_of(unit: int, matter: str, tree: str) -> dict[str, str]:
    """The first-level units of an agency under which anything was reported, and what they are called, by code."""
    return people.standing_below(unit, tree, ledger.firsts(counting.of_tops(matter)))


def whole_of(unit: int, matter: str, tree: str) -> Collection[str]:
    """Under whom all is counted that an agency sees: the whole tree or, where it has other roots, each of its first-level units."""
    return (counting.WHOLE,) if trees.has_one_root(unit, tree) else tops_of(unit, matter, tree)


def by_top(matter: str, counters: Iterable[Counter], tops: Collection[str], kind: str = "") -> By:
    """What these counters count under each of these first-level units, by code, and then by state."""
    keys = [f"{top}|{state}" for counter in counters for state in counter.states for top in tops]
    return by_value(ledger.tallies_of([counting.of_tops(matter) + kind], keys))


def by_value(kept: Mapping[str, int]) -> By:
    """Numbers by what stands before the state in their key, and then by state."""
    found: By = {}
    for key, number in kept.items():
        value, _, state = key.rpartition("|")
        found.setdefault(value, Sums())[state] += number
    return found


def in_all(kept: By, values: Iterable[str]) -> Sums[str]:
    """What these values come to together, by state."""
    found: Sums[str] = Sums()
    for value in values:
        found.update(kept[value])
    return found


def counted(counter: Counter, kept: Mapping[str, int]) -> int:
    """What a counter comes to."""
    return sum(kept.get(state, 0) for state in counter.states)


def _block(figures: Figures, reach: str, kept: Mapping[str, int]) -> Numbers:
    slices = list(figures.slices())
    return Numbers(
        figures, reach, tuple(Number(each, counted(each, kept), each in slices) for each in figures.counters)
    )
