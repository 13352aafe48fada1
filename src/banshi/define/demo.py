"""A small believable world for `make run` and for walks: units, people, and cases that stand somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class DemoUnit(Word):
    """A unit. `key` is how the rest of the demo names it; without `parent` it is a root (an agency)."""

    key: str
    name: str
    parent: str = ""
    region: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoPerson(Word):
    """Somebody who can sign in. `identifier` empty means the unit's own code (an issued unit account); `settled` means the first
    sign-in is behind them."""

    name: str
    unit: str
    roles: tuple[str, ...]
    identifier: str = ""
    settled: bool = True


@dataclass(frozen=True, kw_only=True)
class DemoCase(Word):
    """A case of `matter` about `unit`, filed by that unit and moved by whoever may: `moves` is a list of (move, opinion)."""

    matter: str
    unit: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    moves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Demo(Word):
    """The demo world of a pack, its units in tree `tree`."""

    tree: str
    units: tuple[DemoUnit, ...]
    people: tuple[DemoPerson, ...]
    cases: tuple[DemoCase, ...] = ()
