"""What the holder of a disputed number sees of it, and says to it: that there is one and until when, and nothing of who asks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.lib.text import plain
from banshi.people.disputes import asking
from banshi.people.models import Dispute
from banshi.people.persons import persons
from banshi.people.refusals import wrong


@dataclass(frozen=True)
class Disputed:
    """A dispute as the holder sees it; `answer` is what they have said, empty until then."""

    id: int
    pack: str
    brought_at: datetime
    until: date
    answer: str


def disputed(by: Actor) -> list[Disputed]:
    """What waits about the actor's own account, the oldest first, and once what is answered together. Raises NotFound for an account that
    is no person's own."""
    today, found = clock.today(), dict[tuple[str, str, bool], Disputed]()
    for row in _about(by):
        if row.brought_at and row.answer_by:
            together = (row.number_index, row.answer, row.answer_by < today)
            found.setdefault(together, Disputed(row.pk, row.pack, row.brought_at, row.answer_by, row.answer))
    return [*found.values()]


def _about(by: Actor) -> QuerySet[Dispute]:
    waiting = Dispute.objects.filter(holder=persons.own(by).account, closed_at=None)
    return waiting.exclude(brought_at=None).order_by("pk")


@transaction.atomic
def answer(number: int, text: str, *, by: Actor) -> None:
    """【提交说明】, once for all that wait about the same number. Raises Invalid at `answer`, Conflict where one was given or it is too
    late."""
    said = plain(text)[:500]
    if not said:
        raise wrong("answer", "请写明情况。")
    row = _about(by).select_for_update().filter(pk=number, answered_at=None, answer_by__gte=clock.today()).first()
    if row is None:
        raise Conflict("已经说明过，或者已过期限，没有再提交一次。")
    for each in [row, *asking.to_answer_with(row).select_for_update().order_by("pk")]:
        Dispute.objects.filter(pk=each.pk).update(answer=said, answered_at=clock.Now())
        ledger.append(f"dispute:{each.pk}", "answered", by=by, data={})
