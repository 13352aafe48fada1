"""Issuing papers, drawing and signing them right after, revoking them, and noting who looked."""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from banshi.define import Layout, Problem
from banshi.define import Paper as PaperWord
from banshi.files import actions as files
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import Invalid
from banshi.lib.text import in_words
from banshi.papers import certificate, drawing, queries, rules, signing, verdicts
from banshi.papers.models import Paper, SignedFile, Source, Standing
from banshi.papers.queries import Grant
from banshi.papers.refusals import EndedAlready, NothingToReissue, NotTheIssuer
from banshi.papers.verdicts import Verdict

LONGEST_REASON = 500


@transaction.atomic
def issue(
    *,
    paper: PaperWord,
    pack: str,
    subject: int,
    subject_name: str,
    case: int,
    name: str,
    period: date,
    data: dict[str, Any],
    by: Actor,
) -> str:
    """Issues a paper in the deciding transaction: number, check code, frozen data and layouts. Returns the number. `name` tells the case
    from others of the unit; "" where there is nothing to tell.

    The unit's earlier papers of the same kind, and of the kinds it replaces, are replaced by it, unless it is one that is alone. The PDF
    is drawn and signed right after the commit.
    """
    row = Paper(
        pack=pack,
        kind=paper.key,
        title=paper.title,
        subject_id=subject,
        subject_name=subject_name,
        name=name,
        issuer_id=by.unit,
        case=case,
        period=period,
        layouts=[_kept(layout) for layout in paper.layouts],
        data=data,
    )
    return _number_and_keep(row, paper.number, by, () if paper.alone else (paper.key, *paper.replaces))


@transaction.atomic
def reissue(*, pack: str, kinds: tuple[str, ...], subject: int, case: int, by: Actor) -> str:
    """Issues the unit's good paper of these kinds once more, under a new number and as it was drawn then; the old one is replaced.
    Returns the number. Raises NothingToReissue where there is none."""
    row = Paper.objects.filter(pack=pack, kind__in=kinds, subject=subject, standing=None).order_by("-id").first()
    if row is None:
        raise NothingToReissue
    return _once_more(row, case, by)


def _once_more(row: Paper, case: int, by: Actor) -> str:
    row.again_of_id = row.again_of_id or row.pk
    row.pk, row._state.adding = None, True
    row.case, row.issuer_id = case, by.unit
    return _number_and_keep(row, row.data["pattern"], by, (row.kind,))


def _number_and_keep(row: Paper, pattern: str, by: Actor, replaces: tuple[str, ...]) -> str:
    moment = clock.now()
    day, code = moment.astimezone(clock.CHINA).date(), rules.new_code()
    row.number = pattern.format(year=day.year, serial=_next(f"{row.pack}/{row.kind}/{day.year}"))
    row.check_code, row.issued_at = code, moment
    row.data = row.data | {
        "pattern": pattern,
        "title": row.title,
        "number": row.number,
        "code": rules.grouped(code),
        "check_url": _check_url(row.number, code),
        "unit": row.subject_name,
        "day": day.isoformat(),
        "period": row.period.isoformat(),
        "test": certificate.is_test(),
    }
    row.save(force_insert=True)
    _replace_earlier(row, replaces)
    told = {"number": row.number, "kind": f"{row.pack}/{row.kind}", "subject": row.subject_id, "case": row.case}
    data = told | {"data": digest(row.data)}
    ledger.append(
        f"paper:{row.pk}", "issued", by=by, data=data, deliveries=[Delivery("papers.render", {"paper": row.pk})]
    )
    return row.number


def _next(scope: str) -> int:
    """The next serial. Its row stays locked until the commit, so there is neither a double nor, after a rollback, a gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO papers_series (scope, last) VALUES (%s, 1) "
            "ON CONFLICT (scope) DO UPDATE SET last = papers_series.last + 1 RETURNING last",
            [scope],
        )
        return int(cursor.fetchone()[0])


def _check_url(number: str, code: str) -> str:
    """What the QR code holds: the page of that number with its check code."""
    return f"{settings.SITE_URL}/check/{quote(number)}/?{urlencode({'code': code})}"


def _kept(layout: Layout) -> dict[str, Any]:
    """A layout as the paper keeps it, its files by digest."""
    names = {name: (digest(text.encode()), text) for name, text in drawing.files(layout.text).items()}
    Source.objects.bulk_create([Source(digest=key, text=text) for key, text in names.values()], ignore_conflicts=True)
    return {"key": layout.key, "title": layout.title, "files": {name: key for name, (key, _) in names.items()}}


def _replace_earlier(row: Paper, replaces: tuple[str, ...]) -> None:
    earlier = Paper.objects.filter(pack=row.pack, kind__in=replaces, subject=row.subject_id, standing=None)
    Standing.objects.bulk_create(
        [
            Standing(paper=each, state=rules.REPLACED, successor=row, reason=f"已换发 {row.number}")
            for each in earlier.exclude(pk=row.pk)
        ]
    )


@transaction.atomic
def revoke_of_case(case: int, reason: str, *, by: Actor) -> list[str]:
    """Revokes the papers that rest on a case's decision, its own and those issued once more since, when the decision is taken back,
    and returns their numbers. What they had replaced is issued once more: a number that once answered "replaced" never becomes good
    again."""
    good = list(queries.resting_on(case))
    for each in good:
        Standing.objects.create(paper=each, state=rules.REVOKED, reason=reason[:LONGEST_REASON])
        ledger.append(
            f"paper:{each.pk}", "revoked", by=by, data={"number": each.number, "reason": reason, "case": case}
        )
        for before in queries.replaced_by(each, case):
            _once_more(before, before.case, by)
    return [each.number for each in good]


@transaction.atomic
def revoke(grant: Grant, paper_id: int, reason: str, *, deciding: Collection[str], by: Actor) -> None:
    """Ends a paper, for a reason that whoever checks it is told. Only who holds one of the `deciding` roles in the unit that issued it may
    (行政许可法 69: the organ that decided, by whom it lets decide).

    Raises NotFound (not theirs to see), NotTheIssuer, Invalid (no reason, or a long one) and EndedAlready.
    """
    row = queries.row(grant, paper_id)
    if not rules.may_end(by, row.issuer_id, deciding):
        raise NotTheIssuer
    reason = in_words(reason, lines=True)
    if not 0 < len(reason) <= LONGEST_REASON:
        words = f"请填写撤销原因，最多 {LONGEST_REASON} 字；核验的人会看到它。"
        raise Invalid("没有撤销。", [Problem("reason", words, "error")])
    try:
        with transaction.atomic():
            Standing.objects.create(paper=row, state=rules.REVOKED, reason=reason)
    except IntegrityError:
        raise EndedAlready from None
    ledger.append(f"paper:{row.pk}", "revoked", by=by, data={"number": row.number, "reason": reason})


def render(payload: dict[str, Any], message_id: str) -> None:
    """Draws and signs a paper in each of its layouts. Done again, it leaves alone what is there."""
    row = Paper.objects.get(pk=payload["paper"])
    done = set(SignedFile.objects.filter(paper=row).values_list("layout", flat=True))
    for layout in row.layouts:
        if layout["key"] not in done:
            _render(row, layout)


def _render(row: Paper, layout: dict[str, Any]) -> None:
    drawn = drawing.pdf(queries.sources(layout), row.data)
    signed = signing.sign(drawn, reason=f"签发 {row.number}", at=clock.now())
    kept = files.keep_own(signed, queries.file_name(row, layout), "pdf", by=SYSTEM)
    with transaction.atomic():
        SignedFile.objects.create(paper=row, layout=layout["key"], digest=kept.digest, signer=certificate.fingerprint())
        files.refer(kept.digest, f"paper:{row.pk}", by=SYSTEM)
        told = {"layout": layout["key"], "digest": kept.digest}
        ledger.append(f"paper:{row.pk}", "signed", by=SYSTEM, data=told)


@transaction.atomic
def look_up(number: str, code: str, *, by: Actor) -> Verdict:
    """A public check by number and check code, noted in the stream of look-ups."""
    number = rules.legible(number)
    verdict = verdicts.check(number, code)
    told = {"number": number, "paper": verdict.paper, "verdict": verdict.state}
    ledger.append("looks", "checked", by=by, data=told)
    return verdict


@transaction.atomic
def look_up_pdf(pdf: bytes, *, by: Actor) -> Verdict:
    """A public check of a file, noted in the same stream; of the file only its digest is kept."""
    verdict = verdicts.check_pdf(pdf)
    told = {"file": digest(pdf), "paper": verdict.paper, "verdict": verdict.state}
    ledger.append("looks", "file_checked", by=by, data=told)
    return verdict
