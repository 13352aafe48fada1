"""Where two accounts of one person become one, in one transaction; both phones are told, and who administers the units concerned."""

from django.db import transaction
from django.db.models import Q

from banshi.define import ADMINISTERS, Seats
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden
from banshi.people import queries as people
from banshi.people.belonging import actions as belonging
from banshi.people.belonging import telling
from banshi.people.merging import proving, queries, rules
from banshi.people.merging.proving import OVER, Proven
from banshi.people.merging.queries import Seated
from banshi.people.models import Account, Link, Person, StandIn
from banshi.people.persons import closing, persons
from banshi.people.signing_in import phone_codes
from banshi.people.sso import signing_out

TOLD = "您的账户“{gone}”已并入您的账户“{into}”，原来的登录都已失效，以后请用“{into}”登录。如非您本人操作，请立即联系管理机构。"
UNIT_TOLD = (
    "“{unit}”的{name}合并了自己的两个账户：“{gone}”停用，以后用“{into}”办理，分工：{seats}。如有疑问，请向本人核实。"
)
MOVED = "单位人员刚刚有了变动，账户没有合并。请再按一次。"


@transaction.atomic
def merge(proven: Proven, *, seats: Seats, by: Actor) -> str:
    """【确定合并】: the proven account ends, what it held is the actor's; returns its user name. Pressed twice it is done once.

    Raises NotFound for no person, Conflict where the proof is worth nothing any more, Forbidden for what `queries.against` says.
    """
    into, gone = _hold(proven, by)
    if gone.merged_into_id == into.pk:
        return gone.username
    proving.require(proven, gone)
    if against := queries.against(into, gone, seats):
        raise Forbidden(against)
    words = TOLD.format(gone=gone.username, into=into.username)
    tell = phone_codes.told(words, gone.phone, into.phone) + signing_out.told(gone.pk)
    _pass_units(into, gone, seats, by)
    _pass_own(into, gone)
    _end(into, gone)
    other = {"into": into.username, "account": into.pk}
    ledger.append(f"account:{gone.pk}", "merged", by=by, data=other, deliveries=tell)
    ledger.append(f"account:{into.pk}", "merged_in", by=by, data={"username": gone.username, "account": gone.pk})
    return gone.username


def _hold(proven: Proven, by: Actor) -> tuple[Account, Account]:
    """Both accounts, nobody else changing them: first their units, as everywhere, then the accounts, then who stands behind them. So a
    dispute is brought before it or finds nobody."""
    persons.own(by)
    named = Account.objects.filter(Q(pk=by.own_account) | Q(username=proven.username))
    units = set(belonging.hold_units(*named))
    locked = {account.pk: account for account in named.select_for_update(no_key=True).order_by("pk")}
    into = locked.pop(by.own_account)
    if not locked or not into.is_active:
        raise Conflict(OVER)
    (gone,) = locked.values()
    list(Person.objects.select_for_update().filter(account__in=(into, gone)).order_by("pk"))
    if not set(queries.held(into, gone)) <= units:
        raise Conflict(MOVED)
    return into, gone


def _end(into: Account, gone: Account) -> None:
    """Nothing is known of the other any more but where it went, and what its document is found by, should somebody dispute it."""
    Account.objects.filter(merged_into=gone).update(merged_into=into)
    gone.merged_into = into
    if person := Person.objects.filter(account=gone).first():
        gone.merged_document, gone.merged_number = person.document, person.number_index
    closing.forget(gone)


def _pass_units(into: Account, gone: Account, seats: Seats, by: Actor) -> None:
    """Wherever the other belongs, as a person themselves too, the actor does now, with the roles one person keeps."""
    theirs, both = queries.held(gone), queries.held(into, gone)
    names = people.names_of(theirs)
    persons_there = people.persons_among(theirs)
    only = {unit for unit in theirs if [each for each, _ in people.holders(unit, seats[ADMINISTERS])] == [gone.pk]}
    Link.objects.filter(account=gone, until=None).update(until=clock.Now())
    for unit in theirs:
        kept = rules.kept(both[unit], seats)
        Link.objects.filter(account=into, organisation=unit, until=None).exclude(role__in=kept).update(
            until=clock.Now()
        )
        for role in sorted(kept):
            Link.objects.get_or_create(account=into, organisation_id=unit, role=role, until=None)
        if unit not in persons_there:
            text = _words(queries.seated(names[unit], kept, seats), into, gone)
            tell = _told_of_the_only(unit, text, into, seats) if unit in only else _told(unit, text, seats)
            _note_unit(unit, into, gone, by, tell)


def _note_unit(unit: int, into: Account, gone: Account, by: Actor, tell: list[Delivery]) -> None:
    data = {"whom": into.name, "account": into.pk, "gone": gone.pk}
    ledger.append(f"unit:{unit}", "accounts_merged", by=by, data=data, deliveries=tell)


def _words(now: Seated, into: Account, gone: Account) -> str:
    words = "、".join((*now.seats, "单位管理员") if now.administers else now.seats)
    return UNIT_TOLD.format(unit=now.unit_name, name=into.name, gone=gone.username, into=into.username, seats=words)


def _told(unit: int, text: str, seats: Seats) -> list[Delivery]:
    """Who administers the unit."""
    notice = {"unit": unit, "roles": list(seats[ADMINISTERS]), "text": text, "sms": True, "ref": ""}
    return [Delivery("notices.tell", notice)]


def _told_of_the_only(unit: int, text: str, into: Account, seats: Seats) -> list[Delivery]:
    """Nobody else administers the unit and would look: all who work there, and the agency that let the administrator in."""
    return telling.to_all(unit, persons.agency(into.person), text, seats)


def _pass_own(into: Account, gone: Account) -> None:
    """What the person has at hand, and by whom they are known outside; days of absence are over."""
    queries.new_subscriptions(into, gone).update(account=into)
    queries.new_identities(into, gone).update(account=into)
    StandIn.objects.filter(Q(absent=gone) | Q(account=gone), ended_at=None).update(ended_at=clock.Now())
