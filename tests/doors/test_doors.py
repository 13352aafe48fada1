"""S7: nobody sees or does what role and unit do not allow. Every address, every method, every person."""

from pathlib import Path

import pytest
from django.db import transaction

from banshi.jobs.management.commands.urls import addresses
from tests.doors.world import PEOPLE, World, a_world, answer

TABLE = {
    (method, name): [int(status) for status in statuses]
    for method, name, *statuses in (
        line.split() for line in (Path(__file__).parent / "table.txt").read_text().splitlines()[3:]
    )
}
OWN_KEYS = dict.fromkeys(
    ("filing:worklist", "filing:arrange", "filing:move_of_row", "filing:export_worklist", "review:batch"), "waiting"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Made for this test."""
    return a_world()


def placed() -> dict[tuple[str, str], str]:
    """Every address of the site by method and name, with its pattern."""
    return {
        (method, each["name"]): each["pattern"]
        for each in addresses()
        for method in each["methods"]
        if method != "HEAD"
    }


def test_every_address_says_who_may_come_and_stands_in_the_table() -> None:
    """Red when a view has no `door`, and when an address is added without a line."""
    assert [each["pattern"] for each in addresses() if not each["who"]] == []
    assert placed().keys() == TABLE.keys()


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_what_the_table_says(world: World, person: str) -> None:
    """Red when `seen_by` forgets the unit, when a door forgets its role, and when the first sign-in opens too much."""
    column, wrong = PEOPLE.index(person), []
    for (method, name), pattern in placed().items():
        world.values["key"] = OWN_KEYS.get(name, "approve")
        before = transaction.savepoint()
        status = answer(world, person, method, pattern)
        transaction.savepoint_rollback(before)
        if status != TABLE[method, name][column]:
            wrong.append(f"{method} {name}: {status}, not {TABLE[method, name][column]}")
    assert not wrong, "\n".join(wrong)
