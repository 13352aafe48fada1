"""Conditions are data: they can be evaluated, checked, stored and explained, because nothing in them is code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from banshi.define.word import Word

Labels = Callable[[str], str]


@dataclass(frozen=True)
class Condition(Word):
    """Base of all conditions over a case's answers."""

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """True when these answers meet the condition."""
        raise NotImplementedError

    def keys(self) -> tuple[str, ...]:
        """The fields it looks at."""
        raise NotImplementedError

    def explain(self, label: Labels) -> str:
        """The condition in Chinese, with each field named by `label(key)`."""
        raise NotImplementedError


@dataclass(frozen=True)
class When(Condition):
    """Holds when the answer to `key` is one of `is_in`; with a field of several answers, when any of them is."""

    key: str
    is_in: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        given = answers.get(self.key)
        return any(one in self.is_in for one in (given if isinstance(given, list) else [given]))

    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def explain(self, label: Labels) -> str:
        return f"“{label(self.key)}”为{'或'.join(f'“{value}”' for value in self.is_in)}"


@dataclass(frozen=True)
class Filled(Condition):
    """Holds when `key` has any answer."""

    key: str

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return answers.get(self.key) not in (None, "", [])

    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def explain(self, label: Labels) -> str:
        return f"已填写“{label(self.key)}”"


@dataclass(frozen=True)
class All(Condition):
    """Holds when every part holds; without parts, always."""

    parts: tuple[Condition, ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return all(part.holds(answers) for part in self.parts)

    def keys(self) -> tuple[str, ...]:
        return tuple(key for part in self.parts for key in part.keys())  # noqa: SIM118 (a condition is no mapping)

    def explain(self, label: Labels) -> str:
        return "，并且".join(part.explain(label) for part in self.parts) or "任何情况"


@dataclass(frozen=True)
class AnyOf(Condition):
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return any(part.holds(answers) for part in self.parts)

    def keys(self) -> tuple[str, ...]:
        return tuple(key for part in self.parts for key in part.keys())  # noqa: SIM118 (a condition is no mapping)

    def explain(self, label: Labels) -> str:
        return "，或者".join(part.explain(label) for part in self.parts)


@dataclass(frozen=True)
class Not(Condition):
    """Holds when its part does not."""

    part: Condition

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return not self.part.holds(answers)

    def keys(self) -> tuple[str, ...]:
        return self.part.keys()

    def explain(self, label: Labels) -> str:
        if isinstance(self.part, When):
            return f"“{label(self.part.key)}”不是{'、'.join(f'“{value}”' for value in self.part.is_in)}"
        return f"不是（{self.part.explain(label)}）"


ALWAYS = All()
