"""The days of a limit are counted as the laws say, by the calendar of 2026 with its weekends that are worked (国办发明电〔2025〕7号)."""

from datetime import date

import pytest

from banshi.clock.rules import Calendar, Unit
from banshi.clock.seed import known

CALENDAR = Calendar({day: works for year in (2025, 2026, 2027) for day, works, _ in known(year).days})


def day(said: str) -> date:
    return date.fromisoformat(said)


LAST_DAYS: list[tuple[str, str, int, Unit, str]] = [
    ("行政许可法 32 五日内一次告知，平常的一周", "2026-03-02", 5, "working", "2026-03-09"),
    ("行政许可法 32 五日内一次告知，周五收到", "2026-03-06", 5, "working", "2026-03-13"),
    ("行政许可法 32 五日内一次告知，跨春节，调休的周六算工作日", "2026-02-12", 5, "working", "2026-02-26"),
    ("行政许可法 32 五日内一次告知，节日里收到，从节后第一天数起", "2026-10-03", 5, "working", "2026-10-13"),
    ("行政许可法 42 二十日内决定，跨中秋，调休的周日算工作日", "2026-09-01", 20, "working", "2026-09-29"),
    ("行政许可法 42 二十日再延长十日，跨中秋和国庆", "2026-09-01", 30, "working", "2026-10-19"),
    ("行政许可法 43 下级机关二十日内审查完毕，跨清明", "2026-03-16", 20, "working", "2026-04-14"),
    ("行政许可法 44 十日内送达，跨劳动节，调休的周六算工作日", "2026-04-29", 10, "working", "2026-05-15"),
    ("行政许可法 82 期限以工作日计，不含法定节假日", "2026-06-18", 1, "working", "2026-06-22"),
    ("行政许可法 82 跨年，元旦放假，周日上班", "2025-12-31", 2, "working", "2026-01-05"),
    ("民法典 201 开始的当日不计入", "2026-03-04", 1, "working", "2026-03-05"),
    ("民法典 201 以日计的，开始的当日不计入", "2026-03-02", 10, "natural", "2026-03-12"),
    ("民法典 203 最后一日是法定休假日的，顺延到休假日结束的次日", "2026-08-03", 60, "natural", "2026-10-08"),
    ("民法典 203 最后一日是周六的，顺延到周一", "2026-03-05", 2, "natural", "2026-03-09"),
    ("民法典 203 最后一日是调休上班的周六，不顺延", "2026-02-18", 10, "natural", "2026-02-28"),
    ("行政复议法 20 六十日内申请复议", "2026-03-02", 60, "natural", "2026-05-06"),
    ("地图管理条例 时效性要求较高的地图七个工作日", "2026-04-30", 7, "working", "2026-05-13"),
]


@pytest.mark.parametrize(
    ("begun", "days", "unit", "last"), [each[1:] for each in LAST_DAYS], ids=[e[0] for e in LAST_DAYS]
)
def test_the_last_day_of_a_limit(begun: str, days: int, unit: Unit, last: str) -> None:
    """Red when the day it begins counts, when a worked weekend does not, or when a rest day may be the last of natural days."""
    assert CALENDAR.last_day(day(begun), days, unit) == day(last)


def test_a_limit_that_stood_still_goes_on_with_what_was_left_of_it() -> None:
    """行政许可法 45: the time of a hearing is not counted. Red when the day it begins to stand still counts as used."""
    begun, stopped, gone_on = day("2026-03-02"), day("2026-03-11"), day("2026-03-25")
    used = CALENDAR.used(begun, stopped, "working")
    assert used == 6
    assert CALENDAR.last_day(gone_on, 20 - used, "working") == day("2026-04-15")


@pytest.mark.parametrize(
    ("begun", "over", "ran_out"),
    [("2026-03-11", 1, "2026-03-10"), ("2026-03-16", 2, "2026-03-12"), ("2026-03-15", 2, "2026-03-11")],
)
def test_a_limit_of_which_less_than_nothing_is_left_ran_out_before(begun: str, over: int, ran_out: str) -> None:
    """Red when days that were overdue are forgotten, or no day is found."""
    last = CALENDAR.last_day(day(begun), -over, "working")
    assert last == day(ran_out)
    assert CALENDAR.left(day(begun), last, "working") == -over


def test_a_limit_that_stands_still_on_the_day_it_begins_has_used_nothing() -> None:
    begun = day("2026-03-02")
    for unit in ("working", "natural"):
        assert CALENDAR.used(begun, begun, unit) == 0
        assert CALENDAR.used(begun, day("2026-03-04"), unit) == 1


@pytest.mark.parametrize(
    ("today", "last", "unit", "left"),
    [
        ("2026-09-30", "2026-10-10", "working", 3),
        ("2026-10-10", "2026-10-10", "working", 0),
        ("2026-10-11", "2026-10-10", "working", 0),
        ("2026-10-12", "2026-10-10", "working", -1),
        ("2026-10-01", "2026-10-10", "natural", 9),
        ("2026-10-12", "2026-10-10", "natural", -2),
    ],
)
def test_what_is_left(today: str, last: str, unit: Unit, left: int) -> None:
    assert CALENDAR.left(day(today), day(last), unit) == left


def test_a_year_without_its_notice_has_the_statutory_days_and_no_worked_weekend() -> None:
    """全国年节及纪念日放假办法 (2024 revision): thirteen days; those on weekends are made up for."""
    found = known(2027)
    assert not found.arranged
    assert not [day for day, works, _ in found.days if works]
    assert {day("2027-01-01"), day("2027-02-05"), day("2027-02-10"), day("2027-04-05")} <= {
        each[0] for each in found.days
    }
    assert known(2026).arranged
