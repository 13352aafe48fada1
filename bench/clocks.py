"""Ten thousand limits that run, counted anew when a year of the calendar changes; and a list narrowed to what runs out within a week."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from statistics import median

from banshi.cases import actions
from banshi.cases.models import Case, Term
from banshi.cases.terms.recounting import recount
from banshi.clock import actions as calendars
from banshi.clock import queries as days
from banshi.clock.typing_in import written
from banshi.jobs import worker
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.people import queries as people
from bench import house
from bench.client import Browser, timed
from bench.figure import Figure, Goal
from bench.lists import DESK
from bench.people import Line
from bench.sheets import seconds
from bench.workbooks import book_of, file
from bench.world import World

MANY, TOGETHER, ASKED = 10_000, 1000, 50
TIMED = "life/timed"
KEEPER = replace(SYSTEM, roles=frozenset({calendars.KEEPER}))


def clocks(world: World) -> Iterator[Figure]:
    """A day off more moves the last day of every limit; the list is the superior's, whose desk all of them lie on."""
    line = world.lines[0]
    _begin(line)
    before = _last_days()
    ours = seconds(_give_a_day_off)
    if _last_days() & before or Term.objects.filter(ended=None).count() < MANY:
        raise RuntimeError("not every limit was counted anew")
    yield Figure("clocks.recounted_seconds", ours, 0, Goal("ours", "<=", 10))
    with house.site() as site:
        browser = Browser(site.port, line.superior.cookies)
        due, whole = ([_took(browser, path) for _ in range(ASKED)] for path in (f"{DESK}?due=week", DESK))
    yield Figure("clocks.due_list.p50_ms", median(due), median(whole))


def _begin(line: Line) -> None:
    """Cases with a limit, filed by workbook and reported a thousand at a time."""
    filer = people.actor_for(people.own_account(line.filer.account))
    file(book_of(MANY)[0], filer, TIMED)
    drafts = list(Case.objects.filter(matter=TIMED, state="draft").values_list("ref", "version"))
    for first in range(0, len(drafts), TOGETHER):
        seen = dict(drafts[first : first + TOGETHER])
        actions.move_all(seen, "report", by=filer, token=new_token())


def _last_days() -> set[date | None]:
    return set(Term.objects.filter(ended=None).values_list("last_day", flat=True))


def _give_a_day_off() -> None:
    """Publishes the year once more with the next working day off, and lets the worker tell whoever counts by it."""
    day = _next_working_day()
    kept = days.year(day.year)
    text = f"{written(kept.days)}\n{day.isoformat()} 休 测速"
    calendars.publish(day.year, text, "测速", by=KEEPER, version=kept.version, token=new_token())
    while worker.hand_over_next(calendars.TO, recount):
        pass


def _next_working_day() -> date:
    today = clock.today()
    ahead = [today + timedelta(days=number) for number in range(1, 15)]
    calendar = days.calendar(ahead[0], ahead[-1])
    return next(day for day in ahead if calendar.works(day))


def _took(browser: Browser, path: str) -> float:
    return timed(partial(browser.get, path), 200)[0]
