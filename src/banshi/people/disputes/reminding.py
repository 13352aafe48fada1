"""Who a dispute waits for is told in time: its holder while they may answer, then who decides. Each step is told once."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM
from banshi.people.disputes import asking, deciding
from banshi.people.models import Dispute, Link

SOON, TODAY, OVER = 1, 2, 3
WORDS = {
    SOON: "请在 {until} 以前登录，在【个人中心】里说明他人对您证件号提出的申诉；逾期由管理机构核实后处理。",
    TODAY: "今天是说明他人对您证件号提出的申诉的最后一天，请登录，在【个人中心】里说明；逾期由管理机构核实后处理。",
    OVER: "编号 {number} 的证件申诉，说明期限 {until} 已过，请核实办理。",
}


def remind(next_day: date) -> None:
    """Tells the holder a working day before the last on which they may answer, and on it, and who decides once it is over; `next_day` is
    the next working day."""
    for number in list(_due(next_day).values_list("pk", flat=True)):
        _remind(number, next_day)


def _due(next_day: date) -> QuerySet[Dispute]:
    today = clock.today()
    soon, now = Q(told__lt=SOON, answer_by__lte=next_day), Q(told__lt=TODAY, answer_by__lte=today)
    return Dispute.objects.filter(soon | now | Q(told__lt=OVER, answer_by__lt=today), closed_at=None)


@transaction.atomic
def _remind(number: int, next_day: date) -> None:
    row = _due(next_day).select_for_update(skip_locked=True).filter(pk=number).first()
    if row is None or row.answer_by is None:
        return
    today = clock.today()
    step = OVER if row.answer_by < today else TODAY if row.answer_by == today else SOON
    Dispute.objects.filter(pk=number).update(told=step)
    text = WORDS[step].format(until=row.answer_by, number=number)
    if tell := _to_who_decides(text) if step == OVER else _to_holder(row, text):
        ledger.append(f"dispute:{number}", "reminded", by=SYSTEM, data={"step": step}, deliveries=tell)


def _to_holder(row: Dispute, text: str) -> list[Delivery]:
    """A later dispute about the same number is answered with the one that ends first."""
    holder, ends_first = (
        deciding.holder_of(row),
        Q(answer_by__lt=row.answer_by) | Q(answer_by=row.answer_by, pk__lt=row.pk),
    )
    if holder is None or row.answered_at or asking.to_answer_with(row).filter(ends_first).exists():
        return []
    return asking.tell_holder(holder, text)


def _to_who_decides(text: str) -> list[Delivery]:
    role = "security_admin"
    units = Link.now().filter(role=role).values_list("organisation", flat=True).distinct()
    return [
        Delivery("notices.tell", {"unit": unit, "roles": [role], "text": text, "sms": False, "ref": ""})
        for unit in units.order_by("organisation")
    ]
