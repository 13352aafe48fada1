"""Many cases moved at once, with one opinion: each as if it had been moved alone."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.cases import actions as cases
from banshi.cases import effects, queries
from banshi.cases.models import Case, Stop, Submission
from banshi.cases.sight import CaseSight
from banshi.define import Move
from banshi.files.models import Reference
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from tests.cases.library import a_library, an_application
from tests.situations import Group, a_case, a_group, act, attach_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def waiting(group: Group, count: int) -> dict[str, int]:
    """So many cases at 李审核's desk, each with the version he sees."""
    refs = [a_case(group, "under_review", claims=False) for _ in range(count)]
    return {ref: Case.objects.get(ref=ref).version for ref in refs}


def test_each_case_of_a_batch_has_its_own_event_stop_and_notice(group: Group) -> None:
    """Red when one event, or the first desk, stands for all."""
    seen = waiting(group, 3)
    told = Delivery.objects.filter(to="notices.tell").count()
    receipt = cases.move_all(seen, "approve", by=group.actor("李审核"), token=new_token(), opinion="同意。")
    assert (receipt.moved, receipt.left, receipt.title) == (3, [], "通过")
    for ref in seen:
        case = Case.objects.get(ref=ref)
        assert (case.desk_id, case.position, case.version) == (group.units["second"], 1, seen[ref] + 1)
        line = queries.history(queries.case_for(group.actor("王经办"), ref))[-1]
        assert (line.title, line.opinion, line.person) == ("通过", "同意。", "李审核")
        assert Stop.objects.get(case=case, position=0).move == "approve"
    assert (
        Delivery.objects.filter(to="notices.tell").count() == told + len(seen) + 1
    )  # the next desk hears of all at once


def test_what_cannot_be_moved_is_left_and_said_and_the_rest_goes_on(group: Group) -> None:
    """Red when one that was overtaken stops the others, or is moved all the same."""
    seen = waiting(group, 3)
    overtaken, foreign = next(iter(seen)), a_case(a_group(), "under_review")
    act(group, "李审核", overtaken, "approve", "先办了。")
    receipt = cases.move_all(seen | {foreign: 3}, "approve", by=group.actor("李审核"), token=new_token())
    assert receipt.moved == 2
    why = dict(receipt.left)
    assert why.keys() == {overtaken, foreign}
    assert "李审核" in why[overtaken]
    assert Case.objects.get(ref=foreign).position == 0


def test_what_one_cases_effects_refuse_is_said_of_it_and_the_rest_goes_on(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when the whole batch is refused, without a word of which case it was."""
    seen = waiting(group, 3)
    bad, perform = next(iter(seen)), effects.perform

    def refusing(move: Move, case: CaseSight, *said: Any) -> dict[str, Any]:
        if case.ref == bad:
            raise Invalid("没有这个单位，请核对组织机构代码。")
        return perform(move, case, *said)

    monkeypatch.setattr(effects, "perform", refusing)
    receipt = cases.move_all(seen, "approve", by=group.actor("李审核"), token=new_token())
    assert (receipt.moved, receipt.left) == (2, [[bad, "没有这个单位，请核对组织机构代码。"]])
    assert Case.objects.get(ref=bad).position == 0


def test_the_same_token_moves_once(group: Group) -> None:
    seen, token = waiting(group, 2), new_token()
    first = cases.move_all(seen, "approve", by=group.actor("李审核"), token=token)
    assert cases.move_all(seen, "approve", by=group.actor("李审核"), token=token) == first
    assert {Case.objects.get(ref=ref).position for ref in seen} == {1}


def test_a_batch_that_needs_an_opinion_is_refused_without_one(group: Group) -> None:
    seen = waiting(group, 2)
    with pytest.raises(Invalid):
        cases.move_all(seen, "return", by=group.actor("李审核"), token=new_token(), opinion=" ")
    assert {Case.objects.get(ref=ref).state for ref in seen} == {"under_review"}


def test_what_undoes_a_decision_is_not_made_in_batches(group: Group) -> None:
    """Red when any move of the flow goes: each decision is undone for its own reason."""
    ref = a_case(group, "registered")
    seen = {ref: Case.objects.get(ref=ref).version}
    receipt = cases.move_all(seen, "take_back", by=group.actor("陈处长"), token=new_token(), opinion="有误。")
    assert (receipt.moved, Case.objects.get(ref=ref).state) == (0, "registered")


def test_of_many_reports_each_is_judged_alone_and_a_refused_one_leaves_nothing(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when a report that its effects refuse leaves a submission, or when one with mistakes stops the others."""
    filer, perform = group.actor("王经办"), effects.perform
    flawed, refused, good = a_case(group, clean=False), a_case(group), a_case(group)
    for ref in (refused, good):
        attach_all(ref, filer)

    def refusing(move: Move, case: CaseSight, *said: Any) -> dict[str, Any]:
        done = perform(move, case, *said)
        if case.ref == refused:
            raise Invalid("这个代码已被另一份办件占用。")
        return done

    monkeypatch.setattr(effects, "perform", refusing)
    receipt = cases.move_all(dict.fromkeys((flawed, refused, good), 1), "report", by=filer, token=new_token())
    why = dict(receipt.left)
    assert receipt.moved == 1
    assert why.keys() == {flawed, refused}
    assert why[refused] == "这个代码已被另一份办件占用。"
    assert "处需要改正：" in why[flawed]
    assert set(Submission.objects.values_list("case__ref", flat=True)) == {good}


def test_ten_cases_take_no_more_statements_than_two(group: Group) -> None:
    """Red when anything is asked per case."""
    taken = []
    for count in (2, 10):
        seen, by = waiting(group, count), group.actor("李审核")
        with CaptureQueriesContext(
            connection,
        ) as statements:
            cases.move_all(seen, "approve", by=by, token=new_token())
        taken.append(len(statements))
    assert taken[0] == taken[1] < 15


def test_ten_reports_take_no_more_statements_than_two() -> None:
    """Red when the unit, the files or the filer's right are read, or a submission is kept, case by case."""
    library, taken = a_library(), []
    for count in (2, 10):
        refs = [an_application(library, f"读者{number}", photo=True) for number in range(count)]
        by = library.actor("王经办")
        with CaptureQueriesContext(connection) as statements:
            receipt = cases.move_all(dict.fromkeys(refs, 1), "report", by=by, token=new_token())
        assert (receipt.moved, receipt.left) == (count, [])
        assert Reference.objects.filter(owner__in=_submissions(refs)).count() == count
        taken.append(len(statements))
    assert taken[0] == taken[1] < 20


def _submissions(refs: list[str]) -> list[str]:
    """What the cases have submitted, as files are referred to by it."""
    return [
        f"submission:{number}" for number in Submission.objects.filter(case__ref__in=refs).values_list("pk", flat=True)
    ]
