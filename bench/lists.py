"""Lists, search, a case and the home among a million cases, beside the same among ten thousand."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from urllib.parse import quote

from banshi.lib import postgres
from bench import house
from bench.client import Browser, timed
from bench.figure import Figure, Goal, percentile, say
from bench.generator import CASES_OF_A_UNIT, generate, groups_of, unit_name
from bench.people import Line
from bench.world import World

SMALL, LARGE = 10_000, 1_000_000
ASKED, WARM = 200, 20
DEEP = 0.9  # of the way through the list
DESK, HANDLED, REACHED = "/s/life/cases/waiting/", "/s/life/cases/handled/", "/s/life/cases/reached/"
TOTALS, ROSTER = "/s/life/totals/request/", "/s/life/roster/request/1/"
PAGE_500 = 499 * 20  # rows before the five hundredth page
Ask = Callable[[], str]


def lists(world: World) -> Iterator[Figure]:
    """Every page asked of both worlds in turn, by an officer of the agency, over one connection each."""
    line = world.lines[0]
    for cases in (SMALL, LARGE):
        generate(_name(cases), cases, line)
    with ExitStack() as sites:
        browsers = {}
        for cases in (SMALL, LARGE):
            port = sites.enter_context(house.site(database=_name(cases))).port
            browsers[cases] = Browser(port, line.officer.cookies)
        asks = {cases: _asks(cases, line) for cases in (SMALL, LARGE)}
        for page in asks[SMALL]:
            took = _took(browsers, {cases: asks[cases][page] for cases in asks})
            small, large = took[SMALL], took[LARGE]
            say(f"  {page}")
            yield Figure(
                f"lists.{page}.p50_ms", percentile(large, 0.5), percentile(small, 0.5), Goal("ratio", "<=", 1.3)
            )
            yield Figure(
                f"lists.{page}.p99_ms", percentile(large, 0.99), percentile(small, 0.99), Goal("ours", "<=", 50)
            )


def _name(cases: int) -> str:
    return f"cases_{cases}"


def _took(browsers: dict[int, Browser], asks: dict[int, Ask]) -> dict[int, list[float]]:
    """Milliseconds of each answer; the two worlds take turns, so that they share the machine's mood."""
    took: dict[int, list[float]] = {cases: [] for cases in browsers}
    for _ in range(WARM + ASKED):
        for cases, browser in browsers.items():
            path = asks[cases]()
            took[cases].append(timed(partial(browser.get, path), 200)[0])
    return {cases: each[WARM:] for cases, each in took.items()}


def _asks(cases: int, line: Line) -> dict[str, Ask]:
    """What is asked of a world of so many cases: another case, another name every time."""
    dice = random.Random(cases)  # noqa: S311 (a reproducible choice, no secret)

    def part(begin: int, end: int) -> str:
        units = cases // CASES_OF_A_UNIT
        return quote(unit_name(dice.randrange(groups_of(units), units))[begin:end])

    deep = quote(_deep(cases, line.officer.unit))
    return {
        "home": lambda: "/s/life/",
        "desk_first": lambda: DESK,
        "desk_deep": lambda: f"{DESK}?after={deep}",
        "handled_first": lambda: HANDLED,
        "handled_filtered": lambda: f"{HANDLED}?state=granted",
        "desk_search_2": lambda: f"{DESK}?text={part(2, 4)}",
        "desk_search_4": lambda: f"{DESK}?text={part(2, 6)}",
        "handled_search_2": lambda: f"{HANDLED}?text={part(2, 4)}",
        "handled_search_4": lambda: f"{HANDLED}?text={part(2, 6)}",
        "reached_first": lambda: REACHED,
        "reached_page_500": lambda: f"{REACHED}?after={cases - PAGE_500 if cases > 2 * PAGE_500 else cases // 2}",
        "reached_answer_4": lambda: f"{REACHED}?answer/subject={part(2, 6)}",
        "reached_choice": lambda: f"{REACHED}?answer/urgent={quote('是')}",
        "totals": lambda: TOTALS,
        "roster": lambda: ROSTER,
        "case": lambda: f"/cases/BM2026-{dice.randrange(cases // 10) * 10 + 5:07}-0/",
    }


def _deep(cases: int, agency: int) -> str:
    """The key of a page far down the agency's desk."""
    with postgres.superuser(_name(cases)) as connection:
        found = connection.execute(
            "SELECT since, id FROM cases_case WHERE desk_id = %s AND NOT ended ORDER BY since, id LIMIT 1 OFFSET %s",
            [agency, int(cases / 10 * DEEP)],
        ).fetchone()
    if not found:
        raise LookupError("the agency's desk is too short")
    return f"{found[0].isoformat()}|{found[1]}"
