"""Two at the same moment: one wins, the other is told, nothing is done twice."""

import pytest

from banshi.cases import actions as cases
from banshi.cases.models import Case, Submission
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, Refusal
from tests.harness.crowds import at_once
from tests.harness.database import House
from tests.situations import a_case, a_group, attach, attach_all


def moves_of(ref: str) -> list[str]:
    """The moves in a case's history."""
    pk = Case.objects.get(ref=ref).pk
    return [event.data["move"] for event in past.history(f"case:{pk}") if event.kind == "moved"]


@pytest.mark.parametrize("turn", range(5))
def test_of_two_reviewers_one_decides_and_the_other_is_told(committed_db: House, turn: int) -> None:
    """R9, E09. Red when the version is not compared in the update."""
    group = a_group()
    ref = a_case(group, "under_review")
    reviewer, version = group.actor("李审核"), Case.objects.get(ref=ref).version

    turns = iter(["approve", "return"] * 4)

    def press() -> str:
        try:
            cases.move(ref, next(turns), by=reviewer, version=version, token=new_token(), opinion="意见")
        except Conflict as refusal:
            return refusal.words
        return ""

    answers = at_once(8, press)
    assert sorted(bool(words) for words in answers) == [False] + [True] * 7
    assert all("李审核" in words for words in answers if words)
    assert len(moves_of(ref)) == 2
    assert Delivery.objects.filter(to="notices.tell", payload__ref=ref).count() <= 3


def test_fifty_presses_of_one_button_file_once(committed_db: House) -> None:
    """R8, E10: 50 parallel posts of one form give one submission and 50 equal receipts. Red when the token is looked up first."""
    group = a_group()
    ref = a_case(group)
    filer, token = group.actor("王经办"), new_token()
    attach_all(ref, filer)

    def press() -> object:
        try:
            return cases.move(ref, "report", by=filer, version=1, token=token)
        except Refusal as refusal:
            return refusal

    receipts = at_once(50, press)
    assert len(set(receipts)) == 1, receipts
    assert Submission.objects.filter(case__ref=ref).count() == 1
    assert moves_of(ref) == ["report"]


def test_a_draft_reported_from_two_windows_is_reported_once(committed_db: House) -> None:
    """Each window has a token of its own. Red when the version is not read again once the case is locked."""
    group = a_group()
    ref = a_case(group)
    filer = group.actor("王经办")
    attach_all(ref, filer)

    def press() -> str:
        try:
            return cases.move(ref, "report", by=filer, version=1, token=new_token()).state
        except Conflict:
            return "overtaken"

    assert sorted(at_once(4, press)) == ["overtaken"] * 3 + ["待审核"]
    assert Submission.objects.filter(case__ref=ref).count() == 1


def test_a_scan_is_in_the_report_or_refused(committed_db: House) -> None:
    """Red when a scan is taken in after the report has been acknowledged without it."""
    group = a_group()
    ref = a_case(group)
    filer = group.actor("王经办")
    attach_all(ref, filer)
    presses = iter(["report", *["attach"] * 5])

    def press() -> bool | None:
        if next(presses) == "report":
            cases.move(ref, "report", by=filer, version=1, token=new_token())
            return None
        try:
            return bool(attach(ref, "other", filer))
        except Forbidden:
            return False

    taken = [answer for answer in at_once(6, press) if answer]
    submitted = Submission.objects.get(case__ref=ref).materials
    other: list[object] = next((row["files"] for row in submitted if row["key"] == "other"), [])
    assert len(other) == len(taken)
