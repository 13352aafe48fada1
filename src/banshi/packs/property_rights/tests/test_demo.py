"""The demo has enough at the agency's desk to decide many at once."""

import pytest

from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.catalogue.lists.regions import regions
from banshi.jobs.demo import World
from banshi.lib.actor import SYSTEM
from banshi.packs.property_rights.pack import PACK

pytestmark = pytest.mark.django_db


def test_three_cases_of_one_matter_wait_at_the_agencys_desk() -> None:
    """Red when a case of the demo cannot be made, or a batch has a single row."""
    assert PACK.demo
    catalogue.publish(by=SYSTEM)
    catalogue.load_codes("region", [each for each in regions() if each[0].startswith("50")], by=SYSTEM)
    catalogue.load_codes("industry", [("E48", "建筑业 土木工程建筑业")], by=SYSTEM)
    world = World(shelf.pack(PACK.key), PACK.demo, seed=1)
    world.make()
    waiting = Case.objects.filter(desk=world.units["agency"], matter="property_rights/occupy", state="under_review")
    assert waiting.count() == 3
