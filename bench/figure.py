"""A figure: what was measured, what stands beside it, and what it ought to be."""

import json
import operator
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

COMPARISONS: dict[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Goal:
    """What a figure ought to be: "ours" or "ratio", at least (">=") or at most ("<=") so much."""

    of: Literal["ours", "ratio"]
    sign: Literal[">=", "<="]
    bound: float

    def __str__(self) -> str:
        return f"{self.of} {self.sign} {self.bound:g}"

    def met_by(self, ours: float, ratio: float) -> bool:
        """True when it is reached."""
        return COMPARISONS[self.sign](ours if self.of == "ours" else ratio, self.bound)


@dataclass(frozen=True)
class Figure:
    """One line of the result. The name ends in its unit; a figure without a goal is told for comparison and always ok."""

    name: str
    ours: float
    beside: float
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        """Ours to what stands beside it; 0 where nothing does."""
        return self.ours / self.beside if self.beside else 0.0

    @property
    def ok(self) -> bool:
        """True when the goal is reached, or there is none."""
        return self.goal is None or self.goal.met_by(self.ours, self.ratio)

    def line(self) -> str:
        """The figure as JSON."""
        told = {
            "name": self.name,
            "ours": _short(self.ours),
            "beside": _short(self.beside),
            "ratio": _short(self.ratio),
        }
        return json.dumps(told | {"goal": str(self.goal or ""), "ok": self.ok}, ensure_ascii=False)


def _short(value: float) -> float:
    """Four digits that count; more would be pretence."""
    return float(f"{value:.4g}")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies: 0.5 is the median."""
    return median(values) if share == 0.5 else sorted(values)[min(int(len(values) * share), len(values) - 1)]


def say(words: str) -> None:
    """Progress, for people; the results alone go to standard output."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


def closing(figures: Sequence[Figure]) -> str:
    """One sentence that says honestly what fell short."""
    short = [
        f"{each.name} ({_short(each.ours)}, ratio {_short(each.ratio)}; {each.goal})" for each in figures if not each.ok
    ]
    judged = sum(each.goal is not None for each in figures)
    if not short:
        return f"All {judged} goals reached; {len(figures) - judged} figures have none."
    return f"{len(short)} of {judged} goals fell short: {'; '.join(short)}."
