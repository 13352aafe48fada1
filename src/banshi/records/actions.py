"""Keeping a record, in the transaction of the move that decided it."""

from datetime import date
from typing import Any

from banshi.ledger.clock import now
from banshi.records.models import Record


def keep(*, subject: int, register: str, period: date, answers: dict[str, Any], case: int, submission: int) -> int:
    """Ends the live record of the unit in `register`, if there is one, and keeps this one in its place. The event is the move's."""
    Record.objects.filter(subject_id=subject, register=register, ended_at=None).update(ended_at=now())
    record = Record.objects.create(
        subject_id=subject, register=register, period=period, answers=answers, case=case, submission=submission
    )
    return record.pk
