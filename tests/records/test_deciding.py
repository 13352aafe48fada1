"""KeepRecord, performed: what the last desk's approval writes of the submission it decides."""

from dataclasses import replace

import pytest

from banshi.cases.models import Case, Submission
from banshi.catalogue import shelf
from banshi.define import Flow, KeepRecord, Matter
from banshi.ledger import clock
from banshi.records.models import Record
from tests.catalogue.situations import other_words
from tests.situations import a_case, a_group, act

pytestmark = pytest.mark.django_db


def without_period(matter: Matter) -> Matter:
    """The matter, its record kept for the day of the decision."""
    moves = [
        replace(move, effects=tuple(KeepRecord(e.register) if isinstance(e, KeepRecord) else e for e in move.effects))
        for move in matter.flow.moves
    ]
    return replace(matter, flow=Flow(states=matter.flow.states, moves=tuple(moves)))


def test_the_submission_that_was_decided_becomes_the_record() -> None:
    """Red when the draft is kept instead, or another unit's record is written."""
    group = a_group()
    ref = a_case(group, "registered")
    submission = Submission.objects.get(case__ref=ref)
    kept = Record.objects.get()
    assert kept.answers == submission.answers
    assert (kept.case, kept.submission) == (Case.objects.get(ref=ref).pk, submission.pk)
    assert kept.subject_id == group.units["fourth"]
    assert kept.period.isoformat() == submission.answers["period"]


def test_of_two_submissions_the_one_that_was_approved_is_kept() -> None:
    """Red when the first report is kept after a return."""
    group = a_group()
    ref = a_case(group, "returned")
    act(group, "王经办", ref, "reopen")
    act(group, "王经办", ref, "report")
    for name in ("李审核", "赵主管", "孙总管"):
        act(group, name, ref, "approve")
        assert not Record.objects.exists()
    act(group, "陈处长", ref, "approve")
    assert Record.objects.get().submission == Submission.objects.get(case__ref=ref, number=2).pk


def test_without_a_period_of_its_own_a_record_is_of_the_day_of_the_decision() -> None:
    """Red when such a record has the day of the report, or none."""
    with other_words() as say:
        say(without_period(shelf.pack("property_rights").matter("occupy")))
        a_case(a_group(), "registered")
    assert Record.objects.get().period == clock.today()
