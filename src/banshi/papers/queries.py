"""Reading papers: those of units a caller has asked access for, and the public check."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from banshi.files import queries as files
from banshi.lib.refusals import NotFound
from banshi.papers import actions, drawing, signing
from banshi.papers.models import Paper, SignedFile

PAGE = 20
GENUINE, REPLACED, REVOKED, ALTERED, UNKNOWN = "genuine", "replaced", "revoked", "altered", "unknown"


@dataclass(frozen=True)
class PaperSight:
    """An issued paper as its unit and those above it see it."""

    id: int
    pack: str
    kind: str
    title: str
    number: str
    subject: int
    subject_name: str
    case: int
    period: date
    issued_at: datetime
    layouts: tuple[tuple[str, str], ...]
    state: str


@dataclass(frozen=True)
class Verdict:
    """What a public check finds. `says` are pairs of label and text, only for a paper whose check code was given."""

    state: str
    title: str = ""
    number: str = ""
    subject_name: str = ""
    issued_at: datetime | None = None
    reason: str = ""
    says: tuple[tuple[str, str], ...] = ()
    paper: int | None = None


def _sight(row: Paper) -> PaperSight:
    layouts = tuple((layout["key"], layout["title"]) for layout in row.layouts)
    return PaperSight(
        row.pk, row.pack, row.kind, row.title, row.number, row.subject_id, row.subject_name, row.case, row.period,
        row.issued_at, layouts, _state(row),
    )  # fmt: skip


def _state(row: Paper) -> str:
    standing = getattr(row, "standing", None)
    return standing.state if standing else GENUINE


def of_units(units: list[int], pack: str, kind: str, text: str = "", before: str = "") -> list[PaperSight]:
    """A page of the papers of one kind of these units, newest first; `before` is the id where the last page ended."""
    found = Paper.objects.filter(pack=pack, kind=kind, subject__in=units).select_related("standing")
    if text.strip():
        found = found.filter(subject_name__icontains=text.strip())
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    return [_sight(row) for row in found.order_by("-id")[: PAGE + 1]]


def of_unit(unit: int, pack: str, kind: str) -> list[PaperSight]:
    """All papers of one kind of a unit, the latest period first."""
    found = Paper.objects.filter(subject=unit, pack=pack, kind=kind).select_related("standing")
    return [_sight(row) for row in found.order_by("-period", "-id")]


def of_case(case: int) -> list[PaperSight]:
    """The papers a case has brought about."""
    return [_sight(row) for row in Paper.objects.filter(case=case).select_related("standing").order_by("id")]


def paper(id: int) -> PaperSight:
    """One paper; the caller asks whether its unit may be seen. Raises NotFound."""
    row = Paper.objects.filter(pk=id).select_related("standing").first()
    if row is None:
        raise NotFound
    return _sight(row)


def pictures(id: int, layout: str) -> list[bytes]:
    """The pages of a paper in a layout, drawn from its frozen data. Raises NotFound."""
    row = Paper.objects.get(pk=id)
    text = next((each["text"] for each in row.layouts if each["key"] == layout), None)
    if text is None:
        raise NotFound
    return drawing.pictures(text, actions.paper_data(row))


def signed_pdf(id: int, layout: str) -> bytes | None:
    """The signed PDF; None while it is still being made."""
    found = SignedFile.objects.filter(paper=id, layout=layout).values_list("digest", flat=True).first()
    return files.content(found) if found else None


# The public check ----------------------------------------------------------------------------------------------------------------


def check(number: str, code: str) -> Verdict:
    """By number and check code. A wrong code and an unknown number are answered alike."""
    return _checked(Paper.objects.filter(number=number.strip()).select_related("standing").first(), code)


def check_id(id: str, code: str) -> Verdict:
    """By what the QR code holds."""
    row = (
        Paper.objects.filter(pk=int(id)).select_related("standing").first() if id.isdecimal() and len(id) < 16 else None
    )
    return _checked(row, code)


def _checked(row: Paper | None, code: str) -> Verdict:
    given = code.strip().upper().replace("-", "").replace(" ", "")
    if row is None or not hmac.compare_digest(row.check_code.encode(), given.encode()):
        return Verdict(UNKNOWN)
    return _verdict(row)


def _verdict(row: Paper) -> Verdict:
    standing = getattr(row, "standing", None)
    says: list[Any] = row.data.get("shown", [])
    return Verdict(
        state=standing.state if standing else GENUINE,
        title=row.title,
        number=row.number,
        subject_name=row.subject_name,
        issued_at=row.issued_at,
        reason=standing.reason if standing else "",
        says=tuple((label, text) for label, text in says if text),
        paper=row.pk,
    )


def check_pdf(pdf: bytes) -> Verdict:
    """By the file itself: the very bytes that were handed out, or signed by us and changed since, or not ours."""
    found = SignedFile.objects.filter(digest=hashlib.sha256(pdf).hexdigest()).select_related("paper__standing").first()
    if found:
        return _verdict(found.paper)
    return Verdict(ALTERED if signing.ours(pdf) else UNKNOWN)
