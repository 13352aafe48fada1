"""What administrators see of units and accounts: each only what their role works on, phones never whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet

from banshi.ledger import clock
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import rules
from banshi.people.models import Account, Link, Organisation, TreeNode, UnitChange
from banshi.people.units import trees
from banshi.people.units.called import like

PAGE = 50
_HOLDS = Q(links__until=None)


@dataclass(frozen=True)
class UnitRow:
    """A unit in the list; `accounts` is how many it has."""

    code: str
    name: str
    accounts: int
    closed: bool


@dataclass(frozen=True)
class Place:
    """Where a unit stands in a tree; `tier` is 0 at the root."""

    tree: str
    tier: int
    parent: str


@dataclass(frozen=True)
class UnitSheet:
    """A unit with its places; `investor` is who files for it when it is held without control."""

    code: str
    name: str
    uscc: str
    region: str
    regulator: str
    since: datetime
    closed: bool
    investor: str
    places: list[Place]
    changes: list["ChangeRow"]


@dataclass(frozen=True)
class ChangeRow:
    """A change of a unit, as asked for; `state` is "waiting", "done" or "called_off"."""

    id: int
    kind: str
    words: str
    on: date
    state: str


@dataclass(frozen=True)
class AccountRow:
    """An account as the security administrator sees it; one that has `ended` never opens anything again."""

    username: str
    name: str
    unit: str
    roles: list[str]
    state: str
    phone: str
    active: bool
    ended: bool
    authenticator: bool
    administers: bool
    last_login: datetime | None


def find_units(by: Actor, text: str = "", after: str = "") -> list[UnitRow]:
    """A page of all units by part of the name or beginning of the code, in order of code."""
    rules.require(by, "system_admin")
    found = Organisation.units.filter(like(text), code__gt=after).order_by("code")
    counted = found.annotate(accounts=Count("links__account", filter=_HOLDS, distinct=True))
    return [UnitRow(unit.code, unit.name, unit.accounts, unit.closed_at is not None) for unit in counted[:PAGE]]


def unit_sheet(by: Actor, code: str) -> UnitSheet:
    """One unit. Raises NotFound."""
    rules.require(by, "system_admin")
    unit = Organisation.units.select_related("regulator", "investor").filter(code=code).first()
    if unit is None:
        raise NotFound
    places = [_place(node) for node in TreeNode.objects.filter(organisation=unit, until=None).order_by("tree")]
    regulator = unit.regulator.name if unit.regulator else ""
    changes = _changes(unit)
    closed = unit.closed_at is not None
    investor = unit.investor.name if unit.investor else ""
    return UnitSheet(
        unit.code, unit.name, unit.uscc, unit.region, regulator, unit.created_at, closed, investor, places, changes
    )


def _changes(unit: Organisation) -> list[ChangeRow]:
    """What was asked for of a unit, the latest first."""
    rows = list(unit.changes.order_by("-id")[:PAGE])
    above = {row.data["parent"] for row in rows if row.data.get("parent")}
    names = dict(Organisation.objects.filter(pk__in=above).values_list("pk", "name"))
    return [
        ChangeRow(row.pk, row.kind, row.data.get("name") or names.get(row.data.get("parent"), ""), row.on, _stands(row))
        for row in rows
    ]


def _stands(row: UnitChange) -> str:
    return "done" if row.done_at else "called_off" if row.called_off else "waiting"


def _place(node: TreeNode) -> Place:
    above = trees.ids(node.path)[:-1]
    parent = Organisation.objects.get(pk=above[-1]).name if above else ""
    return Place(node.tree, trees.tier(node.path), parent)


def find_accounts(by: Actor, text: str = "", after: str = "") -> list[AccountRow]:
    """A page of accounts by user name, or by part of the name or code of their unit, in order of user name."""
    rules.require(by, "security_admin")
    found = _accounts().filter(username__gt=after).order_by("username")
    if text.strip():
        of_units = Link.objects.filter(like(text, "organisation__"), until=None).values("account")
        named = Q(username__startswith=rules.identifier(text)) | Q(name__contains=text.strip())
        found = found.filter(named | Q(username__istartswith=codes.normal(text)) | Q(pk__in=of_units))
    return _rows(found[:PAGE])


def account_row(by: Actor, username: str) -> AccountRow:
    """One account. Raises NotFound."""
    rules.require(by, "security_admin")
    found = _rows(_accounts().filter(username=username))
    if not found:
        raise NotFound
    return found[0]


def _accounts() -> QuerySet[Account]:
    return Account.objects.prefetch_related("links__organisation")


def _rows(accounts: Iterable[Account]) -> list[AccountRow]:
    listed, now = list(accounts), clock.now()
    secured = set(Authenticator.objects.filter(user__in=listed).values_list("user_id", flat=True))
    return [_row(account, now, account.pk in secured) for account in listed]


def _row(account: Account, now: datetime, authenticator: bool) -> AccountRow:
    links = [link for link in account.links.all() if link.until is None]
    roles = [link.role for link in links]
    return AccountRow(
        username=account.username,
        name=account.name,
        unit=links[0].organisation.name if links else "",
        roles=roles,
        state=_state(account, now),
        phone=sealed.masked_phone(account.phone) if account.phone_sealed else "",
        active=account.is_active,
        ended=account.has_ended,
        authenticator=authenticator,
        administers=not rules.ADMINISTRATION.keys().isdisjoint(roles),
        last_login=account.last_login,
    )


def _state(account: Account, now: datetime) -> str:
    if account.has_ended:
        return "已合并" if account.merged_into_id else "已注销"
    if not account.is_active:
        return "已停用"
    if account.secret_until:
        return "初始密码待更换" if account.secret_until > now else "初始密码已过期"
    return "正常" if account.settled_at else "待完善信息"
