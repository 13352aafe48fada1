"""A small believable world for `make run` and for walks: units, people, cases that stand somewhere, and what the agency has told."""

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
    """Somebody who can sign in. `identifier` empty means the unit's own code or full name, as the sign-in says (an issued unit account);
    `settled` means the first sign-in is behind them. Who stands in no `unit` has signed up by themselves."""

    name: str
    unit: str
    roles: tuple[str, ...]
    identifier: str = ""
    settled: bool = True


@dataclass(frozen=True, kw_only=True)
class DemoCase(Word):
    """A case of `matter` about `unit`, filed by that unit and moved by whoever may: `moves` is a list of (move, opinion). The own case of
    somebody who has signed up names them by their identifier. The limits that run in it began so many `days` ago."""

    matter: str
    unit: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    moves: tuple[tuple[str, str], ...] = ()
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class DemoAnnouncement(Word):
    """An announcement of so many `days` ago; the body is Markdown."""

    title: str
    body: str
    days: int = 0
    pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class DemoFaq(Word):
    """A 常见问题 under its category; the answer is Markdown."""

    category: str
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class DemoChat(Word):
    """A 咨询群; its QR code, drawn for the demo, says `code`."""

    title: str
    words: str
    code: str


@dataclass(frozen=True, kw_only=True)
class DemoOpening(Word):
    """A matter is filed since so many `days` ago."""

    matter: str
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class DemoCampaign(Word):
    """A campaign of a matter for all units, opened so many `days` ago and due in so many days (`left`; below zero: it was due already)."""

    matter: str
    title: str
    days: int = 0
    left: int = 30


@dataclass(frozen=True, kw_only=True)
class Demo(Word):
    """The demo world of a pack, its units in tree `tree`."""

    tree: str
    units: tuple[DemoUnit, ...]
    people: tuple[DemoPerson, ...]
    cases: tuple[DemoCase, ...] = ()
    announcements: tuple[DemoAnnouncement, ...] = ()
    faqs: tuple[DemoFaq, ...] = ()
    chats: tuple[DemoChat, ...] = ()
    openings: tuple[DemoOpening, ...] = ()
    campaigns: tuple[DemoCampaign, ...] = ()
