"""待确认: keys to accounts that decide, and whatever is asked for from outside, take two administrators (三员分立): one asks, another
confirms, then the first carries it out.

Otherwise whoever hands out passwords could sign in with one and decide.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden
from banshi.lib.turns import one_at_a_time
from banshi.people import queries, rules
from banshi.people.models import Confirmation

GOOD_FOR = timedelta(days=7)
TURN = "people.confirmations"
ACTIONS = {
    "issue": "发放账户",
    "reissue": "重新发放初始密码",
    "reset_second_factor": "重置动态口令",
    "transfer": "移交给接任者",
    "give_role": "授予角色",
    "plea": "办理登录求助",
    "register": "授权注册账户",
    "dispute": "办理身份证抢注申诉",
    "renewal": "办理身份信息变更",
}


@dataclass(frozen=True)
class Wanted:
    """A change to an account: which, whose, the role in which unit that makes it count, and the plea, dispute or renewal that asks for
    it."""

    action: str
    username: str
    name: str
    unit: int
    roles: tuple[str, ...]
    plea: int | None = None
    dispute: int | None = None
    renewal: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A request as both administrators see it; `ground` and `phone` (masked) are those of the plea it comes from."""

    id: int
    action: str
    title: str
    username: str
    name: str
    unit: str
    unit_code: str
    role: str
    plea: int | None
    dispute: int | None
    renewal: int | None
    ground: str
    phone: str
    asked_by: str
    until: datetime
    confirmed: bool


def given(wanted: Wanted, *, deciding: Collection[str], by: Actor) -> bool:
    """True when the change may be made now: nothing of it decides, here or about units below, or a second person has confirmed, which
    this uses up.

    Otherwise it is asked for, once, and the officers of the unit are told, so that a stranger among them is noticed.
    """
    role = next((role for role in wanted.roles if role in deciding or queries.oversees(wanted.unit)), "")
    if by.kind == "system" or not role:
        return True
    one_at_a_time(TURN)
    Confirmation.objects.filter(closed_at=None, asked_at__lte=clock.now() - GOOD_FOR).update(closed_at=clock.Now())
    same = Confirmation.objects.filter(action=wanted.action, username=wanted.username, closed_at=None)
    found = same.first()
    if found and _said(found) != (wanted.name, wanted.unit, role, wanted.plea, wanted.dispute, wanted.renewal):
        same.update(closed_at=clock.Now())
        found = None
    if found is None:
        _ask(wanted, role, by)
    elif found.confirmed_by_id:
        same.update(closed_at=clock.Now())
    return bool(found and found.confirmed_by_id)


def _said(row: Confirmation) -> tuple[str | int | None, ...]:
    return (row.name, row.organisation_id, row.role, row.plea_id, row.dispute_id, row.renewal_id)


def _ask(wanted: Wanted, role: str, by: Actor) -> None:
    made = Confirmation.objects.create(
        action=wanted.action,
        username=wanted.username,
        name=wanted.name,
        organisation_id=wanted.unit,
        role=role,
        plea_id=wanted.plea,
        dispute_id=wanted.dispute,
        renewal_id=wanted.renewal,
        asked_by_id=by.own_account,
    )
    text = f"安全管理员申请为账户 {wanted.username}{ACTIONS[wanted.action]}，正等系统管理员确认。如有疑问，请立即联系管理机构。"
    tell = Delivery("notices.tell", {"unit": wanted.unit, "roles": [role], "text": text, "sms": True, "ref": ""})
    _note(made, "asked", by, tell)


def withdraw(action: str, username: str) -> None:
    """What was asked for is no longer wanted: a yes to it must not serve the next who asks."""
    Confirmation.objects.filter(action=action, username=username, closed_at=None).update(closed_at=clock.Now())


def waiting(by: Actor) -> list[Waiting]:
    """The open requests, oldest first, for the two administrators they concern."""
    if not (by.holds("system_admin") or by.holds("security_admin")):
        raise Forbidden
    return [_shown(each) for each in running().select_related("organisation", "asked_by", "plea").order_by("pk")]


def running() -> QuerySet[Confirmation]:
    """The requests that are neither carried out nor too old."""
    return Confirmation.objects.filter(closed_at=None, asked_at__gt=clock.now() - GOOD_FOR)


def _shown(row: Confirmation) -> Waiting:
    return Waiting(
        id=row.pk,
        action=row.action,
        title=rules.PLEAS[row.plea.kind] if row.plea else ACTIONS[row.action],
        username=row.username,
        name=row.name,
        unit=row.organisation.name,
        unit_code=row.organisation.code,
        role=row.role,
        plea=row.plea_id,
        dispute=row.dispute_id,
        renewal=row.renewal_id,
        ground=row.plea.ground if row.plea else "",
        phone=sealed.masked_phone(row.plea.phone) if row.plea else "",
        asked_by=row.asked_by.name,
        until=row.asked_at + GOOD_FOR,
        confirmed=row.confirmed_by_id is not None,
    )


@transaction.atomic
def confirm(request: int, *, by: Actor) -> None:
    """The second person's yes. Raises Conflict when it is no longer asked for."""
    row = _asked(request, by)
    Confirmation.objects.filter(pk=row.pk).update(confirmed_by=by.own_account)
    _note(row, "confirmed", by)


@transaction.atomic
def refuse(request: int, *, by: Actor) -> None:
    """The second person's no; it may be asked for again."""
    row = _asked(request, by)
    Confirmation.objects.filter(pk=row.pk).update(closed_at=clock.Now())
    _note(row, "refused", by)


def _asked(request: int, by: Actor) -> Confirmation:
    rules.require(by, "system_admin")
    one_at_a_time(TURN)
    row = running().filter(pk=request, confirmed_by=None).first()
    if row is None:
        raise Conflict("这项申请已经有人处理，或者已过 7 天有效期。")
    if row.asked_by_id == by.own_account:
        raise Forbidden("申请人不能自己确认。")
    return row


def _note(row: Confirmation, kind: str, by: Actor, *deliveries: Delivery) -> None:
    data = {"action": row.action, "username": row.username, "unit": row.organisation_id, "role": row.role}
    ledger.append(f"confirmation:{row.pk}", kind, by=by, data=data, deliveries=deliveries)
