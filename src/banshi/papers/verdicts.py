"""The public check: is a paper genuine, and what does it say?"""

from dataclasses import dataclass
from datetime import date, datetime

from banshi.lib.canon import digest
from banshi.papers import queries, rules, signing
from banshi.papers.models import Paper, SignedFile


@dataclass(frozen=True)
class Verdict:
    """What a public check finds. Everything but the state is told only of a paper whose check code was given, or whose
    file was brought. `shown` are pairs of label and text."""

    state: str
    title: str = ""
    number: str = ""
    subject_name: str = ""
    agency: str = ""
    issued_at: datetime | None = None
    period: date | None = None
    ended_at: datetime | None = None
    reason: str = ""
    test: bool = False
    shown: tuple[tuple[str, str], ...] = ()
    paper: int | None = None


def check(number: str, code: str) -> Verdict:
    """By number and check code. The code, which nobody comes upon, finds the paper; of the number it is asked what people type
    carefully. A wrong code and an unknown number are answered alike."""
    for found in Paper.objects.filter(check_code=rules.typed_code(code)).select_related("standing"):
        if rules.is_number(number, found.number):
            return _verdict(found)
    return Verdict(rules.UNKNOWN)


def check_pdf(pdf: bytes) -> Verdict:
    """By a file: the very bytes we signed, or something that carries our signature and is not them, or not ours at all."""
    known = SignedFile.objects.filter(digest=digest(pdf)).select_related("paper__standing").first()
    if known and signing.holds(pdf, known.signer):
        return _verdict(known.paper)
    ours = SignedFile.objects.filter(signer__in=signing.signers(pdf)).exists()
    return Verdict(rules.ALTERED if known or ours else rules.UNKNOWN)


def _verdict(row: Paper) -> Verdict:
    standing = getattr(row, "standing", None)
    return Verdict(
        state=standing.state if standing else rules.GENUINE,
        title=row.title,
        number=row.number,
        subject_name=row.subject_name,
        agency=row.data.get("agency", ""),
        issued_at=row.issued_at,
        period=row.period,
        ended_at=standing.at if standing else None,
        reason=queries.why_ended(row),
        test=row.data["test"],
        shown=tuple((label, text) for label, text in row.data.get("shown", []) if text),
        paper=row.pk,
    )
