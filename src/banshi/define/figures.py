"""What is counted of a matter's cases: numbers for the home, and what totals are broken down by."""

from collections.abc import Iterator
from dataclasses import dataclass

from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class Counter(Word):
    """How many reported cases of a matter stand in one of `states`."""

    title: str
    states: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Figures(Word):
    """Numbers of one matter on the home: of the cases of the actor's unit; for a first-level unit also of all below it, for the agency
    of all its first-level units. A case counts from its first report, as it was reported last. Each number leads to the list that shows
    just what it counts, where there is one."""

    title: str
    matter: str
    counters: tuple[Counter, ...]

    def slices(self) -> Iterator[Counter]:
        """The counters that are parts of a whole: what a pie is made of. One that counts all of another and more is the whole."""
        every = [{*counter.states} for counter in self.counters]
        return (counter for counter in self.counters if not any({*counter.states} > states for states in every))


@dataclass(frozen=True, kw_only=True)
class Dimension(Word):
    """What totals are broken down by: the answer to the field `of`, or the first-level unit under which a case was reported, where no
    field is named. `digits` cuts a region's code: 2 for the province, 4 for the city."""

    title: str
    of: str = ""
    digits: int = 6
