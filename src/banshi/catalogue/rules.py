"""What an administrator is asked about a matter, in the words packs use for their forms."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from banshi.define import YES_NO, Choice, Choices, Day, Form, Matter, Option, Paper, Problem, Section, Text
from banshi.forms.cleaning import clean
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid

OPENING = Form(
    title="受理时间",
    sections=(
        Section(
            key="opening",
            title="受理时间",
            fields=(
                Day(key="since", label="开始日期", required=False, hint="从这一天起受理；不填就不限"),
                Day(key="until", label="结束日期", required=False, hint="这一天还受理；不填就不限"),
                Choice(key="stopped", label="现在暂停受理", options=YES_NO, hint="选“是”，日期以内也不受理"),
                Text(
                    key="words",
                    label="不受理时的说明",
                    longest=300,
                    lines=3,
                    required=False,
                    hint="如：年度汇算期间暂停，急需办理请电话联系",
                ),
            ),
        ),
    ),
)


def opening(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an opening. Raises Invalid with every problem at its cell."""
    found = clean(OPENING, typed, lambda field, code: None)
    problems = [*found.problems, *_in_order(found.answers)]
    if problems:
        raise Invalid("没有保存，请按提示修改。", problems)
    values = {"since": None, "until": None, "words": ""} | found.answers
    return values | {"stopped": values["stopped"] == "是"}


def _in_order(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("since") and values.get("until") and values["until"] < values["since"]:
        yield Problem("until", "“结束日期”不能早于“开始日期”。", "error")


def days(since: date | None, until: date | None) -> str:
    """From when until when, in words; empty for always."""
    begins = f"{since:%Y-%m-%d} 起" if since else ""
    ends = f"至 {until:%Y-%m-%d}" if until else ""
    return f"{begins}{ends}"


def closed_words(title: str, since: date | None, until: date | None, words: str) -> str:
    """What somebody is told who comes when a matter is closed."""
    when = days(since, until)
    told = f"受理时间：{when}。" if when else ""
    return f"{title}现在不受理新的办件，已经新建的可以继续办理。{told}{words}"


def ended_words(matter: Matter) -> str:
    """What somebody is told who asks for a matter that was abolished or has moved; empty while it is asked for."""
    closed = matter.guide.closed if matter.guide else None
    return f"{matter.title}已停止办理。{closed.why}{closed.instead}" if closed else ""


def layouts_asked(paper: Paper) -> Form:
    """Which layouts of a paper are offered, and which of them is proposed."""
    listed = tuple(Option(layout.key, layout.title) for layout in paper.layouts)
    fields = (
        Choices(key="offered", label="可以选择的模板", options=listed),
        Choice(key="first", label="首选模板", options=listed, hint="打印时先显示这一个"),
    )
    return Form(title=paper.title, sections=(Section(key=paper.key, title=paper.title, fields=fields),))


def layouts(paper: Paper, typed: Mapping[str, Any]) -> list[str]:
    """The chosen layouts by key, the proposed one first. Raises Invalid."""
    found = clean(layouts_asked(paper), typed, lambda field, code: None)
    problems, first = list(found.problems), found.answers.get("first")
    if first and first not in found.answers.get("offered", [first]):
        problems.append(Problem("first", "首选模板应是可以选择的模板之一。", "error"))
    if problems:
        raise Invalid("没有保存，请按提示修改。", problems)
    return in_order(found.answers["offered"], [first])


def in_order(keys: Iterable[str], first: Iterable[Any]) -> list[str]:
    """These keys, with those of `first` in front."""
    return list(dict.fromkeys([*first, *keys]))


def must_arrange(by: Actor) -> None:
    """Raises Forbidden for who does not arrange matters: that is the system administrator's part."""
    if by.kind != "system" and not by.holds("system_admin"):
        raise Forbidden
