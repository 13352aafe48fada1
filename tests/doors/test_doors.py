"""S7: nobody sees or does what role and unit do not allow. Every address, every method, every person."""

import pytest

from banshi.jobs.management.commands.urls import addresses
from tests.doors.tables import TABLE, placed, unlike
from tests.doors.world import PEOPLE, World, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Made for this test."""
    return a_world()


def test_every_address_says_who_may_come_and_stands_in_the_table() -> None:
    """Red when a view has no `door`, and when an address is added without a line."""
    assert [each["pattern"] for each in addresses() if not each["who"]] == []
    assert placed().keys() == TABLE.keys()


def test_everybody_gets_what_the_table_says(world: World) -> None:
    """Red when `seen_by` forgets the unit, when a door forgets its role, and when the first sign-in opens too much."""
    wrong = unlike(TABLE, world, PEOPLE, worklist="waiting")
    assert not wrong, wrong
