"""What the administrators see of a renewal, and decide. Each look at the document is an event."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from banshi.ledger import actions as ledger
from banshi.lib import documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, NotFound
from banshi.lib.text import in_words
from banshi.people import actions, rules
from banshi.people.accounts import confirmations, handing_out
from banshi.people.accounts.confirmations import Wanted
from banshi.people.models import Account, Person, Renewal
from banshi.people.persons import persons, pictures
from banshi.people.persons.pictures import Document
from banshi.people.refusals import wrong
from banshi.people.renewals import asking

ACTION = "renewal"
DECIDE = ("security_admin", "system_admin")
GRANTED = "您申请变更的身份信息已核实，账户“{username}”的姓名和证件已更新。"
REFUSED = "您申请变更身份信息未予办理：{reason}可以按理由准备以后重新申请。"
TAKEN = "这个证件号已有别的账户，不能办理。请驳回，并告诉申请人：是本人的另一账户，请合并账户；被他人注册的，请提出身份证抢注申诉。"


@dataclass(frozen=True)
class RenewalRow:
    """One that waits, as the administrators see it: what the account bears now and what it is to bear; numbers and phone masked.
    `confirmed` says whether a second administrator has (None while none is asked)."""

    id: int
    username: str
    phone: str
    name_now: str
    document_now: str
    number_now: str
    name: str
    document: str
    number: str
    ground: str
    asked_at: datetime
    confirmed: bool | None


def waiting(by: Actor) -> list[RenewalRow]:
    """What nobody has decided, the oldest first. Raises NotFound for who does not decide."""
    return _rows(_waiting(), by)


def one(number: int, by: Actor) -> RenewalRow:
    """One that waits. Raises NotFound as `waiting`, and for what is closed."""
    found = _rows(_waiting().filter(pk=number), by)
    if not found:
        raise NotFound
    return found[0]


def _waiting() -> QuerySet[Renewal]:
    return Renewal.objects.filter(closed_at=None)


def _require_one_who_decides(by: Actor) -> None:
    if not any(map(by.holds, DECIDE)):
        raise NotFound


def _rows(renewals: QuerySet[Renewal], by: Actor) -> list[RenewalRow]:
    _require_one_who_decides(by)
    rows = list(renewals.select_related("account").order_by("pk"))
    asked = confirmations.running().filter(renewal__in=rows).values_list("renewal", "confirmed_by")
    states = {number: confirmed is not None for number, confirmed in asked}
    people = {
        person.account_id: person for person in Person.objects.filter(account__in=[row.account_id for row in rows])
    }
    return [_row(row, people[row.account_id], states.get(row.pk)) for row in rows]


def _row(row: Renewal, person: Person, confirmed: bool | None) -> RenewalRow:
    return RenewalRow(
        id=row.pk,
        username=row.account.username,
        phone=sealed.masked_phone(row.account.phone),
        name_now=row.account.name,
        document_now=documents.KINDS[person.document],
        number_now=documents.masked(person.number),
        name=row.name,
        document=documents.KINDS[row.document],
        number=documents.masked(row.number),
        ground=row.ground,
        asked_at=row.asked_at,
        confirmed=confirmed,
    )


@transaction.atomic
def look(number: int, *, by: Actor) -> Document:
    """The document, for who decides; that it was looked at is an event. Raises NotFound for what is closed."""
    _require_one_who_decides(by)
    row = _waiting().filter(pk=number).select_related("account").first()
    if row is None:
        raise NotFound
    ledger.append(f"renewal:{row.pk}", "document_seen", by=by, data={"username": row.account.username})
    return pictures.shown(row)


@transaction.atomic
def grant(number: int, *, role: str, token: str, by: Actor) -> bool:
    """The account bears the name and the document that were shown; False while a second administrator is asked, for this very renewal.

    `role` is what persons hold. Raises Conflict where somebody was first, Forbidden where another has the document.
    """
    row = _open(number, by)
    handing_out.first_press(token, by)
    person = Person.objects.select_related("account").select_for_update().get(account=row.account)
    _require_free(row, person)
    wanted = Wanted(ACTION, row.account.username, row.name, person.unit_id, (role,), renewal=row.pk)
    if not confirmations.given(wanted, deciding=(role,), by=by):
        return False
    _renew(row, person, by)
    asking.close(row, "granted", by, words=GRANTED.format(username=row.account.username), granted=True)
    return True


def _require_free(row: Renewal, person: Person) -> None:
    named = persons.number_index(row.document, row.number)
    if named != person.number_index and persons.is_taken(row.document, row.number, row.account.phone):
        raise Forbidden(TAKEN)


def _renew(row: Renewal, person: Person, by: Actor) -> None:
    """What was filed before keeps the name it was filed under."""
    person.document, person.number_sealed = row.document, row.number_sealed
    person.number_index = persons.number_index(row.document, row.number)
    try:
        with transaction.atomic():
            person.save(update_fields=["document", "number_sealed", "number_index"])
    except IntegrityError:
        raise Forbidden(TAKEN) from None
    Account.objects.filter(pk=row.account_id).update(name=row.name)
    actions.renew_unit(person.unit_id, {"name": row.name}, ref="", by=by)


@transaction.atomic
def refuse(number: int, reason: str, *, by: Actor) -> None:
    """【驳回】: nothing is changed, and the person is told why. Raises Invalid at `reason` without one, Conflict where somebody was
    first."""
    row, reason = _open(number, by), in_words(reason)[:200]
    if not reason:
        raise wrong("reason", "请填写理由，它会用短信告诉申请人。")
    said = reason if reason.endswith(("。", "！", "？")) else f"{reason}。"
    asking.close(row, "refused", by, words=REFUSED.format(reason=said))


def _open(number: int, by: Actor) -> Renewal:
    rules.require(by, "security_admin")
    row: Renewal | None = _waiting().select_related("account").select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise Conflict("这件申请已经有人办理，或者申请人已经撤回。")
    return row
