"""Figures equal the rows, at every moment: they change in the transaction of the move, and nowhere else."""

from typing import Any

import pytest
from django.db import transaction

from banshi.cases import actions as cases
from banshi.cases import counting, recounting
from banshi.cases.models import Case
from banshi.ledger import actions as ledger
from banshi.ledger import queries as past
from banshi.ledger.outbox import Tally
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from tests.situations import OCCUPY, Group, a_case, a_filing, a_group, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def of_unit(group: Group, unit: str = "fourth") -> dict[str, int]:
    """How many cases a unit has reported, by state; states with none are left out."""
    kept = past.tallies(counting.of_unit(OCCUPY, group.units[unit]))
    return {state: number for state, number in kept.items() if number}


def under(group: Group, top: str = "first") -> dict[str, int]:
    """The same, of all that was reported under a first-level unit."""
    kept = past.tallies(counting.of_tops(OCCUPY))
    code = group.codes[top]
    return {key.partition("|")[2]: number for key, number in kept.items() if number and key.startswith(code)}


def said() -> counting.Counted:
    """What is counted of a 占有登记."""
    found = counting.counted("property_rights", "occupy")
    assert found
    return found


def test_a_draft_is_not_counted(group: Group) -> None:
    """Red when a case counts from its opening."""
    a_case(group)
    assert of_unit(group) == under(group) == {}


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("under_review", "under_review"),
        ("at_agency", "under_review"),
        ("returned", "returned"),
        ("registered", "registered"),
    ],
)
def test_a_reported_case_counts_where_it_stands(group: Group, at: str, state: str) -> None:
    """Red when it is raised where it comes to and not lowered where it was."""
    a_case(group, at)
    assert of_unit(group) == under(group) == {state: 1}
    assert under(group, "other") == {}


def test_a_recalled_case_still_counts_as_it_was_reported(group: Group) -> None:
    """Red when a case that is in its filer's hands again is lost to the figures, or counted twice after the second report."""
    ref = a_case(group, "under_review")
    act(group, "王经办", ref, "recall")
    assert of_unit(group) == {"draft": 1}
    act(group, "王经办", ref, "report")
    assert of_unit(group) == {"under_review": 1}


def test_a_case_counts_with_the_answers_it_was_reported_with_last(group: Group) -> None:
    """Red when the amounts of the submission before stay."""
    ref = a_case(group, "under_review")
    act(group, "王经办", ref, "recall")
    Case.objects.filter(ref=ref).update(draft=Case.objects.get(ref=ref).draft | {"ownership_class": "国有独资公司"})
    assert by_class(group) == {"国有全资|draft": 1}
    act(group, "王经办", ref, "report")
    assert by_class(group) == {"国有独资公司|under_review": 1}


def by_class(group: Group) -> dict[str, int]:
    scope = counting.of_answers(OCCUPY, "ownership_class", group.codes["first"])
    return {key: number for key, number in past.tallies(scope).items() if number}


def test_amounts_are_summed_beside_the_counts(group: Group) -> None:
    """Red when the amount of a case is taken for one."""
    a_case(group, "under_review")
    amounts = past.tallies(counting.of_tops(OCCUPY) + counting.AMOUNTS)
    assert amounts[f"{group.codes['first']}|under_review"] == 1000 * counting.MILLION


def test_a_move_that_is_taken_back_leaves_the_figures_as_they_were(group: Group) -> None:
    """Red when figures are kept outside of the move's transaction."""
    ref = a_case(group, "under_review")
    with transaction.atomic():
        act(group, "李审核", ref, "return", "请修改。")
        assert of_unit(group) == {"returned": 1}
        transaction.set_rollback(True)
    assert of_unit(group) == {"under_review": 1}


def test_a_batch_counts_each_of_its_cases(group: Group) -> None:
    """Red when many moves are counted as one."""
    refs = [a_case(group, "under_review", claims=False) for _ in range(3)]
    seen = {ref: Case.objects.get(ref=ref).version for ref in refs}
    asked: dict[str, Any] = {"by": group.actor("李审核"), "token": new_token(), "opinion": "请修改。"}
    cases.move_all(seen, "return", **asked)
    assert of_unit(group) == under(group) == {"returned": 3}


def test_a_matter_nobody_wants_figures_of_is_not_counted(group: Group) -> None:
    """Red when every move of every matter writes tallies."""
    a_case(group, "registered")
    a_filing(group, "change", {}, at="draft")
    assert counting.counted("property_rights", "change") is None


def test_the_figures_equal_the_rows_whatever_was_done(group: Group) -> None:
    """Red when any state, answer or amount is spelled otherwise than it is recounted."""
    for at in ("draft", "under_review", "at_agency", "returned"):
        a_case(group, at, claims=False)
    ref = a_case(group, "under_review", claims=False)
    for move in ("recall", "report", "recall", "discard"):
        act(group, "王经办", ref, move)
    decided = a_case(group, "registered", claims=False)
    act(group, "陈处长", decided, "take_back", "审核有误，收回重办。")
    assert recounting.differences(said()) == []


def test_what_was_written_by_hand_is_found_and_set_right(group: Group) -> None:
    """Red when a recount only adds what is missing, or leaves what stands under a name nobody has."""
    a_case(group, "under_review")
    wrong = [Tally(counting.of_unit(OCCUPY, group.units["fourth"]), "registered", 7), Tally(f"{OCCUPY}/gone^1", "x|y")]
    ledger.append("case:0", "tampered", by=SYSTEM, data={}, tallies=wrong)
    assert {(each.key, each.by) for each in recounting.differences(said())} == {("registered", -7), ("x|y", -1)}
    assert recounting.recount(said(), by=SYSTEM) == 2
    assert recounting.differences(said()) == []
    assert of_unit(group) == {"under_review": 1}


def test_what_a_pack_counts_for_the_first_time_is_counted_from_the_rows(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when a matter begins at nothing although cases were reported before, or is counted anew at every start."""
    with monkeypatch.context() as before:
        before.setattr(counting, "changed", lambda *_: ())
        a_case(group, "under_review")
    assert of_unit(group) == {}
    assert recounting.is_new(said())
    recounting.recount(said(), by=SYSTEM)
    assert of_unit(group) == {"under_review": 1}
    assert not recounting.is_new(said())
