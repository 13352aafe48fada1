"""The demo shows every state, several permits, and every colour of the clock."""

import pytest

from banshi.cases.models import Case, Term
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.clock import actions as calendar
from banshi.define import Demo
from banshi.jobs.demo import World
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM
from banshi.packs.survey_hall.map_review import MAP_REVIEW
from banshi.packs.survey_hall.pack import PACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Demo:
    """The demo world of this pack, made as `banshi demo` makes it."""
    assert PACK.demo
    catalogue.publish(by=SYSTEM)
    regions = {unit.region for unit in PACK.demo.units}
    catalogue.load_codes("region", [(each, f"湖南省 某市 {each}") for each in regions], by=SYSTEM)
    calendar.keep_up()
    World(shelf.pack(PACK.key), PACK.demo, seed=1).make()
    return PACK.demo


def test_there_are_cases_in_every_state_of_several_permits_near_due_overdue_and_stopped(demo: Demo) -> None:
    """Red when a case of the demo cannot be made, or none shows one of the states or colours."""
    cases = Case.objects.filter(pack=PACK.key)
    assert {*cases.values_list("state", flat=True)} >= {state.key for state in MAP_REVIEW.flow.states} - {"discarded"}
    assert len({*cases.values_list("matter", flat=True)}) == 4
    running = Term.objects.filter(case__in=cases, ended=None)
    assert running.filter(last_day__lt=clock.today()).exists()
    assert running.filter(last_day__gte=clock.today(), tells_on__lte=clock.today()).exists()
    assert running.exclude(still_since=None).exists()
