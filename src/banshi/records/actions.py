"""Keeping, ending and taking back records, in the transaction of the move that decides it. The event is the move's."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from banshi.ledger.clock import Now
from banshi.records.models import Record
from banshi.records.refusals import RecordMoved


def keep(
    *,
    subject: int,
    register: str,
    period: date,
    answers: dict[str, Any],
    case: int,
    submission: int,
    replaces: int | None,
) -> int:
    """Keeps a record in the place of the live one it `replaces`, or as the unit's first. Raises RecordMoved when that one is not
    live any more, or, for a first one, when another has come before it."""
    if replaces is not None:
        end(replaces, case=case)
    try:
        with transaction.atomic():
            record = Record.objects.create(
                subject_id=subject,
                register=register,
                period=period,
                answers=answers,
                case=case,
                submission=submission,
                replaces_id=replaces,
            )
    except IntegrityError:
        raise RecordMoved from None
    return record.pk


def end(record: int, *, case: int) -> None:
    """Ends a live record. Raises RecordMoved when it has ended already."""
    live = Record.objects.filter(pk=record, ended_at=None)
    if not live.update(ended_at=Now(), ended_by=case):
        raise RecordMoved


def take_back(*, case: int) -> None:
    """Undoes what a case did to the records: what it kept ends, what it ended lives again. Raises RecordMoved when a later case has
    built on it."""
    kept = Record.objects.filter(case=case).order_by("-id").first()
    if kept is not None and kept.ended_by != case:
        end(kept.pk, case=case)
    ended = Record.objects.filter(ended_by=case).exclude(case=case)
    try:
        with transaction.atomic():
            ended.update(ended_at=None, ended_by=None)
    except IntegrityError:
        raise RecordMoved from None
