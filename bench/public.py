"""Pages for everybody: the public home and a guide, beside an answer of two letters from the same server; and whether what was
published is read by whoever asks next."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

from banshi.bulletin import actions
from banshi.catalogue import directory
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from bench import house
from bench.client import Browser, crowd, timed
from bench.figure import Figure, Goal, percentile
from bench.world import World

CROWD, ROUNDS, SECONDS, WARM = 8, 3, 4, 1
TIMES = 10  # something is published
EMPTY, HOME = "/healthz", "/"


def public(world: World) -> Iterator[Figure]:
    """By a crowd of strangers; the pages and the empty answer take turns, so that they share the machine's mood."""
    told = next(each for each in directory.everything() if each.matter.guide)
    with house.site() as site:
        browsers = [Browser(site.port) for _ in range(CROWD)]
        for name, path in (("home", HOME), ("guide", f"/matters/{told.pack.key}/{told.matter.key}/")):
            _ask(browsers, path, WARM)
            turns = [(_ask(browsers, path, SECONDS), _ask(browsers, EMPTY, SECONDS)) for _ in range(ROUNDS)]
            ours, empty = (median(len(turn[side]) for turn in turns) / SECONDS for side in (0, 1))
            yield Figure(f"public.{name}.per_second", ours, empty, Goal("ratio", ">=", 0.5))
            slow, none = (median(percentile(turn[side], 0.99) for turn in turns) for side in (0, 1))
            yield Figure(f"public.{name}.p99_ms", slow, none)
        yield Figure("public.outdated_answers", _outdated(told.pack.key, browsers), 0, Goal("ours", "<=", 0))


def _ask(browsers: Sequence[Browser], path: str, seconds: float) -> list[float]:
    """Milliseconds of every answer that a crowd gets in so many seconds."""
    until = time.perf_counter() + seconds

    def ask(browser: Browser) -> list[float]:
        took = []
        while time.perf_counter() < until:
            took.append(timed(partial(browser.get, path), 200)[0])
        return took

    return [each for one in crowd([partial(ask, browser) for browser in browsers]) for each in one]


def _outdated(pack: str, browsers: Sequence[Browser]) -> int:
    """How many did not read at once what had just been published, or still read what had just been taken down."""
    today, wrong = clock.today().isoformat(), 0
    for number in range(TIMES):
        title = f"第 {number} 号公告"
        typed = {"title": title, "body": "自即日起施行。", "since": today, "pinned": "是"}
        published = actions.publish_announcement(pack, typed, by=SYSTEM, token=new_token())
        wrong += sum(title not in each.get(HOME).text for each in browsers)
        actions.take_down_announcement(pack, published, by=SYSTEM)
        wrong += sum(title in each.get(HOME).text for each in browsers)
    return wrong
