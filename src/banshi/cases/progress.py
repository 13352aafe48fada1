"""申报审批状态: how far a case is, for whoever has its number and the 查询码 of its receipt. It tells no names and no opinions (S29)."""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from banshi.cases.models import Case
from banshi.cases.rules import climbs
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Flow
from banshi.ledger import actions as ledger
from banshi.ledger import queries as past
from banshi.lib import home
from banshi.lib.actor import Actor
from banshi.papers.rules import ALPHABET, legible, typed_code

LENGTH = 8  # some 39 bits: with the limits of asking nobody comes upon one


@dataclass(frozen=True)
class Step:
    """What was done with the case, when, and where it stood then."""

    at: datetime
    title: str
    state: str


@dataclass(frozen=True)
class Progress:
    """How far a case is; `where` says at which of its superiors, where there are several."""

    ref: str
    matter: str
    agency: str
    state: str
    where: str
    since: datetime
    ended: bool
    steps: tuple[Step, ...]


def code(ref: str) -> str:
    """The 查询码 of a case: made from its number with a secret of this installation, so that nothing has to be kept."""
    number = int.from_bytes(hmac.digest(home.secret("progress"), ref.encode(), "sha256")[:16])
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))


@transaction.atomic
def look_up(ref: str, typed: str, *, by: Actor) -> Progress | None:
    """The case of that number, as long as the code is its own; None for any other, and for one that was never reported. Noted in the
    stream of look-ups."""
    ref = spelled(ref)
    is_right = hmac.compare_digest(code(ref).encode(), typed_code(typed).encode())
    found = Case.objects.filter(ref=ref, submission__isnull=False).select_related("submission").first()
    case = found if is_right else None
    ledger.append("looks", "progress_asked", by=by, data={"ref": ref, "found": case is not None})
    return _progress(case) if case else None


def spelled(typed: str) -> str:
    """A case's number as typed from a receipt: any case and width."""
    return unicodedata.normalize("NFKC", legible(typed, 40)).upper().replace(" ", "")


def _progress(case: Case) -> Progress:
    matter = catalogue.revision(case.revision_id).matter
    moves = [event for event in past.history(f"case:{case.pk}") if event.kind == "moved"]
    return Progress(
        ref=case.ref,
        matter=matter.title,
        agency=shelf.pack(case.pack).agency,
        state=matter.flow.state(case.state).title,
        where=_where(case, matter.flow),
        since=case.since,
        ended=case.ended,
        steps=tuple(Step(each.at, each.data["title"], each.data["state"]) for each in moves),
    )


def _where(case: Case, flow: Flow) -> str:
    road = case.submission.road if case.submission and climbs(flow, case.state) else []
    return f"第 {case.position + 1} 级，共 {len(road)} 级" if len(road) > 1 else ""
