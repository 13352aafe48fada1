"""What becomes of a limit when its case moves. Pure: who asks brings the calendar and the day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from banshi.clock.rules import DAY, Calendar, Unit
from banshi.define import Move, Term

Lamp = Literal["green", "yellow", "red", "over"]
NEAR_SHARE, NEAR_DAYS = 5, 2  # yellow: a fifth of the days is left, or two of them
LONGEST = timedelta(days=730)  # as far ahead as a limit is counted


@dataclass(frozen=True)
class Course:
    """How far one limit of a case is.

    `begun` is the day it counts from, `days` what the law allows and `aimed` what was promised, extension included. `used` are the days
    that had gone by when it stood still last, `going` the day after which it goes on. While it runs `last_day` and `legal_last_day` are
    set; while it stands still `still_since` is; once it is over `ended` is. `told` is how urgent it was when somebody was told last, and
    `tells_on` the day on which to tell again.
    """

    key: str
    begun: date
    days: int
    aimed: int
    going: date
    used: int = 0
    extended: bool = False
    still_since: date | None = None
    last_day: date | None = None
    legal_last_day: date | None = None
    ended: date | None = None
    told: int = 0
    tells_on: date | None = None


def after(
    term: Term, now: Course | None, move: Move, there: str, today: date, begins: date, calendar: Calendar
) -> Course | None:
    """What a limit comes to when the case moves to the state `there`; what begins counts from `begins`. None where it does not run."""
    if now is None:
        fresh = Course(term.key, begins, term.days, term.aimed, begins)
        return counted(fresh, term.unit, calendar) if there in term.states else None
    if there in term.still:
        # What is over by the law runs on: a hearing that begins too late brings no time back.
        return now if now.still_since or _is_over(now, today) else _stopped(now, term, today, calendar)
    if there not in term.states:
        return replace(now, ended=today, still_since=None, tells_on=None)
    if now.still_since:
        # A day on which it ran at all counts, the one it stopped and the one it goes on too: stops at night win none.
        now = replace(now, still_since=None, going=max(now.still_since, today - DAY))
    if move.extends == term.key:
        now = replace(now, days=now.days + term.extension, aimed=now.aimed + term.extension, extended=True)
    return counted(now, term.unit, calendar)


def counted(course: Course, unit: Unit, calendar: Calendar) -> Course:
    """The same with its last days by this calendar; what stands still or is over has none to come. With another last day it is told of
    anew."""
    if course.still_since or course.ended:
        return course
    last, legal = (calendar.last_day(course.going, days - course.used, unit) for days in (course.aimed, course.days))
    if (last, legal) == (course.last_day, course.legal_last_day):
        return course
    near = calendar.near(last, _near(course.aimed), unit)
    return replace(course, last_day=last, legal_last_day=legal, told=0, tells_on=max(near, course.begun))


def told(course: Course, today: date) -> Course:
    """The same after somebody was told how urgent it is today."""
    last = course.last_day or today
    steps = [last, last + DAY, None]
    urgent = 1 + sum(today >= day for day in steps if day)
    return replace(course, told=urgent, tells_on=steps[urgent - 1])


def _is_over(now: Course, today: date) -> bool:
    return now.legal_last_day is not None and now.legal_last_day < today


def _stopped(now: Course, term: Term, today: date, calendar: Calendar) -> Course:
    used = now.used + calendar.used(now.going, today + DAY, term.unit)
    return replace(now, used=used, still_since=today, last_day=None, legal_last_day=None, tells_on=None)


def lamp(left: int, aimed: int) -> Lamp:
    """How urgent it is: yellow when a fifth of the days or two of them are left, red on the last day, then over."""
    if left < 0:
        return "over"
    if left == 0:
        return "red"
    return "yellow" if left <= _near(aimed) else "green"


def _near(aimed: int) -> int:
    return max(NEAR_DAYS, aimed // NEAR_SHARE)
