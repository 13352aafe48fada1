"""Issuing papers, and drawing and signing them right after."""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from banshi.define import Paper as PaperWord
from banshi.files import actions as files
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM, Actor
from banshi.papers import drawing, signing
from banshi.papers.models import Paper, SignedFile, Standing

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def issue(
    *,
    paper: PaperWord,
    pack: str,
    subject: int,
    subject_name: str,
    case: int,
    period: date,
    data: dict[str, Any],
    by: Actor,
) -> str:
    """Issues a paper in the deciding transaction: number, check code and frozen data; returns the number.

    An earlier paper of the same kind and unit is replaced by it. The PDF is drawn and signed right after the commit.
    """
    today = clock.today()
    serial = _next(f"{pack}/{paper.key}/{today.year}")
    row = Paper.objects.create(
        pack=pack,
        kind=paper.key,
        title=paper.title,
        number=paper.number.format(year=today.year, serial=serial),
        check_code="".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)),
        subject_id=subject,
        subject_name=subject_name,
        case=case,
        period=period,
        layouts=[{"key": layout.key, "title": layout.title, "text": layout.text} for layout in paper.layouts],
        data=data,
    )
    _replace_earlier(row)
    ledger.append(
        f"paper:{row.pk}",
        "paper.issued",
        by=by,
        data={"number": row.number, "kind": row.kind, "subject": subject, "case": case},
        deliveries=[Delivery("papers.render", {"paper": row.pk})],
    )
    return row.number


def _next(scope: str) -> int:
    """The next serial. The row is locked until the commit, so there is neither a double nor a gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO papers_series (scope, last) VALUES (%s, 1) "
            "ON CONFLICT (scope) DO UPDATE SET last = papers_series.last + 1 RETURNING last",
            [scope],
        )
        return int(cursor.fetchone()[0])


def _replace_earlier(row: Paper) -> None:
    earlier = Paper.objects.filter(pack=row.pack, kind=row.kind, subject=row.subject, standing=None).exclude(pk=row.pk)
    reason = f"已由 {row.number} 替换"
    Standing.objects.bulk_create([Standing(paper=old, state="replaced", reason=reason) for old in earlier])


@transaction.atomic
def revoke(number: str, reason: str, *, by: Actor) -> None:
    """Revokes a paper, for a reason that is told to whoever checks it."""
    row = Paper.objects.get(number=number)
    Standing.objects.create(paper=row, state="revoked", reason=reason)
    ledger.append(f"paper:{row.pk}", "paper.revoked", by=by, data={"number": number, "reason": reason})


def render(payload: dict[str, Any], message_id: str) -> None:
    """Draws and signs a paper in each of its layouts. Done again, it leaves what is there alone."""
    row = Paper.objects.get(pk=payload["paper"])
    for layout in row.layouts:
        if not SignedFile.objects.filter(paper=row, layout=layout["key"]).exists():
            _render(row, layout)


def _render(row: Paper, layout: dict[str, str]) -> None:
    pdf = signing.signed(drawing.pdf(layout["text"], paper_data(row)))
    kept = files.keep_own(pdf, f"{row.title}{row.number}.pdf", "pdf", by=SYSTEM)
    with transaction.atomic():
        SignedFile.objects.create(paper=row, layout=layout["key"], digest=kept.digest)
        files.refer(kept.digest, f"paper:{row.pk}", by=SYSTEM)
        data = {"layout": layout["key"], "digest": kept.digest}
        ledger.append(f"paper:{row.pk}", "paper.signed", by=SYSTEM, data=data)


def paper_data(row: Paper) -> dict[str, Any]:
    """What a layout is given for an issued paper."""
    url = check_url(row)
    return row.data | {
        "title": row.title,
        "number": row.number,
        "check_code": row.check_code,
        "check_url": url,
        "qr": drawing.qr(url),
        "issued_on": drawing.issued_on(row.issued_at.astimezone(clock.CHINA)),
        "period": drawing.issued_on(row.period),
        "mark": "",
        "test": signing.is_test(),
    }


def check_url(row: Paper) -> str:
    """The address behind the QR code: the number's page with the check code."""
    return f"{settings.SITE_URL}/check/?id={row.pk}&code={row.check_code}"


def note_look(paper: int | None, verdict: str, way: str, *, by: Actor) -> None:
    """Notes a public look-up in a stream of its own."""
    with transaction.atomic():
        ledger.append("looks", "paper.checked", by=by, data={"paper": paper, "verdict": verdict, "way": way})
