"""公开留言: answered inquiries that everybody may read, edited so that they do not tell who asked; what is taken down says why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from banshi.bulletin import actions, inquiries, queries, rules
from banshi.bulletin.inquiries import Thread
from banshi.bulletin.models import CONSULTATION, Consultation, Inquiry
from banshi.bulletin.queries import Changed
from banshi.define import Ask
from banshi.ledger import actions as ledger
from banshi.ledger.clock import Now
from banshi.lib.actor import Actor
from banshi.lib.grams import holds
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.lib.text import plain

PAGE = 20
SHOWN = "的答复已经公开，没有写您是谁"
CELLS = ("subject", "question", "answer")


@dataclass(frozen=True)
class ConsultationSight:
    """An inquiry as everybody reads it. What was taken down (`removed_at`) has no words but the `reason`."""

    number: int
    pack: str
    subject: str
    question: str
    answer: str
    asked_at: datetime
    published_at: datetime
    version: int
    removed_at: datetime | None
    reason: str


# For everybody -------------------------------------------------------------------------------------------------------------------


def listed(packs: Collection[str], text: str = "", before: int | None = None) -> list[ConsultationSight]:
    """A page of these packs, the newest first, older than the number `before`: those with every word of `text` in what was asked or
    answered."""
    found = Consultation.objects.filter(pack__in=packs, removed_at=None)
    for word in plain(text)[:100].split():
        found = found.filter(holds(CONSULTATION, word))
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_sight(row) for row in found.select_related("inquiry").order_by("-pk")[:PAGE]]


def one(number: int) -> ConsultationSight:
    """One of them at its permanent address. Raises NotFound."""
    row = Consultation.objects.select_related("inquiry").filter(pk=number).first()
    if row is None:
        raise NotFound
    return _sight(row)


def changes(row: ConsultationSight) -> list[Changed]:
    """Every change since it was published, the latest first."""
    return queries.changed(row.pack, "consultation_published", row.number)


def _sight(row: Consultation) -> ConsultationSight:
    words = (row.subject, row.question, row.answer) if row.removed_at is None else ("", "", "")
    return ConsultationSight(
        row.pk, row.pack, *words, row.inquiry.asked_at, row.published_at, row.version, row.removed_at, row.reason
    )


# For who answers -----------------------------------------------------------------------------------------------------------------


def of_inquiry(number: int) -> ConsultationSight | None:
    """What everybody reads of an inquiry now, for who has read the inquiry."""
    row = Consultation.objects.select_related("inquiry").filter(inquiry=number, removed_at=None).first()
    return _sight(row) if row else None


def draft(found: Thread) -> dict[str, str]:
    """What it begins with: the first question and the last answer, to be edited."""
    words = inquiries.draft(found)
    return {"subject": found.sight.subject, "question": found.messages[0].text, "answer": words["answer"]}


def checked(found: Thread, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What everybody will read. Raises Invalid at what tells who asked."""
    values = rules.consultation(typed)
    rules.must_not_tell(values, CELLS, inquiries.asker(found, *(values[cell] for cell in CELLS)))
    return values


def publish(
    pack: str,
    said: Ask,
    number: int,
    typed: Mapping[str, Any],
    *,
    version: int,
    token: str,
    by: Actor,
    page: str = "",
) -> int:
    """Shows an inquiry to everybody, or the next version of what they read of it, by an officer who answers; who asked is told when it is
    shown, with the address of the inquiry's `page`. Returns its number.

    Raises Invalid, also where who asked has not agreed or nothing is answered, Forbidden for who does not answer, and TextOvertaken.
    """
    found = _of_officer(by, pack, said, number)
    if not found.sight.public:
        raise Invalid("留言的人没有同意公开，不能公开；有用的内容可以写成常见问题。")
    if not found.answered:
        raise Invalid("还没有答复，不能公开。")
    values, now = checked(found, typed), of_inquiry(number)
    kept = partial(actions.keep, Consultation, pack, by=by, token=token, purpose=f"consultation of inquiry {number}")
    if now is None:
        told = inquiries.to_asker(Inquiry.objects.get(pk=number), said, SHOWN, page)
        return kept(values | {"inquiry_id": number}, deliveries=told)
    return kept(values, number=now.number, version=version)


@transaction.atomic
def take_down(pack: str, said: Ask, number: int, reason: str, *, by: Actor) -> None:
    """Takes down what everybody reads of an inquiry. Its address says why. Raises Invalid without a reason that tells nobody's name or
    number, Forbidden for who does not answer, and NotFound."""
    found = _of_officer(by, pack, said, number)
    why = rules.why(reason, inquiries.asker(found, reason))
    now = of_inquiry(number)
    if now is None or not Consultation.objects.filter(pk=now.number, removed_at=None).update(
        removed_at=Now(), reason=why
    ):
        raise NotFound
    told = {"number": now.number, "reason": why}
    ledger.append(f"bulletin:{pack}", "consultation_taken_down", by=by, data=told)


def _of_officer(by: Actor, pack: str, said: Ask, number: int) -> Thread:
    found = inquiries.thread(by, pack, said, number)
    if found.mine:
        raise Forbidden
    return found
