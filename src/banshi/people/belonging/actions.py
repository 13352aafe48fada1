"""Where people come to belong to a unit, change their seat in it, and leave it; one change of a unit's people at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from banshi.define import ADMINISTERS, SEATS, Seats
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import queries
from banshi.people.belonging import telling
from banshi.people.belonging.queries import administers, is_administered, members, require_seat
from banshi.people.models import Account, Link, Organisation, Person, TreeNode
from banshi.people.persons import persons
from banshi.people.refusals import wrong
from banshi.people.signing_in import phone_codes
from banshi.people.units import trees

CLOSED = "这个单位已经停用，不能关联。"
ADMINISTERED = "这个单位刚刚有了自己的管理员。请退回，由申请人重新提交，交单位管理员审核。"
UNPROVEN = "提交申请时这个单位有自己的管理员，现在没有了。请退回，由申请人附上证照重新提交，交管理机构审核。"
GONE = "申请人的账户已经注销、停用，或者刚刚合并。请刷新后再办理；账户已经停用的，请退回。"
BELONGS = "申请人已经是这个单位的人员，不用再关联。"
LAST = "“{unit}”里还有其他人员，而您是唯一的单位管理员。请先指定另一位管理员。"
UNBOUND = "您与“{unit}”的关联已由单位管理员解除，不能再以该单位的名义办理。单位的办件仍归单位。"


@dataclass(frozen=True)
class Wish:
    """What a case asks for: the unit by its code, the seat, and whether the unit was `administered` when that was reported. Only where it
    was not has the certificate been asked for."""

    code: str
    seat: str
    administered: bool


@transaction.atomic
def bind(person: int, wish: Wish, *, seats: Seats, ref: str, by: Actor) -> None:
    """The person (as the unit they file for themselves) belongs to the unit they wish to, as the case `ref` decided; the first administers
    it as well.

    Raises Conflict where the unit is closed, where they belong to it or are gone, where somebody else than its own administrator decides,
    and for the first administrator of a unit that had one when the case was reported: nobody has seen a certificate.
    """
    unit = Organisation.units.select_for_update().filter(code=wish.code, closed_at=None).first()
    if unit is None:
        raise Conflict(CLOSED)
    account = _behind(person)
    administered = is_administered(unit.pk, seats)
    if administered and by.unit != unit.pk:
        raise Conflict(ADMINISTERED)
    if wish.administered and not administered:
        raise Conflict(UNPROVEN)
    if Link.now().filter(organisation=unit, account=account).exists():
        raise Conflict(BELONGS)
    tell = [] if administered else telling.administered(unit.pk, account.name, telling.BY_AGENCY)
    for each in [wish.seat] if administered else [wish.seat, ADMINISTERS]:
        _give(account, unit.pk, each, seats, by)
    data = {"whom": account.name, "account": account.pk, "seat": wish.seat, "first": not administered, "case": ref}
    ledger.append(f"unit:{unit.pk}", "bound", by=by, data=data, deliveries=tell)


def _behind(person: int) -> Account:
    """Who files their own matters as that person, held: the account that signed up so, or the one it was merged into."""
    link = Link.now().filter(organisation=person).first()
    account = Account.objects.select_for_update(no_key=True).filter(pk=link.account_id).first() if link else None
    if account is None or not Link.now().filter(organisation=person, account=account).exists():
        raise Conflict(GONE)
    return account


def _give(account: Account, unit: int, seat: str, seats: Seats, by: Actor) -> None:
    """Every role that goes with a seat, and the unit's place in the trees where these roles file."""
    for role, filed in seats[seat].items():
        Link.objects.get_or_create(account=account, organisation_id=unit, role=role, until=None)
        for tree in filed:
            _stand(unit, tree, by)


def _stand(unit: int, tree: str, by: Actor) -> None:
    """A unit that has no place in a tree comes directly below the agency there; nothing where there is no agency."""
    trees.hold(tree)
    root = TreeNode.objects.filter(tree=tree, until=None, path__length=trees.STEP).order_by("pk").first()
    if root is None or trees.path_of(unit, tree):
        return
    path = root.path + trees.step(unit)
    TreeNode.objects.create(tree=tree, organisation_id=unit, path=path, since=clock.today())
    ledger.append(f"unit:{unit}", "placed", by=by, data={"tree": tree, "parent": root.organisation_id})


@transaction.atomic
def leave(unit: int, *, by: Actor, seats: Seats) -> None:
    """【解除企业绑定】: a person belongs to a unit no more, from the next request on; its cases stay with it. Raises NotFound, and Conflict
    for its only administrator while others belong to it."""
    if queries.is_person(unit):
        raise NotFound
    _hold(unit)
    _end(_member(unit, by.own_account), unit, seats, by)


@transaction.atomic
def dismiss(account: int, *, by: Actor, seats: Seats) -> None:
    """The administrator ends what somebody has in the unit, who is told by SMS. Raises NotFound, and Conflict as `leave`."""
    unit = _administered(seats, by)
    gone = _member(unit, account)
    _end(gone, unit, seats, by, UNBOUND.format(unit=by.unit_name))


@transaction.atomic
def give_seat(account: int, seat: str, *, by: Actor, seats: Seats) -> None:
    """The administrator says what somebody does in the unit from now on. Raises NotFound, and Invalid at `seat`."""
    unit = _administered(seats, by)
    if seat not in SEATS:
        raise wrong("seat", "请选择填报、复核或者签发。")
    whom = _member(unit, account)
    others = [role for each in SEATS if each != seat for role in seats[each]]
    Link.objects.filter(account=whom, organisation=unit, role__in=others, until=None).update(until=clock.Now())
    _give(whom, unit, seat, seats, by)
    _note(unit, "seat_given", whom, by, seat=seat)


@transaction.atomic
def name_administrator(account: int, *, by: Actor, seats: Seats) -> None:
    """Another administrator beside oneself. Raises NotFound."""
    unit = _administered(seats, by)
    whom = _member(unit, account)
    tell = telling.administered(unit, whom.name, telling.BY_ADMINISTRATOR.format(name=by.name))
    _give(whom, unit, ADMINISTERS, seats, by)
    _note(unit, "administrator_named", whom, by, tell=tell)


@transaction.atomic
def end_administration(account: int, *, by: Actor, seats: Seats) -> None:
    """An administrator, or oneself, administers the unit no more and keeps their seat. Raises NotFound, and Conflict for the only one."""
    unit = _administered(seats, by)
    whom = _member(unit, account)
    _require_another(whom, unit, seats)
    roles = list(seats[ADMINISTERS])
    Link.objects.filter(account=whom, organisation=unit, role__in=roles, until=None).update(until=clock.Now())
    _note(unit, "administrator_ended", whom, by)


def _administered(seats: Seats, by: Actor) -> int:
    """The unit the actor administers, held. Raises NotFound for anybody else, also for who was one when the request began."""
    require_seat(seats, by)
    _hold(by.own_unit)
    if not administers(seats, by) or not _administering(by.own_unit, seats, by.own_account):
        raise NotFound
    return by.own_unit


def _hold(unit: int) -> None:
    Organisation.objects.select_for_update().filter(pk=unit).first()


def _administering(unit: int, seats: Seats, account: int) -> bool:
    return account in dict(queries.holders(unit, seats[ADMINISTERS]))


def _member(unit: int, account: int) -> Account:
    """Somebody who belongs to a unit. Raises NotFound."""
    link = members(unit).select_related("account").filter(account=account).first()
    if link is None:
        raise NotFound
    return link.account


def _require_another(whom: Account, unit: int, seats: Seats) -> None:
    """A unit whose people have nobody left to administer it could let nobody in or out."""
    administrators = {account for account, _ in queries.holders(unit, seats[ADMINISTERS])}
    if administrators == {whom.pk} and members(unit).exclude(account=whom).exists():
        raise Conflict(LAST.format(unit=queries.name_of(unit)))


def _end(whom: Account, unit: int, seats: Seats, by: Actor, told: str = "") -> None:
    _require_another(whom, unit, seats)
    Link.objects.filter(account=whom, organisation=unit, until=None).update(until=clock.Now())
    _note(unit, "unbound", whom, by, tell=phone_codes.told(told, whom.phone) if told else [])


def require_successors(whom: Account, seats: Seats) -> None:
    """Who is to go from everywhere leaves no unit behind without an administrator. Raises Conflict."""
    for unit in hold_units(whom):
        _require_another(whom, unit, seats)


def leave_all(person: Person, *, by: Actor, seats: Seats) -> None:
    """A person is gone: every link ends, in the caller's transaction, and nobody files as them any more. The units read it in their
    history; where nobody is left who administers one, its people and the agency are told."""
    whom, agency = person.account, persons.agency(person)
    held = hold_units(whom)
    selves = queries.persons_among(held)
    units = [(unit, _administering(unit, seats, whom.pk)) for unit in held if unit not in selves]
    Organisation.objects.filter(pk__in=selves).update(closed_at=clock.Now())
    Link.objects.filter(account=whom, until=None).update(until=clock.Now())
    for unit, administered in units:
        orphaned = administered and not is_administered(unit, seats) and members(unit).exists()
        _note(unit, "unbound", whom, by, tell=telling.administered_by_nobody(unit, agency, seats) if orphaned else [])


def hold_units(*whom: Account) -> list[int]:
    """Wherever these belong, held, before anything else is."""
    found = Organisation.objects.filter(links__account__in=whom, links__until=None).values("pk")
    return [unit.pk for unit in Organisation.objects.select_for_update().filter(pk__in=found).order_by("pk")]


def _note(unit: int, kind: str, whom: Account, by: Actor, seat: str = "", tell: Sequence[Delivery] = ()) -> None:
    data = {"whom": whom.name, "account": whom.pk} | ({"seat": seat} if seat else {})
    ledger.append(f"unit:{unit}", kind, by=by, data=data, deliveries=tell)
