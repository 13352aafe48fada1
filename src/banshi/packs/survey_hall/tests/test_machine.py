"""R11 for permits: whatever people try in whatever order, a case stays what the flow allows."""

import pytest

from banshi.packs.survey_hall.map_review import MAP_REVIEW
from banshi.packs.survey_hall.tests.situations import an_application, an_office
from tests.cases.machine import Play, keeps_its_invariants

pytestmark = pytest.mark.django_db
PEOPLE = ("王经办", "李审核", "陈承办", "周签发", "张旁人")


def test_any_sequence_of_moves_keeps_the_invariants() -> None:
    """Red when a permit goes on after it was withdrawn."""
    office = an_office()
    cells = ("map_name", "scale", "material:draft_map")
    keeps_its_invariants(Play(MAP_REVIEW.flow, PEOPLE, cells, office.actor, draft=lambda: an_application(office)))
