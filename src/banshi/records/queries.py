"""Reading records. Callers hold a grant: `cases` asks for the unit its case is about."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from banshi.records.models import Record


@dataclass(frozen=True)
class RecordSight:
    """A record as it stands; `case` is the id of the case that brought it about."""

    id: int
    case: int
    period: date
    answers: dict[str, Any]


def live(subject: int, register: str) -> RecordSight | None:
    """What is registered of a unit now, or None."""
    found = Record.objects.filter(subject_id=subject, register=register, ended_at=None).first()
    return RecordSight(found.pk, found.case, found.period, found.answers) if found else None


def record(id_: int) -> RecordSight:
    """A record of any time."""
    found = Record.objects.get(pk=id_)
    return RecordSight(found.pk, found.case, found.period, found.answers)


def units_with(register: str) -> Any:
    """The units that have a live record, as a subquery of ids."""
    return Record.objects.filter(register=register, ended_at=None).values("subject")
