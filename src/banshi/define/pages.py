"""A pack's pages: its menu, its lists and its home."""

from dataclasses import dataclass
from typing import Literal

from banshi.define.figures import Counter, Dimension, Figures
from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class Page(Word):
    """Base of the closed list of pages. Only those who hold one of `roles` see it (none named: everybody signed in)."""

    title: str
    roles: tuple[str, ...] = ()
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class StartCase(Page):
    """Opens a new case of a matter."""

    matter: str


@dataclass(frozen=True, kw_only=True)
class ImportCases(Page):
    """Files cases of a matter by workbook."""

    matter: str


@dataclass(frozen=True, kw_only=True)
class Worklist(Page):
    """A list of cases. `of` is "mine" (of the actor's unit), "desk" (waiting at the actor's desk), "handled" (that passed the actor's
    desk), "reached" (that came to it, whether they wait there still or have passed) or "below" (all of `matter` that was reported under
    the actor's first-level unit, of the agency under all of its own, whoever's turn it is: what `Totals` count; a case is opened from
    there once it has come to the actor's desk); `states` and `matter` narrow it.

    `columns` shows answers of that matter, `search` looks for a part of them, for one of the options of a choice, or for a city or county
    of the agency's province; `reported` offers to narrow it to what is reported (是否上报) or not. A filer reads them in the draft as it
    is now, everybody else in what was filed. `moves` stand as buttons on each row where they are open to the actor, `together` can be made
    of all rows that were ticked, `start` is the button above the list that opens a case, by its own title.
    """

    key: str
    of: str
    states: tuple[str, ...] = ()
    matter: str = ""
    columns: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    reported: bool = False
    moves: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    start: StartCase | None = None


WORKLISTS = ("mine", "desk", "handled", "reached", "below")


@dataclass(frozen=True, kw_only=True)
class PrintPapers(Page):
    """The issued papers of one kind, to preview and print. `holders` says who is given one, to those who find none."""

    paper: str
    holders: str = ""


@dataclass(frozen=True, kw_only=True)
class HandOutSlips(Page):
    """密码单 of the units of a group to which `AddUnit` has given a code: their first-level unit in `tree`, who alone sees this page, hands
    them out. The account holds `role`."""

    tree: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Totals(Page):
    """Totals of a matter's cases, broken down by one of the `dimensions` at a time, with the counters across: how many, and the sum of
    the answers to the number `measure`. First-level units see their own, the agency all of them or one. A matter has one such page."""

    matter: str
    counters: tuple[Counter, ...]
    dimensions: tuple[Dimension, ...]
    measure: str = ""


@dataclass(frozen=True, kw_only=True)
class Help(Page):
    """帮助, opened at the guide with the user manual, or at 常见问题."""

    opens: Literal["guide", "faqs"] = "guide"


@dataclass(frozen=True, kw_only=True)
class Profile(Page):
    """个人中心, for people who have signed up: what the house knows of them, and what they may change."""


@dataclass(frozen=True, kw_only=True)
class Subscriptions(Page):
    """可办事项, for people who have signed up: the matters they have opened, and opening and closing them."""


@dataclass(frozen=True, kw_only=True)
class OwnUnits(Page):
    """我的单位, for people who have signed up: the units they belong to, as whom they act, and leaving one."""


@dataclass(frozen=True, kw_only=True)
class Colleagues(Page):
    """单位人员, for the people of a unit: who belongs to it, and what its administrator may do about that."""


@dataclass(frozen=True, kw_only=True)
class Ask(Page):
    """留言咨询: a unit asks the agency at the root of `tree`, about a case of its own or in general, and so does whoever has signed up by
    themselves; who holds one of the roles `answers` there answers, as is promised within so many working days. Once that is over, who
    holds one of `alerts` is told, too."""

    tree: str
    answers: tuple[str, ...]
    promised: int = 5
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Menu(Word):
    """Pages under one heading of the left menu."""

    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, kw_only=True)
class Home(Word):
    """The first page after sign-in: what people start often, what waits for them, and how much there is of what."""

    starts: tuple[Page, ...]
    waiting: tuple[Worklist, ...]
    figures: tuple[Figures, ...] = ()
