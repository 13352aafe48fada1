"""How many lives a second, and what each step costs."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from statistics import median

from banshi.lib import postgres
from bench import house
from bench.client import Browser, crowd, timed
from bench.figure import Figure, Goal, percentile, say
from bench.lives import STEPS, OurLife, PlainLife, Round, in_step, race
from bench.people import Person
from bench.replay import pgbench, record
from bench.world import World

ROUNDS, SECONDS, WARM = 3, 8, 2
SAMPLE = 40  # lives of which the processor's time is told
PLAIN = {"wsgi": "bench.plain.wsgi:application", "settings": "bench.plain.settings"}


@dataclass(frozen=True)
class Turn:
    """One round of each, one right after the other, so that they share the machine's mood."""

    ours: Round
    plain: Round
    replayed: float
    empty: float


def life(world: World) -> Iterator[Figure]:
    """The product beside the plain project, pgbench and an empty view."""
    recorded, sessions = record(world.lines), _plain_people()
    with ExitStack() as sites:
        ours, plain = sites.enter_context(house.site()), sites.enter_context(house.site(**PLAIN))
        our_lives = [OurLife(line, partial(_browser, ours.port)) for line in world.lines]
        plain_lives = [PlainLife(plain.port, each) for each in sessions]
        race(our_lives, WARM), race(plain_lives, WARM)
        _know_the_tables()
        turns = []
        for _ in range(ROUNDS):
            first = race(our_lives, SECONDS)
            _wait_for_the_worker()
            second = race(plain_lives, SECONDS)
            third = pgbench(recorded, SECONDS)
            _wait_for_the_worker()
            turns.append(Turn(first, second, third, _empty(plain.port, sessions)))
            say(f"  {first.per_second:.0f} lives a second, {second.per_second:.0f} plain, {third:.0f} replayed")
        own = in_step(our_lives[0], SAMPLE, ours.cpu, house.server_cpu)
        bare = in_step(plain_lives[0], SAMPLE, plain.cpu, house.server_cpu)
    yield from _speeds(turns)
    for name in STEPS:
        yield from _step(name, turns)
        yield Figure(f"life.{name}.statements", recorded[0].count(name), 0)
        yield Figure(f"life.{name}.web_cpu_ms", own[name][0], bare[name][0])
        yield Figure(f"life.{name}.database_cpu_ms", own[name][1], bare[name][1])


def _browser(port: int, person: Person) -> Browser:
    return Browser(port, person.cookies)


def _speeds(turns: Sequence[Turn]) -> Iterator[Figure]:
    ours = median(turn.ours.per_second for turn in turns)
    plain = median(turn.plain.per_second for turn in turns)
    yield Figure("life.per_second", ours, plain, Goal("ratio", ">=", 0.75))
    yield Figure("life.per_second_beside_replay", ours, median(turn.replayed for turn in turns))
    yield Figure("life.requests_per_second_beside_empty_view", ours * len(STEPS), median(turn.empty for turn in turns))


def _step(name: str, turns: Sequence[Turn]) -> Iterator[Figure]:
    for label, share, goal in (("p50_ms", 0.5, None), ("p99_ms", 0.99, Goal("ours", "<=", 100))):
        own = median(percentile(turn.ours.steps[name], share) for turn in turns)
        bare = median(percentile(turn.plain.steps[name], share) for turn in turns)
        yield Figure(f"life.{name}.{label}", own, bare, goal)


def _plain_people() -> list[list[str]]:
    """A database for the plain project, with as many lines of people who have signed in."""
    postgres.make_database("plain")
    os.environ["PLAIN_URL"] = house.url("plain", postgres.OWNER)
    made = house.answer([sys.executable, "-m", "django", "people"], DJANGO_SETTINGS_MODULE=PLAIN["settings"])
    sessions: list[list[str]] = json.loads(made)
    return sessions


def _know_the_tables() -> None:
    """Statements are planned for tables that hold something, as a minute of autovacuum leaves them, in both databases alike."""
    for name in (postgres.NAME, "plain"):
        with postgres.superuser(name) as connection:
            connection.execute("ANALYZE")


def _wait_for_the_worker() -> None:
    """What is still to be delivered would be done at the expense of what is measured next."""
    began = time.monotonic()
    with postgres.superuser(postgres.NAME) as connection:
        while left := connection.execute("SELECT count(*) FROM ledger_delivery WHERE done_at IS NULL").fetchone() or (
            0,
        ):
            if not left[0]:
                break
            time.sleep(0.2)
    say(f"  the worker needed {time.monotonic() - began:.0f} s more")


def _empty(port: int, sessions: Sequence[Sequence[str]]) -> float:
    """Requests a second of the view that does nothing but know its user."""
    until = time.perf_counter() + WARM

    def ask(browser: Browser) -> int:
        count = 0
        while time.perf_counter() < until:
            timed(lambda: browser.get("/empty/"), 200)
            count += 1
        return count

    browsers = [Browser(port, {"sessionid": each[0]}) for each in sessions]
    return sum(crowd([partial(ask, browser) for browser in browsers])) / WARM
