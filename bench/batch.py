"""A thousand approvals at once, beside the statements they come to, without anything that finds them out; and a thousand approvals
and reports as people press them: from the ticked list over its preview to the receipt."""

import re
import time
from collections.abc import Iterator
from functools import partial

from django.db import connection

from banshi.cases import actions
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.lib import postgres
from banshi.people import queries as people
from bench import house
from bench.client import Browser, timed
from bench.figure import Figure, Goal
from bench.generator import generate
from bench.people import Line, Person
from bench.replay import Recorder
from bench.workbooks import book_of, file
from bench.world import BASE, World, working_on

CASES = 10_000  # of which a tenth waits at the agency's desk
MANY = 1000
SOURCE, TOLD, OURS, BARE = "batch_source", "batch_told", "batch_ours", "batch_bare"
PRESSED, FILED = "batch_pressed", "batch_filed"
CASE = re.compile(r'name="case" value="([^"]+)"')
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def batch(world: World) -> Iterator[Figure]:
    """Three copies of one world: in the first the statements are recorded, in the second and third each way is timed."""
    officer = world.lines[0].officer
    generate(SOURCE, CASES, world.lines[0])
    for name in (TOLD, OURS, BARE):
        postgres.make_database(name, SOURCE)
    statements: list[str] = []
    with working_on(TOLD), connection.execute_wrapper(Recorder(statements)):
        _approve_all(officer)
    with working_on(OURS):
        ours = _approve_all(officer)
    yield Figure("batch.seconds", ours, _replay(statements), Goal("ratio", "<=", 3))
    yield from _pressed(world.lines[0])


def _pressed(line: Line) -> Iterator[Figure]:
    """Seconds from the press on the list to the receipt, the preview included; beside them those of the preview alone."""
    postgres.make_database(PRESSED, SOURCE)
    postgres.make_database(FILED, BASE)
    with working_on(FILED):
        file(book_of(MANY)[0], people.actor_for(people.own_account(line.filer.account)))
    for move, of, person, name in (
        ("approve", "waiting", line.officer, PRESSED),
        ("report", "mine", line.filer, FILED),
    ):
        with house.site(database=name) as site:
            browser = Browser(site.port, person.cookies)
            timed(partial(browser.get, f"/s/life/cases/{of}/"), 200)
            preview, receipt = _press(browser, f"/s/life/cases/{of}/batch/", move)
        yield Figure(f"batch.{move}_pressed_seconds", preview + receipt, preview, Goal("ours", "<=", 2))


def _press(browser: Browser, path: str, move: str) -> tuple[float, float]:
    """Seconds of the preview and of the receipt. Raises RuntimeError when not all were moved."""
    took, shown = timed(partial(browser.post, path, {"all": "1", "asked": ""}), 200)
    page = shown.body.decode()
    form: dict[str, str | list[str]] = {"case": CASE.findall(page), "token": TOKEN.findall(page)[0], "move": move}
    done, answer = timed(partial(browser.post, path, form | {"opinion": "同意。"}), 200)
    if f"已对 {MANY} 件" not in answer.body.decode():
        raise RuntimeError(f"not all {MANY} cases were moved")
    return took / 1000, done / 1000


def _approve_all(officer: Person) -> float:
    """Seconds from the button to the receipt."""
    actor = people.actor_for(people.own_account(officer.account))
    seen = dict(Case.objects.filter(desk=officer.unit, state="waiting").values_list("ref", "version"))
    began = time.perf_counter()
    receipt = actions.move_all(seen, "approve", by=actor, token=new_token(), opinion="同意。")
    took = time.perf_counter() - began
    if receipt.moved != len(seen) or not seen:
        raise RuntimeError(f"{receipt.moved} of {len(seen)} cases were approved")
    return took


def _replay(statements: list[str]) -> float:
    """Seconds the database needs for them alone."""
    with postgres.superuser(BARE) as owner:
        began = time.perf_counter()
        for statement in statements:
            owner.execute(statement.encode())  # recorded, not written here
        return time.perf_counter() - began
