"""工作日历: which days are worked; the notice of each year is typed in here, the system administrator's part."""

from calendar import Calendar as Months
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases.terms import recounting
from banshi.clock import actions, queries, typing_in
from banshi.clock.queries import YearSight
from banshi.clock.refusals import YearOvertaken
from banshi.clock.rules import is_weekend
from banshi.clock.typing_in import Row
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from banshi.web.door import actor_of, door
from banshi.web.numbers import LARGEST_VERSION
from banshi.web.numbers import number as as_number


@dataclass(frozen=True)
class DayShown:
    """A day of a month: its number (0 beside the month), what it is ("works", "rests", "off", "moved"), and its name."""

    number: int
    kind: str
    name: str


@door("GET", who="system_admin")
def years(request: HttpRequest) -> HttpResponse:
    """The years that are known, and of which the notice is missing."""
    return render(request, "console/years.html", {"years": queries.years()})


@door("GET", "POST", who="system_admin")
def year(request: HttpRequest, number: int) -> HttpResponse:
    """One year: its days, a preview of what was typed, 【发布】."""
    standing = queries.year(number)
    if request.method != "POST":
        return _page(request, standing, typing_in.written(standing.days), standing.source)
    days, source = request.POST.get("days", ""), request.POST.get("source", "")
    seen = as_number(request.POST.get("version", ""), most=LARGEST_VERSION - 1) or 0
    try:
        if "preview" in request.POST:
            return _page(request, standing, days, source, preview=actions.typed(number, days, source)[0])
        token = request.POST.get("token", "")
        actions.publish(number, days, source, by=actor_of(request), version=seen, token=token)
    except (YearOvertaken, Invalid) as refusal:
        return _page(request, standing, days, source, refusal=refusal)
    messages.success(request, f"{number} 年的工作日历已发布，正在计时的时限随后自动重新计算。")
    return redirect("console:calendar")


def _page(
    request: HttpRequest,
    standing: YearSight,
    days: str,
    source: str,
    *,
    preview: list[Row] | None = None,
    refusal: YearOvertaken | Invalid | None = None,
) -> HttpResponse:
    context = {
        "year": standing,
        "days": days,
        "source": source,
        "months": _months(standing.number, standing.days if preview is None else preview),
        "preview": preview is not None,
        "moved": recounting.foreseen(standing.number, preview) if preview is not None else 0,
        "token": request.POST.get("token") or new_token(),
        "refusal": refusal,
        "problems": refusal.problems if isinstance(refusal, Invalid) else (),
    }
    return render(request, "console/year.html", context, status=refusal.status if refusal else 200)


def _months(number: int, rows: list[Row]) -> list[tuple[int, list[list[DayShown]]]]:
    named = {day: ("moved" if works else "off", name) for day, works, name in rows}
    return [
        (month, [[_shown(day, month, named) for day in week] for week in Months().monthdatescalendar(number, month)])
        for month in range(1, 13)
    ]


def _shown(day: date, month: int, named: dict[date, tuple[str, str]]) -> DayShown:
    usual = ("rests" if is_weekend(day) else "works", "")
    return DayShown(day.day, *named.get(day, usual)) if day.month == month else DayShown(0, "", "")
