"""A thousand approvals at once, beside the statements they come to, without anything that finds them out."""

import time
from collections.abc import Iterator

from django.db import connection

from banshi.cases import actions
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.lib import postgres
from banshi.people import queries as people
from bench.figure import Figure, Goal
from bench.generator import generate
from bench.people import Person
from bench.replay import Recorder
from bench.world import World, working_on

CASES = 10_000  # of which a tenth waits at the agency's desk
SOURCE, TOLD, OURS, BARE = "batch_source", "batch_told", "batch_ours", "batch_bare"


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
