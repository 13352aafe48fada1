"""What came of a promise, and how much is asked of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the result: what was counted, and whether the promise was kept."""

    promise: str
    counted: Mapping[str, float]
    ok: bool

    def line(self) -> str:
        """The figure as JSON."""
        return json.dumps({"promise": self.promise, "figure": dict(self.counted), "ok": self.ok}, ensure_ascii=False)

    @classmethod
    def read(cls, line: str) -> "Figure":
        """The figure of a line."""
        told = json.loads(line)
        return cls(told["promise"], told["figure"], told["ok"])


@dataclass(frozen=True)
class Sizes:
    """How much of everything; the one table of it is SOAK."""

    filings: int = 1000  # R1
    database_kills: int = 5  # R2
    presses: int = 50  # R8
    races: int = 500  # R9
    faults: int = 50  # R6
    rewrites: int = 200  # R12
    files: int = 10_000  # R13
    messages: int = 400  # R16
    worker_kills: int = 20  # R16
    clocks: int = 200  # R15, filings
    full_disks: int = 10  # R5


SOAK = Sizes()
TENTH = Sizes(**{name: max(1, each // 10) for name, each in vars(SOAK).items()})


def closing(figures: Sequence[Figure], asked: Sequence[str]) -> str:
    """One sentence that says honestly what was not kept, and what could not be tried."""
    broken = [f"{each.promise} {json.dumps(dict(each.counted))}" for each in figures if not each.ok]
    untried = [name for name in asked if name not in {each.promise for each in figures}]
    if not broken and not untried:
        return f"All {len(asked)} promises were kept."
    words = [f"not kept: {'; '.join(broken)}"] if broken else []
    words += [f"came to no figure: {', '.join(untried)}"] if untried else []
    return f"{len(broken) + len(untried)} of {len(asked)} promises fell short — {'; '.join(words)}."
