"""R11 for 占有登记, which climbs four levels and issues a paper."""

import pytest

from banshi.packs.property_rights.flow import OCCUPATION
from tests.cases.machine import Play, keeps_its_invariants
from tests.figures.campaigns import ROSTER, a_campaign, rostered
from tests.situations import Group, a_case, a_group, attach_all

pytestmark = pytest.mark.django_db
__all__ = ["rostered"]
PEOPLE = ("王经办", "李审核", "赵主管", "孙总管", "陈处长", "张旁人")


def _draft(group: Group) -> str:
    ref = a_case(group)
    attach_all(ref, group.actor("王经办"))
    return ref


@pytest.mark.usefixtures("rostered")
def test_any_sequence_of_moves_keeps_the_invariants() -> None:
    """Red when `after` forgets that a case climbs, when a move does not raise the version, when a duty does not follow a recall, and when
    the whole tree is not counted."""
    group = a_group()
    a_campaign(group)
    cells = ("address", "investors", "material:articles")
    play = Play(OCCUPATION, PEOPLE, cells, group.actor, lambda: _draft(group), issued="registered", roster=ROSTER)
    keeps_its_invariants(play)
