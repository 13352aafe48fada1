"""Persons: who made their account themselves. They act for themselves, as a unit of kind "person" below the agency of their tree."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from banshi import define
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound, Unavailable
from banshi.people.models import Account, Dispute, Link, Organisation, Person, TreeNode
from banshi.people.units import adding, trees

PHONE_TAKEN = "这个手机号已经注册过账户，可以直接用手机号登录；忘记密码请点【找回密码】。"
KEPT_FOR = timedelta(days=30)  # a number, for who won a dispute about it
TAKEN = "用户名、手机号或证件号刚刚已被注册，请重新填写注册信息。"


@dataclass(frozen=True)
class Newcomer:
    """Who is to get an account: what they typed, proven; `password` is its hash."""

    username: str
    name: str
    password: str
    document: str
    number: str
    phone: str
    email: str
    region: str


def username(identifier: str) -> str:
    """The user name an identifier stands for: a person's phone stands for theirs, anything else for itself."""
    if not codes.mobile(identifier):
        return identifier
    found = Account.objects.filter(personal=True, phone_index=sealed.index(identifier))
    return found.values_list("username", flat=True).first() or identifier


def masked_name(name: str) -> str:
    """王*明, as pages show it."""
    return name[:1] + "*" * max(len(name) - 2, 1) + (name[-1:] if len(name) > 2 else "")


def number_index(document: str, number: str) -> str:
    """What an identity document is found by."""
    return sealed.index(f"{document} {documents.normal(document, number)}")


def is_taken(document: str, number: str, phone: str) -> bool:
    """True where a person has that document, or had it with an account that was merged into theirs, or it is kept for who won a dispute
    about it with another phone."""
    named = number_index(document, number)
    won = Dispute.objects.filter(number_index=named, granted=True, closed_at__gt=clock.now() - KEPT_FOR)
    latest = won.order_by("closed_at").values_list("phone_index", flat=True).last()
    won_by_another = latest not in (None, sealed.index(phone))
    return won_by_another or Person.objects.filter(number_index=named).exists() or _is_merged(named)


def _is_merged(named: str) -> bool:
    return Account.objects.filter(merged_number=named).exists()


def is_known_phone(phone: str) -> bool:
    """True where a person has that phone."""
    return Account.objects.filter(personal=True, phone_index=sealed.index(phone)).exists()


def own(by: Actor) -> Person:
    """Who the actor is, with their account. Raises NotFound for an account that is no person's own."""
    found = Person.objects.select_related("account").filter(account=by.own_account).first()
    if found is None:
        raise NotFound
    return found


def selves(account: Account) -> list[int]:
    """As which persons somebody files their own matters: as themselves first, then as accounts that were merged into theirs did."""
    return list(Link.now().filter(account=account, organisation__kind="person").values_list("organisation", flat=True))


def agency(person: Person) -> int:
    """The agency at the root of the tree they signed up in."""
    return trees.ids(TreeNode.objects.filter(organisation=person.unit_id, until=None).earliest("pk").path)[0]


@transaction.atomic
def enrol(who: Newcomer, pack: str, said: define.SignUp, *, by: Actor) -> int:
    """The account of a person, ready to be used, and their place below the agency; returns the account.

    Raises Conflict where somebody has the user name, phone or document by now, Unavailable while the tree has no agency.
    """
    trees.hold(said.tree)
    if is_taken(who.document, who.number, who.phone):
        raise Conflict(TAKEN)
    root = _root(said.tree)
    try:
        with transaction.atomic():
            account = _account(who)
            unit = Organisation(
                kind="person", code=_code(account.pk), code_given=True, name=who.name, region=who.region
            )
            adding.place(unit, said.tree, root, by=by)
            _person(who, account, unit)
    except IntegrityError:
        raise Conflict(TAKEN) from None
    Link.objects.create(account=account, organisation=unit, role=f"{pack}/{said.role}")
    ledger.append(f"account:{account.pk}", "signed_up", by=by, data={"username": account.username, "unit": unit.pk})
    return account.pk


def _root(tree: str) -> int:
    found = TreeNode.objects.filter(tree=tree, until=None, path__length=trees.STEP).order_by("pk").first()
    if found is None:
        raise Unavailable("还没有开放注册，请联系管理机构。")
    return found.organisation_id


def _account(who: Newcomer) -> Account:
    account = Account(username=who.username, name=who.name, password=who.password, email=who.email, personal=True)
    account.phone, account.settled_at = who.phone, clock.now()
    account.save(force_insert=True)
    return account


def _code(account: int) -> str:
    """A code of the house's own, in the shape of GB 11714: R and the number of the account."""
    first = f"R{account:07}"
    return first + codes.org_code_check(first)


def _person(who: Newcomer, account: Account, unit: Organisation) -> None:
    number = documents.normal(who.document, who.number)
    Person.objects.create(
        account=account,
        unit=unit,
        document=who.document,
        number_sealed=sealed.seal(number),
        number_index=number_index(who.document, number),
        region=who.region,
    )
