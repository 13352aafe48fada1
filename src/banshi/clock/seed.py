"""What is known of a year before anybody has typed it: from the package `holidays`, which follows the notices of the State Council."""

from dataclasses import dataclass
from datetime import date

# Its own latecomer: all countries are read at the first year that is asked for.
from holidays import China  # type: ignore[attr-defined]

from banshi.clock.rules import is_weekend


@dataclass(frozen=True)
class Known:
    """A year's exceptions: a day, whether it is worked, and why. `arranged` when the notice of that year is among what is known; otherwise
    these are only the statutory days with those that make up for weekends (全国年节及纪念日放假办法)."""

    days: list[tuple[date, bool, str]]
    arranged: bool


def known(year: int) -> Known:
    """What is known of a year."""
    said = China(years=year, language="zh_CN")
    off = [(day, False, name) for day, name in said.items() if day.year == year and not is_weekend(day)]
    worked = [(day, True, "调休上班") for day in said.weekend_workdays if day.year == year]
    return Known(sorted(off + worked), year in said.special_public_holidays)
