"""A notice whose work is done counts as read: where a case lay, nothing is left to do about it once it has gone."""

import pytest

from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.notices import queries
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db


def told(group: Group, *names: str) -> list[int]:
    """How many notices each of them has not read, once the worker has told everybody."""
    while hand_over_next("notices.tell", ROUTES["notices.tell"]):
        pass
    return [queries.unread(group.actor(name)) for name in names]


@pytest.fixture
def group() -> Group:
    return a_group()


def test_a_decision_does_what_the_desk_was_told(group: Group) -> None:
    """Red when the number of unread notices grows with every case that was decided without opening its notice."""
    ref = a_case(group, "under_review")
    assert told(group, "王经办", "李审核", "赵主管") == [0, 1, 0]
    act(group, "李审核", ref, "approve", "同意。")
    assert told(group, "李审核", "赵主管")[0] == 0
    assert told(group, "赵主管") == [1]


def test_a_recall_does_what_the_desk_was_told(group: Group) -> None:
    """Red when a reviewer is still asked for what is no longer there."""
    ref = a_case(group, "under_review")
    assert told(group, "李审核") == [1]
    act(group, "王经办", ref, "recall")
    assert told(group, "李审核") == [0]


def test_what_was_returned_is_done_when_it_is_reported_again(group: Group) -> None:
    """Red when taking it up is enough: it still has to be reported; or when a notice of another case goes with it."""
    ref, other = a_case(group, "returned", claims=False), a_case(group, "returned", claims=False)
    (before,) = told(group, "王经办")
    act(group, "王经办", ref, "reopen")
    assert told(group, "王经办") == [before]
    act(group, "王经办", ref, "report")
    assert {each.ref for each in queries.for_actor(group.actor("王经办")) if each.unread} == {other}


def test_what_is_only_told_stays_until_it_is_read(group: Group) -> None:
    """Red when a decision hides from the filer that it was made."""
    ref = a_case(group, "at_agency")
    (before,) = told(group, "王经办")
    act(group, "陈处长", ref, "approve", "同意。")
    assert told(group, "王经办", "陈处长") == [before + 1, 0]
