"""What is printed of a case says how far it is."""

import re

import pytest

from banshi.cases import prints, queries
from banshi.people.queries import name_of
from tests.situations import Group, a_case, a_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


@pytest.mark.parametrize("at", ["draft", "under_review", "returned"])
def test_nothing_is_said_to_be_decided_before_it_is(group: Group, at: str) -> None:
    """Red when any end of a move counts."""
    case = queries.case_for(group.actor("王经办"), a_case(group, at))
    assert prints.decided(case) == ""


def test_a_print_of_a_decided_case_says_what_was_decided_when_and_by_whom(group: Group) -> None:
    """Red when the state alone is said, or the filer's report taken for the decision."""
    case = queries.case_for(group.actor("王经办"), a_case(group, "registered"))
    agency = name_of(group.units["agency"])
    assert re.fullmatch(rf"已登记：20\d\d年\d+月\d+日，{agency} 陈处长", prints.decided(case))
    assert case.submission is not None
    assert ["现在的状态", prints.decided(case)] in prints.receipt(case, case.submission)["lines"]
