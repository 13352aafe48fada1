"""A year as an administrator types it: a line for each day, or for days in a row, as the notice of the State Council's office has them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from banshi.clock.rules import is_weekend
from banshi.define import Problem
from banshi.lib.refusals import Invalid
from banshi.lib.text import plain

Row = tuple[date, bool, str]
WORDS = {"休": False, "班": True}
LONGEST = 40
MOST_LINES = 400
_DAY = r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_LINE = re.compile(rf"{_DAY}(?:\s*(?:至|到|~|—|–)\s*{_DAY})?\s+([休班])\s*(.*)", re.ASCII)
_HOW = "请按“2027-02-05 至 2027-02-11 休 春节”或“2027-02-20 班 春节调休”这样写，一行一条。"


def read(text: str, year: int) -> list[Row]:
    """The days of a year that differ from what their weekday says. A weekend in a range of days off needs no word of its own.

    Raises Invalid with what is wrong in every line.
    """
    found: dict[date, Row] = {}
    problems: list[Problem] = []
    lines = plain(text, lines=True).splitlines()
    if len(lines) > MOST_LINES:
        raise Invalid(
            "没有发布，请按提示修改。", [Problem("days", f"最多写 {MOST_LINES} 行，这里有 {len(lines)} 行。", "error")]
        )
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows = list(_rows(line.strip(), year))
            if twice := [day for day, *_ in rows if day in found]:
                raise ValueError(f"{twice[0].isoformat()} 写了两次。")
            found |= {row[0]: row for row in rows}
        except ValueError as why:
            problems.append(Problem("days", f"第 {number} 行：{why}", "error"))
    if problems:
        raise Invalid("没有发布，请按提示修改。", problems)
    return [row for row in sorted(found.values()) if row[1] == is_weekend(row[0])]


def written(rows: Iterable[Row]) -> str:
    """The days of a year as they may be typed again; days in a row stand in one line."""
    runs = groupby(enumerate(rows), key=lambda each: (each[1][0] - timedelta(days=each[0]), *each[1][1:]))
    return "\n".join(_line([row for _, row in run]) for _, run in runs)


def _line(run: list[Row]) -> str:
    (first, works, name), last = run[0], run[-1][0]
    days = first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}"
    return f"{days} {'班' if works else '休'} {name}"


def _rows(line: str, year: int) -> Iterator[Row]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(_HOW)
    first = _day(match.group(1, 2, 3), year)
    last = _day(match.group(4, 5, 6), year) if match.group(5) else first
    works, name = WORDS[match.group(7)], match.group(8).strip()
    if not name or len(name) > LONGEST:
        raise ValueError(f"请在最后写明名称，如“春节”，最多 {LONGEST} 字。")
    if last < first:
        raise ValueError("后一个日期早于前一个日期。")
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number), works, name


def _day(parts: tuple[str | None, ...], year: int) -> date:
    said, month, day = parts
    try:
        found = date(int(said or year), int(month or 0), int(day or 0))
    except ValueError:
        raise ValueError("没有这个日期。") from None
    if found.year != year:
        raise ValueError(f"{found.isoformat()} 不在 {year} 年。")
    return found
