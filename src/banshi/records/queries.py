"""Reading records. Callers hold a grant: `cases` asks for the unit its case is about."""

from typing import Any

from banshi.records.models import Record


def live(subject: int, register: str) -> dict[str, Any] | None:
    """The answers registered for a unit now, or None."""
    found = Record.objects.filter(subject_id=subject, register=register, ended_at=None)
    return found.values_list("answers", flat=True).first()
