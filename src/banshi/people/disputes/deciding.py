"""What the administrators see of a dispute, and decide: the number is freed and the other account stopped, or nothing is changed. Each look
at the document is an event; its pictures and number are dropped with the decision."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from banshi.define import Seats
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.ledger.queries import history
from banshi.lib import documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, NotFound
from banshi.lib.text import in_words
from banshi.people import rules
from banshi.people.accounts import confirmations, handing_out
from banshi.people.accounts.confirmations import Wanted
from banshi.people.disputes import asking
from banshi.people.models import Dispute, Person
from banshi.people.persons import closing, pictures
from banshi.people.persons.pictures import Document
from banshi.people.refusals import wrong
from banshi.people.signing_in import mail_links
from banshi.people.sso import signing_out

ACTION = "dispute"
DECIDE = ("security_admin", "system_admin")
SUBJECT = "身份证抢注申诉的结果"
GRANTED = "您的身份证抢注申诉已核实：证件号已释放，占用它的账户已停用。请在 30 天内用申诉时的手机号注册账户。"
REFUSED = "您的身份证抢注申诉未予支持：{reason}如有疑问，请联系{contact}。"
STOPPED_SUBJECT = "您的账户已停用"
STOPPED = "经核实，账户{account}登记的证件号属于他人，账户已停用，个人信息已删除，已办理的办件依法保存。如有异议，请联系{contact}。"
NOBODY = "申诉针对的账户已不存在，或者申诉时没有账户使用这个证件号。请驳回，并告诉申请人可以直接注册；证件号又被他人注册的，请重新申诉。"
KEPT = "经核实，他人对您账户“{username}”的证件号提出的申诉未予支持，账户照常使用。"


@dataclass(frozen=True)
class Merged:
    """The account that was signed up with a number, and when it was merged into the one that has it now (decision 0028)."""

    username: str
    at: datetime


@dataclass(frozen=True)
class DisputeRow:
    """One that waits, as the administrators see it: who asks, and which account it is about, with what it answered (empty where that is no
    more) and the account whose number it `merged`; number, phones and mailbox masked. `may_grant` once the holder has answered, or has had
    the time to; `confirmed` whether a second administrator has (None while none is asked)."""

    id: int
    pack: str
    name: str
    document: str
    number: str
    phone: str
    email: str
    ground: str
    brought_at: datetime
    answer_by: date
    answer: str
    answered_at: datetime | None
    holder: str
    holder_name: str
    holder_phone: str
    holder_since: datetime | None
    merged: Merged | None
    may_grant: bool
    confirmed: bool | None


def waiting(by: Actor) -> list[DisputeRow]:
    """The disputes nobody has decided, the oldest first. Raises NotFound for who does not decide."""
    return _rows(_waiting(), by)


def one(number: int, by: Actor) -> DisputeRow:
    """One that waits. Raises NotFound as `waiting`, and for what is closed."""
    found = _rows(_waiting().filter(pk=number), by)
    if not found:
        raise NotFound
    return found[0]


def _rows(disputes: QuerySet[Dispute], by: Actor) -> list[DisputeRow]:
    _require_one_who_decides(by)
    rows = list(disputes.order_by("pk"))
    asked = confirmations.running().filter(dispute__in=rows).values_list("dispute", "confirmed_by")
    states = {number: confirmed is not None for number, confirmed in asked}
    found = Person.objects.select_related("account").filter(
        account__in=[row.holder_id for row in rows if row.holder_id]
    )
    holders: dict[int | None, Person] = {person.account_id: person for person in found}
    return [_row(row, holders.get(row.holder_id), states.get(row.pk)) for row in rows]


def _waiting() -> QuerySet[Dispute]:
    return Dispute.objects.filter(closed_at=None).exclude(brought_at=None)


def _require_one_who_decides(by: Actor) -> None:
    if not any(map(by.holds, DECIDE)):
        raise NotFound


def _row(row: Dispute, holder: Person | None, confirmed: bool | None) -> DisputeRow:
    account = holder.account if holder else None
    return DisputeRow(
        id=row.pk,
        pack=row.pack,
        name=row.name,
        document=documents.KINDS[row.document],
        number=documents.masked(row.number),
        phone=sealed.masked_phone(row.phone),
        email=mail_links.masked(row.email),
        ground=row.ground,
        brought_at=row.brought_at or row.asked_at,
        answer_by=row.answer_by or clock.today(),
        answer=row.answer if account else "",
        answered_at=row.answered_at,
        holder=account.username if account else "",
        holder_name=account.name if account else "",
        holder_phone=sealed.masked_phone(account.phone) if account else "",
        holder_since=account.created_at if account else None,
        merged=_merged(holder, row.number_index) if holder else None,
        may_grant=account is not None and _has_been_heard(row),
        confirmed=confirmed,
    )


def _merged(holder: Person, number_index: str) -> Merged | None:
    gone = asking.merged_with(holder, number_index)
    if gone is None:
        return None
    events = history(f"account:{gone.pk}")
    return Merged(gone.username, next(event.at for event in events if event.kind == "merged"))


def _has_been_heard(row: Dispute) -> bool:
    """The holder has answered, or the days for it are over."""
    return row.answered_at is not None or row.answer_by is None or row.answer_by < clock.today()


def holder_of(row: Dispute) -> Person | None:
    """Whom it is about, while they have the account. Whoever has signed up with the number since was neither told nor heard."""
    return Person.objects.select_related("account", "unit").filter(account=row.holder_id).first()


@transaction.atomic
def look(number: int, *, by: Actor) -> Document:
    """The document, for who decides; that it was looked at is an event. Raises NotFound for what is closed."""
    _require_one_who_decides(by)
    row = _waiting().filter(pk=number).first()
    if row is None:
        raise NotFound
    ledger.append(f"dispute:{row.pk}", "document_seen", by=by, data={"name": row.name})
    return pictures.shown(row)


@transaction.atomic
def grant(number: int, *, role: str, seats: Seats, contact: str, token: str, by: Actor) -> bool:
    """The number is freed and its account stopped; False while a second administrator is asked, for this very dispute.

    `role` is what persons hold, `seats` what they may hold in units, `contact` whom they ask. Raises Conflict where somebody was first or
    the holder may still answer, Forbidden where the account it is about is no more.
    """
    row = _open(number, by)
    holder = holder_of(row)
    if holder is None:
        raise Forbidden(NOBODY)
    if not _has_been_heard(row):
        raise Conflict(f"占用证件号的账户可以在 {row.answer_by} 以前说明情况，还不能办理。")
    handing_out.first_press(token, by)
    wanted = Wanted(ACTION, holder.account.username, row.name, holder.unit_id, (role,), dispute=row.pk)
    if not confirmations.given(wanted, deciding=(role,), by=by):
        return False
    _stop(holder, row, seats, contact, by)
    _close(row, "granted", GRANTED, by, granted=True)
    return True


def _stop(holder: Person, row: Dispute, seats: Seats, contact: str, by: Actor) -> None:
    account = holder.account
    words = STOPPED.format(account=asking.called(holder, row.number_index), contact=contact)
    tell = asking.told(account.phone, account.email, STOPPED_SUBJECT, words)
    tell += signing_out.told(account.pk)
    closing.end(holder, by=by, seats=seats)
    data = {"username": account.username, "dispute": row.pk}
    ledger.append(f"account:{account.pk}", "stopped_by_dispute", by=by, data=data, deliveries=tell)


@transaction.atomic
def refuse(number: int, reason: str, *, contact: str, by: Actor) -> None:
    """【驳回】: nothing is changed; both are told, the holder once nothing else waits, and who asked for it whom to ask, `contact`. Raises
    Invalid at `reason` without one, Conflict where somebody was first."""
    row, reason = _open(number, by), in_words(reason)[:200]
    if not reason:
        raise wrong("reason", "请填写理由，它会用短信和邮件告诉申请人。")
    row.confirmations.filter(closed_at=None).update(closed_at=clock.Now())
    said = reason if reason.endswith(("。", "！", "？")) else f"{reason}。"
    holder = holder_of(row)
    kept = holder.account if holder and not asking.with_it(row).exists() else None
    tell = asking.told(kept.phone, kept.email, SUBJECT, KEPT.format(username=kept.username)) if kept else []
    _close(row, "refused", REFUSED.format(reason=said, contact=contact), by, *tell)


def _open(number: int, by: Actor) -> Dispute:
    rules.require(by, "security_admin")
    row: Dispute | None = _waiting().select_for_update().filter(pk=number).first()
    if row is None:
        raise Conflict("这件申诉已经有人办理。")
    return row


def _close(row: Dispute, kind: str, words: str, by: Actor, *others: Delivery, granted: bool = False) -> None:
    tell = [*asking.tell_asker(row, SUBJECT, words), *others]
    Dispute.objects.filter(pk=row.pk).update(closed_at=clock.Now(), granted=granted, **pictures.DROPPED)
    ledger.append(f"dispute:{row.pk}", kind, by=by, data={"name": row.name}, deliveries=tell)
