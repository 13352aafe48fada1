"""Named trees: who stands above and below whom."""

import pytest

from banshi.people import queries
from tests.people.situations import TREE, a_group

pytestmark = pytest.mark.django_db


def test_superiors_come_nearest_first_and_the_agency_last():
    """Red when `superiors` forgets to turn the path around."""
    group = a_group(levels=4)
    first, second, third, fourth = group.units
    assert queries.superiors(fourth, TREE) == (third, second, first, group.agency)
    assert queries.superiors(group.agency, TREE) == ()


def test_one_question_to_the_database_whatever_the_depth(django_assert_num_queries):
    """Red when the tree is climbed link by link."""
    group = a_group(levels=9)
    with django_assert_num_queries(1):
        assert len(queries.superiors(group.subject, TREE)) == 9


def test_a_superior_finds_its_subtree_and_nothing_beside_it():
    """Red when the path is compared without its end."""
    group = a_group()
    found = {unit.id for unit in queries.find_below(group.reviewer, TREE)}
    assert found == {group.units[2], group.units[3]}
    assert {unit.id for unit in queries.find_below(group.stranger, TREE)} == {group.stranger.unit}


def test_facts_of_a_unit_know_its_place():
    group = a_group()
    facts = queries.unit_facts(group.subject, TREE)
    assert facts["tier"] == 4
    assert facts["parent"]["name"] == "山城第3级公司"
    assert facts["top"]["name"] == "山城第1级公司"
    assert facts["regulator"]["name"] == "渝州市国资委"
