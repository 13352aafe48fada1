"""Records: what a decision leaves behind, one live record of a unit in a register, and nothing ever overwritten."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from banshi.ledger import clock
from banshi.records import actions, queries
from banshi.records.models import Record
from banshi.records.refusals import RecordMoved
from tests.people.situations import Group, a_group

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = 101, 102, 103  # cases


@pytest.fixture
def group() -> Group:
    """Units to keep records of."""
    return a_group()


def keep(group: Group, case: int, *, replaces: int | None = None, register: str = "产权", **answers: Any) -> int:
    """A record of the lowest unit."""
    return actions.keep(
        subject=group.subject,
        register=register,
        period=date(2026, 3, 31),
        answers=answers,
        case=case,
        submission=case * 10,
        replaces=replaces,
    )


def live(group: Group) -> int | None:
    """The id of the live record."""
    found = queries.live(group.subject, "产权")
    return found.id if found else None


def test_a_record_says_what_was_decided_and_where_it_comes_from(group: Group) -> None:
    """Red when any of it is left to be guessed from the case, whose draft goes on changing."""
    before = clock.now()
    kept = Record.objects.get(pk=keep(group, FIRST, name="渝州公司"))
    assert (kept.subject_id, kept.register, kept.period) == (group.subject, "产权", date(2026, 3, 31))
    assert (kept.answers, kept.case, kept.submission) == ({"name": "渝州公司"}, FIRST, FIRST * 10)
    assert (kept.replaces_id, kept.ended_at, kept.ended_by) == (None, None, None)
    assert kept.kept_at >= before


def test_a_record_takes_the_place_of_the_one_it_replaces(group: Group) -> None:
    """Red when the earlier one is written over, or both stay live."""
    first = keep(group, FIRST, name="旧")
    second = keep(group, SECOND, replaces=first, name="新")
    ended = Record.objects.get(pk=first)
    assert (ended.answers, ended.ended_by) == ({"name": "旧"}, SECOND)
    assert ended.ended_at is not None
    assert live(group) == second
    assert queries.record(first).answers == {"name": "旧"}


def test_of_two_decisions_on_the_same_record_the_second_is_refused(group: Group) -> None:
    """Red when what was decided on old data passes over newer data."""
    first = keep(group, FIRST)
    second = keep(group, SECOND, replaces=first)
    with pytest.raises(RecordMoved, match="登记数据已经有了变化"), transaction.atomic():
        keep(group, THIRD, replaces=first)
    assert live(group) == second


def test_a_unit_is_registered_for_the_first_time_once(group: Group) -> None:
    """Red when the constraint of the table is gone: two live records of one unit."""
    first = keep(group, FIRST)
    with pytest.raises(RecordMoved):
        keep(group, SECOND)
    assert live(group) == first
    assert keep(group, SECOND, register="另册")


def test_a_record_that_ends_leaves_no_live_one(group: Group) -> None:
    """Red when an ended record is read as live."""
    first = keep(group, FIRST)
    assert group.subject in {row["subject"] for row in queries.units_with("产权")}
    actions.end(first, case=SECOND)
    assert live(group) is None
    assert group.subject not in {row["subject"] for row in queries.units_with("产权")}
    with pytest.raises(RecordMoved):
        actions.end(first, case=THIRD)


def test_a_decision_taken_back_gives_the_earlier_record_its_place_again(group: Group) -> None:
    """Red when taking back leaves the unit without a record, or deletes what was kept."""
    first = keep(group, FIRST)
    second = keep(group, SECOND, replaces=first)
    actions.take_back(case=SECOND)
    assert live(group) == first
    assert Record.objects.get(pk=second).ended_by == SECOND
    assert Record.objects.get(pk=first).ended_by is None


def test_an_ending_taken_back_lets_the_record_live_again(group: Group) -> None:
    """Red when only what was kept is undone."""
    first = keep(group, FIRST)
    actions.end(first, case=SECOND)
    actions.take_back(case=SECOND)
    assert live(group) == first


def test_what_a_later_case_has_built_on_is_not_taken_back(group: Group) -> None:
    """Red when the later record is pulled out from under its case."""
    first = keep(group, FIRST)
    second = keep(group, SECOND, replaces=first)
    third = keep(group, THIRD, replaces=second)
    with pytest.raises(RecordMoved), transaction.atomic():
        actions.take_back(case=SECOND)
    assert live(group) == third


def test_records_of_another_unit_and_another_register_are_left_alone(group: Group) -> None:
    """Red when a filter forgets one of the two."""
    other = keep(group, FIRST, register="另册")
    first = keep(group, FIRST)
    keep(group, SECOND, replaces=first)
    assert Record.objects.get(pk=other).ended_at is None
    assert queries.live(group.units[0], "产权") is None
