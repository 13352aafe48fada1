"""What is asked when a campaign is opened, what a duty has come to, and who may do what with either."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banshi.define import Day, Filer, Flow, Form, Problem, Roster, Section, Text
from banshi.forms.cleaning import clean
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, NotFound

OWED, RETURNED, REPORTED, PASSED = "owed", "returned", "reported", "passed"
OWING = (OWED, RETURNED)
IN_WORDS = {OWED: "未报", RETURNED: "退回", REPORTED: "审核中", PASSED: "通过"}
FARTHEST = 10  # years from now
NAMED = 5_000  # characters: some hundreds of names, one a line
TITLE = Text(key="title", label="名称", longest=60, hint="如：2026 年度填报")
SINCE = Day(
    key="since",
    label="开始日期",
    hint="从这一天起上报的算；这一天以前上报的不算，已在以前的填报期里通过的也不算，要再报",
)
DUE = Day(key="due", label="截止日期", hint="这一天还不算逾期")
TOPS = Text(
    key="tops",
    label="填报范围",
    longest=NAMED,
    lines=4,
    required=False,
    hint="不填就是全部单位。只要部分单位填报的，每行写一个单位的名称或代码，它的下属单位也一起列入",
)
SPARED = Text(
    key="spared",
    label="免报单位",
    longest=NAMED,
    lines=4,
    required=False,
    hint="每行写一个单位的名称或代码；只免它自己，下属单位仍要填报",
)
CAMPAIGN = Form(
    title="填报期", sections=(Section(key="campaign", title="填报期", fields=(TITLE, SINCE, DUE, TOPS, SPARED)),)
)
LAST_DAY = Form(title="截止日期", sections=(Section(key="due", title="截止日期", fields=(DUE,)),))


@dataclass(frozen=True)
class Asked:
    """A campaign as it was asked for."""

    title: str
    since: date
    due: date


def campaign(typed: Mapping[str, Any], today: date) -> tuple[Mapping[str, Any], list[Problem]]:
    """What was asked for, as far as it can be read, and every problem at its cell."""
    found = clean(CAMPAIGN, typed, lambda field, code: None)
    return found.answers, [*found.problems, *_in_order(found.answers, today)]


def asked(given: Mapping[str, Any]) -> Asked:
    """What was asked for, where there is no problem with it."""
    return Asked(given["title"], *(date.fromisoformat(given[key]) for key in ("since", "due")))


def lines(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The lines of an answer that name units."""
    return tuple(line.strip() for line in given.get(key, "").splitlines() if line.strip())


def _in_order(given: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """Also of a slip of the finger: a year that is over, or one that nobody plans for."""
    due = given.get("due")
    if due and given.get("since") and due < given["since"]:
        yield Problem("due", "“截止日期”不能早于“开始日期”。", "error")
    elif due and not today.year <= date.fromisoformat(due).year <= today.year + FARTHEST:
        years = f"{today.year} 年至 {today.year + FARTHEST} 年之间"
        yield Problem("due", f"“截止日期”应在 {years}，请核对年份。", "error")


def last_day(typed: Mapping[str, Any], since: date, today: date) -> date:
    """A new last day of a campaign that began on `since`. Raises Invalid."""
    found = clean(LAST_DAY, typed, lambda field, code: None)
    problems = [*found.problems, *_in_order({"since": since.isoformat()} | found.answers, today)]
    if problems:
        raise Invalid("截止日期没有改，请按提示修改。", problems)
    return date.fromisoformat(found.answers["due"])


def state_of(roster: Roster, flow: Flow, key: str) -> str:
    """What a duty comes to with its case in that state; "" while the case is in the filer's own hands, and nothing has been decided."""
    if key in roster.passed:
        return PASSED
    if key in roster.returned:
        return RETURNED
    desk = flow.state(key).desk
    if desk is None:
        return OWED
    return "" if isinstance(desk, Filer) else REPORTED


def may_see(by: Actor, pack: str, roster: Roster) -> bool:
    """True for who sees a roster page: a role of the page or, where it names none, any role of the pack."""
    if roster.roles:
        return not by.restricted and any(by.holds(f"{pack}/{role}") for role in roster.roles)
    return not by.restricted and any(role.startswith(f"{pack}/") for role in by.roles)


def require(by: Actor, pack: str, roster: Roster) -> None:
    """Raises NotFound for who has no business with a roster."""
    if by.kind != "system" and not may_see(by, pack, roster):
        raise NotFound
