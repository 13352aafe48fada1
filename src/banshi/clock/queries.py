"""Reading the calendar. It is everybody's: the public counts by it too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from banshi.clock.models import Day, Year
from banshi.clock.rules import Calendar
from banshi.lib.refusals import NotFound

LONGEST_REST = timedelta(days=30)  # no holidays in a row last longer


@dataclass(frozen=True)
class YearSight:
    """A year as the calendar has it: its exceptions in order (day, worked, name), and the notice they come from, empty without one."""

    number: int
    source: str
    version: int
    days: list[tuple[date, bool, str]]

    @property
    def arranged(self) -> bool:
        """False while the year's notice is not in the calendar yet: weekends that are worked are missing."""
        return bool(self.source)


def calendar(first: date, last: date) -> Calendar:
    """The calendar of the days between, both included; in one statement."""
    rows = Day.objects.filter(day__range=(first, last)).values_list("day", "works")
    return Calendar(dict(rows))


def last_day(begun: date, days: int) -> date:
    """The last of so many working days, counted from the day after one."""
    longest = timedelta(weeks=days) + LONGEST_REST
    return calendar(begun, begun + longest).last_day(begun, days, "working")


def year(number: int) -> YearSight:
    """One year of the calendar. Raises NotFound."""
    row = Year.objects.filter(number=number).first()
    if row is None:
        raise NotFound
    return _sight(row, Day.objects.filter(day__year=number).order_by("day"))


def years() -> list[YearSight]:
    """Every year of the calendar, the newest first."""
    days: dict[int, list[Day]] = {}
    for row in Day.objects.order_by("day"):
        days.setdefault(row.day.year, []).append(row)
    return [_sight(row, days.get(row.number, [])) for row in Year.objects.order_by("-number")]


def arranged_years() -> set[int]:
    """The years whose notice is in the calendar."""
    return set(Year.objects.exclude(source="").values_list("number", flat=True))


def _sight(row: Year, days: Iterable[Day]) -> YearSight:
    return YearSight(row.number, row.source, row.version, [(day.day, day.works, day.name) for day in days])
