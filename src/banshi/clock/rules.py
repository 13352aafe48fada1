"""How days are counted. Pure: who counts brings the calendar of the days in question.

A limit in working days takes no statutory holiday and no weekend into account (行政许可法 article 82). The day on which it begins does not
count (民法典 article 201); a limit in natural days that would end on a rest day ends on the first working day after it (article 203).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["working", "natural"]
SATURDAY = 5
DAY = timedelta(days=1)


def is_weekend(day: date) -> bool:
    """True for Saturday and Sunday, which are worked only when a notice says so."""
    return day.weekday() >= SATURDAY


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday, but for `exceptions` (a day, and whether it is worked)."""

    exceptions: Mapping[date, bool]

    def works(self, day: date) -> bool:
        """True for a working day."""
        return self.exceptions.get(day, not is_weekend(day))

    def last_day(self, begun: date, days: int, unit: Unit) -> date:
        """The last day of a limit of so many days that begins on a day: until it is over one is in time. Of one of which fewer than none
        are left it is the day on which it ran out."""
        if unit == "natural":
            return next(day for day in _from(begun + days * DAY) if self.works(day))
        if days < 0:
            return self._ran_out(begun, -days)
        last, left = begun, days
        while left:
            last += DAY
            left -= self.works(last)
        return last

    def _ran_out(self, today: date, days: int) -> date:
        """The working day after which so many working days had gone by with the end of `today`."""
        last = today
        while days or not self.works(last):
            days -= self.works(last)
            last -= DAY
        return last

    def near(self, last: date, days: int, unit: Unit) -> date:
        """The first day on which no more than so many days are left until a last day."""
        day = last
        while self.left(day - DAY, last, unit) <= days:
            day -= DAY
        return day

    def used(self, begun: date, until: date, unit: Unit) -> int:
        """How many days of a limit have gone by when it stops on the day `until`, which itself does not count."""
        if unit == "natural":
            return max(0, (until - begun).days - 1)
        return sum(map(self.works, _between(begun + DAY, until)))

    def left(self, today: date, last: date, unit: Unit) -> int:
        """Days until a last day: 0 on the day itself, below zero when it is over."""
        if unit == "natural":
            return (last - today).days
        if today <= last:
            return sum(map(self.works, _between(today + DAY, last + DAY)))
        return -sum(map(self.works, _between(last + DAY, today + DAY)))


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY


def _between(first: date, end: date) -> Iterator[date]:
    """From the first day on, the end not included."""
    return (first + number * DAY for number in range((end - first).days))
