"""Changing the calendar. Every change is an event, with the whole year; whoever counts by it is told by a delivery."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F

from banshi.clock import seed
from banshi.clock.models import Day, Year
from banshi.clock.refusals import YearOvertaken
from banshi.clock.typing_in import Row, read
from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.clock import Now
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.lib.text import plain

FIRST = 2024
AHEAD = 2  # years
TO = "calendar"  # who counts by it takes deliveries under this address
KEEPER = "system_admin"
MOST_OFF = 40  # weekdays of a year; a notice has some twenty. Nobody stops every limit by one long holiday.
_OF_THE_NOTICE = "国务院办公厅关于{}年部分节假日安排的通知"


@transaction.atomic
def keep_up() -> None:
    """Takes in what is known of the years ahead, and of those whose notice was not known before; what somebody has published stays."""
    for number in range(FIRST, clock.today().year + AHEAD + 1):
        year = Year.objects.filter(number=number).first()
        if year and year.source:
            continue
        found = seed.known(number)
        if year is None or found.arranged:
            _take(number, found.days, _OF_THE_NOTICE.format(number) if found.arranged else "", SYSTEM)


@transaction.atomic
def publish(number: int, text: str, source: str, *, by: Actor, version: int, token: str) -> None:
    """Publishes a year as it was typed, after the version that was on the page; limits that run are counted anew.

    Raises NotFound for a year that is not in the calendar, Invalid with every problem, YearOvertaken when somebody was first.
    """
    if not by.holds(KEEPER):
        raise Forbidden
    once = ledger.once(token, by, f"calendar {number}")
    if once.receipt:
        return
    days, source = typed(number, text, source)
    year = Year.objects.select_for_update().filter(number=number).first()
    if year is None:
        raise NotFound
    if year.version != version:
        raise YearOvertaken
    _take(number, days, source, by)
    once.keep({"year": number})


def typed(number: int, text: str, source: str) -> tuple[list[Row], str]:
    """The days and the notice of a year as they would be published. Raises Invalid with every problem."""
    source = plain(source)
    wrong = [Problem("source", "请写明依据，如“国办发明电〔2026〕7号”，最多 200 字。", "error")]
    problems = [] if 0 < len(source) <= 200 else wrong
    try:
        days = read(text, number)
        problems += _unreasonable(number, days)
    except Invalid as refusal:
        raise Invalid(refusal.words, [*problems, *refusal.problems]) from None
    if problems:
        raise Invalid("没有发布，请按提示修改。", problems)
    return days, source


def _unreasonable(number: int, days: list[Row]) -> Iterator[Problem]:
    off = [day for day, works, _ in days if not works]
    if len(off) > MOST_OFF:
        yield Problem("days", f"一年里平日放假最多 {MOST_OFF} 天，这里有 {len(off)} 天。请核对日期。", "error")
    gone = Day.objects.filter(day__year=number, day__lt=clock.today(), works=False).values_list("day", flat=True)
    if late := [day for day in off if day < clock.today() and day not in set(gone)]:
        words = f"{late[0].isoformat()} 已经过去，不能再改为放假：这一天已经计入期限。"
        yield Problem("days", words, "error")


def _take(number: int, days: list[Row], source: str, by: Actor) -> None:
    """Takes a year in. Nobody has counted by one that was not there."""
    _, is_new = Year.objects.get_or_create(number=number)
    before = Day.objects.filter(day__year=number).order_by("day").values_list("day", "works", "name")
    data = {"year": number, "source": source, "days": _said(days), "before": _said(before)}
    Year.objects.filter(number=number).update(source=source, version=F("version") + 1, changed_at=Now())
    Day.objects.filter(day__year=number).delete()
    Day.objects.bulk_create(Day(day=day, works=works, name=name) for day, works, name in days)
    deliveries = [] if is_new else [Delivery(TO, {"year": number})]
    ledger.append("calendar", "calendar_published", by=by, data=data, deliveries=deliveries)


def _said(days: Iterable[Row]) -> list[list[Any]]:
    return [[day.isoformat(), works, name] for day, works, name in days]
