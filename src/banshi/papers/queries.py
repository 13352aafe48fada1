"""Reading papers, for those who may see the case a paper came from.

A `Grant` is what `cases` hands out: the ids of the cases an actor may see (a query set, never a list, outside of tests). A paper is
seen with its case.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from banshi.files import queries as files
from banshi.lib.grams import holds
from banshi.lib.refusals import NotFound
from banshi.papers import drawing, rules
from banshi.papers.models import CALLED, Paper, SignedFile, Source, Standing

PAGE = 20
LONGEST_KEY = 19  # digits; a bigint holds all shorter ones

Grant = Iterable[int]


@dataclass(frozen=True)
class PaperSight:
    """An issued paper as those with a grant see it. `matter` and `name` are what its case is about, `ref` where that is looked
    at; `layouts` are pairs of key and title; `reason` says why it ended, to who asks for one paper."""

    id: int
    pack: str
    kind: str
    title: str
    number: str
    subject: int
    subject_name: str
    matter: str
    name: str
    ref: str
    issuer: int | None
    period: date
    issued_at: datetime
    layouts: tuple[tuple[str, str], ...]
    state: str
    reason: str = ""


@dataclass(frozen=True)
class Page:
    """One page of papers; `next` is the key of the following page, empty on the last."""

    rows: list[PaperSight]
    next: str


def _sight(row: Paper) -> PaperSight:
    standing = getattr(row, "standing", None)
    return PaperSight(
        id=row.pk,
        pack=row.pack,
        kind=row.kind,
        title=row.title,
        number=row.number,
        subject=row.subject_id,
        subject_name=row.subject_name,
        matter=row.data.get("matter", ""),
        name=row.name,
        ref=row.data.get("ref", ""),
        issuer=row.issuer_id,
        period=row.period,
        issued_at=row.issued_at,
        layouts=tuple((layout["key"], layout["title"]) for layout in row.layouts),
        state=standing.state if standing else rules.GENUINE,
    )


def why_ended(row: Paper) -> str:
    """Why a paper is good no more, in words; empty for a good one. For this room alone.

    The successor is looked up and not kept: what replaced a paper may have been revoked since, and issued under another number.
    """
    standing = getattr(row, "standing", None)
    if standing is None or standing.state == rules.REVOKED:
        return standing.reason if standing else ""
    kinds = {row.kind, standing.successor.kind} if standing.successor else {row.kind}
    good = Paper.objects.filter(pack=row.pack, kind__in=kinds, subject=row.subject_id, standing=None)
    now = good.order_by("-id").first()
    if now is None:
        return f"已换发，换发的也不再有效：这个单位现在没有有效的{row.title}"
    if now.kind == row.kind:
        return f"已换发，现在有效的是 {now.number}"
    return f"这个单位现在有效的是{now.title} {now.number}"


def resting_on(case: int) -> Iterator[Paper]:
    """The good papers of a case, and good ones that issue one of its papers once more; for this room alone."""
    good = Paper.objects.filter(standing=None).select_related("again_of")
    yield from good.filter(case=case)
    yield from good.filter(again_of__case=case).exclude(case=case)


def replaced_by(row: Paper, case: int) -> list[Paper]:
    """What is to be good again once a paper is revoked because that case's decision is taken back, each as it was first issued. When
    the case had only issued it once more, that is the paper itself; else what it, or a copy of it, replaced. For this room alone."""
    first = row.again_of or row
    if first.case != case:
        return [first]
    same = Q(successor=first) | Q(successor__again_of=first)
    ended = Standing.objects.filter(same).select_related("paper__again_of").order_by("paper")
    firsts = {each.paper.again_of or each.paper: None for each in ended}
    return [each for each in firsts if each != first]


def _granted(grant: Grant) -> QuerySet[Paper]:
    return Paper.objects.filter(case__in=grant).select_related("standing")


def row(grant: Grant, paper_id: int) -> Paper:
    """The row of a paper the grant covers; for this room alone. Raises NotFound."""
    found = _granted(grant).filter(pk=paper_id).first()
    if found is None:
        raise NotFound
    return found


def paper_for(grant: Grant, paper_id: int) -> PaperSight:
    """One paper, with why it ended. Raises NotFound."""
    found = row(grant, paper_id)
    return replace(_sight(found), reason=why_ended(found))


def units(grant: Grant, pack: str, kind: str, *, text: str = "", after: str = "") -> Page:
    """A page of the units that have papers of a kind, each by its latest; `text` finds part of a name or number, of two characters or
    more."""
    found = _called(grant, pack, kind, text)
    if after.isdecimal() and len(after) < LONGEST_KEY:
        found = found.filter(subject__gt=int(after))
    rows = [_sight(each) for each in found.order_by("subject", "-id").distinct("subject")[: PAGE + 1]]
    return Page(rows[:PAGE], str(rows[PAGE - 1].subject) if len(rows) > PAGE else "")


def each_alone(grant: Grant, pack: str, kind: str, *, text: str = "", after: str = "") -> Page:
    """A page of all papers of a kind, the latest first; `text` finds part of a unit, of what a case is called, or of a number."""
    found = _called(grant, pack, kind, text)
    if after.isdecimal() and len(after) < LONGEST_KEY:
        found = found.filter(id__lt=int(after))
    rows = [_sight(each) for each in found.order_by("-id")[: PAGE + 1]]
    return Page(rows[:PAGE], str(rows[PAGE - 1].id) if len(rows) > PAGE else "")


def _called(grant: Grant, pack: str, kind: str, text: str) -> QuerySet[Paper]:
    found, text = _granted(grant).filter(pack=pack, kind=kind), rules.legible(text)
    return found.filter(holds(CALLED, text)) if len(text) > 1 else found


def of_unit(grant: Grant, pack: str, kind: str, subject: int) -> list[PaperSight]:
    """All papers of a kind of one unit, the latest period first."""
    found = _granted(grant).filter(pack=pack, kind=kind, subject=subject)
    return [_sight(each) for each in found.order_by("-period", "-id")]


def of_case(grant: Grant, case: int) -> list[PaperSight]:
    """The papers a case has brought."""
    return [_sight(each) for each in _granted(grant).filter(case=case).order_by("id")]


def numbers_of(case: int, kinds: Collection[str]) -> list[str]:
    """The numbers of the good papers of these kinds that a case has brought. They are public."""
    good = Paper.objects.filter(case=case, kind__in=kinds, standing=None)
    return list(good.order_by("id").values_list("number", flat=True))


def _layout(row: Paper, key: str) -> dict[str, Any]:
    for layout in row.layouts:
        if layout["key"] == key:
            return dict(layout)
    raise NotFound


def sources(layout: dict[str, Any]) -> dict[str, str]:
    """The Typst files of a layout, as they were when its paper was issued."""
    texts = dict(Source.objects.filter(pk__in=layout["files"].values()).values_list("pk", "text"))
    return {name: texts[key] for name, key in layout["files"].items()}


def file_name(row: Paper, layout: dict[str, Any]) -> str:
    """What the PDF of a layout is called when it is saved."""
    return f"{row.number} {layout['title']}.pdf"


def pictures(grant: Grant, paper_id: int, layout: str) -> list[bytes]:
    """The pages of a paper in a layout as PNG, drawn from its frozen data. Raises NotFound."""
    found = row(grant, paper_id)
    return drawing.pictures(sources(_layout(found, layout)), found.data)


def is_signed(grant: Grant, paper_id: int, layout: str) -> bool:
    """True when the signed PDF of a layout has been made."""
    return SignedFile.objects.filter(paper__in=_granted(grant).filter(pk=paper_id), layout=layout).exists()


def signed_pdf(grant: Grant, paper_id: int, layout: str) -> tuple[str, bytes] | None:
    """Name and content of the signed PDF; None while it is still being made. Raises NotFound, and Damaged."""
    found = row(grant, paper_id)
    named = _layout(found, layout)
    kept = SignedFile.objects.filter(paper=found, layout=layout).values_list("digest", flat=True).first()
    return (file_name(found, named), files.content(kept)) if kept else None
