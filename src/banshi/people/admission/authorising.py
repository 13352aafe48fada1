"""授权: the security administrator looks into who asked for an account (registering.py), and grants it to the unit it is for: a new one
below the first-level unit that was named, or one that is there and has no account yet. Or refuses, with a reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.lib.spelled import spelled
from banshi.lib.text import in_words
from banshi.people import queries, rules
from banshi.people.accounts import confirmations, handing_out
from banshi.people.accounts.confirmations import Wanted
from banshi.people.models import Account, Link, Organisation, Registration, TreeNode
from banshi.people.refusals import wrong
from banshi.people.signing_in import phone_codes
from banshi.people.units import adding, standings, trees
from banshi.people.units.look_alikes import LookAlike, look_alikes
from banshi.people.units.standings import Contact

ACTION = "register"
GRANTED = "贵单位的账户“{name}”已授权，请用注册时设置的密码登录。"
REFUSED = "贵单位“{name}”注册的账户未获授权：{reason}如有疑问，请联系管理机构。"
MOST = 500  # superiors to choose from


@dataclass(frozen=True)
class RegistrationRow:
    """A registration that waits, phone masked; `tier` is how deep the unit says it stands, `confirmed` whether a second administrator has
    (None while none is asked)."""

    id: int
    pack: str
    name: str
    top: str
    tier: int
    phone: str
    asked_at: datetime
    confirmed: bool | None


@dataclass(frozen=True)
class RegistrationSheet:
    """One of them, with what helps to grant it: the code it says it has, the code of the unit of that name where there is one, the units
    whose names look like it, those one level above, and whom to call at the first-level unit, phone masked."""

    row: RegistrationRow
    stated: str
    code: str
    top_code: str
    look_alikes: list[LookAlike]
    above: list[tuple[str, str]]
    call: Contact | None


def waiting(by: Actor) -> list[RegistrationRow]:
    """The registrations nobody has decided, oldest first."""
    rules.require(by, "security_admin")
    rows = list(Registration.objects.filter(closed_at=None).select_related("top").order_by("pk"))
    asked = confirmations.running().filter(action=ACTION, username__in=[row.username for row in rows])
    states = {name: confirmed is not None for name, confirmed in asked.values_list("username", "confirmed_by")}
    return [_row(row, states.get(row.username)) for row in rows]


def _row(row: Registration, confirmed: bool | None) -> RegistrationRow:
    phone = sealed.masked_phone(sealed.opened(row.phone_sealed))
    return RegistrationRow(row.pk, row.pack, row.name, row.top.name, row.tier, phone, row.asked_at, confirmed)


def sheet(number: int, *, tree: str, role: str, by: Actor) -> RegistrationSheet:
    """One that waits for an account with that role. Raises NotFound."""
    found = [row for row in waiting(by) if row.id == number]
    if not found:
        raise NotFound
    row = Registration.objects.select_related("top").get(pk=number)
    known = queries.bearers(row.name).values_list("code", flat=True).first() or ""
    alike = [each for each in look_alikes(row.name) if each.code != known]
    call = _call(row, role)
    return RegistrationSheet(found[0], row.code, known, row.top.code, alike, _above(row, tree), call and call.masked)


def _above(row: Registration, tree: str) -> list[tuple[str, str]]:
    """The units at the level above, below the first-level unit that was named."""
    below = TreeNode.objects.filter(
        tree=tree,
        until=None,
        path__startswith=trees.path_of(row.top_id, tree) or "-",
        path__length=trees.length(row.tier - 1),
    )
    units = Organisation.units.filter(pk__in=below.values("organisation"), closed_at=None, investor=None)
    return list(units.order_by("name").values_list("code", "name")[:MOST])


@transaction.atomic
def phones_of(number: int, *, role: str, by: Actor) -> tuple[str, Contact | None]:
    """The whole phones of whoever asked for an account with that role and of the first-level unit, to call them; that they were looked at
    is an event. Raises Conflict where somebody was first."""
    row = _open(number, by)
    ledger.append(f"registration:{row.pk}", "phone_seen", by=by, data={"name": row.name, "unit": row.top_id})
    return sealed.opened(row.phone_sealed), _call(row, role)


def _call(row: Registration, role: str) -> Contact | None:
    """Whom to call at the first-level unit; None where nobody files for it yet."""
    return standings.contacts([row.top_id], [role]).get(row.top_id)


@transaction.atomic
def grant(
    number: int, typed: Mapping[str, str], *, tree: str, role: str, token: str, deciding: Collection[str], by: Actor
) -> bool:
    """【授权】: the account, for the unit of the typed `code`; a new unit comes below the typed `parent`.

    False while a second administrator is asked, where the unit decides about others (people/accounts/confirmations.py). Raises Invalid
    at `code` and `parent`, Conflict where somebody was first or the name has an account by now.
    """
    trees.hold(tree)
    row = _open(number, by)
    handing_out.first_press(token, by)
    unit = _unit(row, typed, tree, role, by)
    if not confirmations.given(Wanted(ACTION, row.username, row.name, unit, (role,)), deciding=deciding, by=by):
        return False
    _let_in(row, unit, role, by)
    _close(row, "granted", by, unit=unit)
    return True


def _unit(row: Registration, typed: Mapping[str, str], tree: str, role: str, by: Actor) -> int:
    """The unit the account is for: the one of that code, or a new one."""
    code, uscc = _code(typed.get("code", ""))
    unit = Organisation.units.filter(code=code).first()
    if unit:
        _check_known(unit, row, tree, role)
        return unit.pk
    if namesake := queries.bearers(row.name).first():
        raise _wrong("code", f"已有同名单位，代码是 {namesake.code}。就是它的，请填这个代码。")
    made = Organisation(name=row.name, code=code, uscc=uscc)
    adding.place(made, tree, _parent(row, typed.get("parent", ""), tree), by=by)
    return made.pk


def _code(typed: str) -> tuple[str, str]:
    """组织机构代码, and 统一社会信用代码 where that was typed, which holds the other."""
    code = codes.normal(typed)
    if words := codes.unit_code_problem(code):
        raise _wrong("code", words)
    return (code[8:17], code) if len(code) > 9 else (code, "")


def _check_known(unit: Organisation, row: Registration, tree: str, role: str) -> None:
    """Raises Invalid for a unit that is not the one that asked, or has an account at this pack."""
    pack = role.partition("/")[0]
    if spelled(unit.name) != row.username:
        raise _wrong("code", f"这个代码的单位是“{unit.name}”，不是注册的单位。请核对；名称写错的，请驳回并说明。")
    if unit.closed_at or unit.investor_id or not _is_below(unit.pk, row.top_id, tree):
        raise _wrong(
            "code",
            "这个单位已经停用、由别的单位填报，或者不在所填的一级单位之下。请由系统管理员先调整，或者驳回并说明。",
        )
    if Link.objects.filter(organisation=unit, role__startswith=f"{pack}/", until=None).exists():
        raise _wrong("code", "这个单位已有账户。请驳回，并请它用原来的账户登录。")


def _parent(row: Registration, typed: str, tree: str) -> int:
    if row.tier == 2 and not typed.strip():
        return row.top_id
    found = Organisation.units.filter(code=codes.normal(typed), closed_at=None, investor=None).first()
    if found is None or not _is_below(found.pk, row.top_id, tree):
        raise _wrong("parent", "请填写直接上级的代码，它应是所填的一级单位或在它之下。")
    return found.pk


def _is_below(unit: int, top: int, tree: str) -> bool:
    return top in trees.ids(trees.path_of(unit, tree))


def _wrong(cell: str, words: str) -> Invalid:
    return wrong(cell, words, "没有授权，请按提示修改。")


def _let_in(row: Registration, unit: int, role: str, by: Actor) -> None:
    """The account with the password that was chosen and the phone that was shown; its first sign-in asks for the rest."""
    account = Account(username=row.username, name=row.name[:60], password=row.password)
    account.phone = sealed.opened(row.phone_sealed)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise Conflict("这个用户名已有账户，请驳回，并请它用原来的账户登录。") from None
    Link.objects.create(account=account, organisation_id=unit, role=role)
    handing_out.note(account, "authorised", by, GRANTED.format(name=row.name), role=role)


@transaction.atomic
def refuse(number: int, reason: str, *, by: Actor) -> None:
    """【驳回】, with a reason that is told by SMS. Raises Invalid without one, Conflict where somebody was first."""
    row, reason = _open(number, by), in_words(reason)[:200]
    if not reason:
        raise wrong("reason", "请填写理由，它会用短信告诉注册人。")
    confirmations.withdraw(ACTION, row.username)
    said = reason if reason.endswith(("。", "！", "？")) else f"{reason}。"
    tell = phone_codes.told(REFUSED.format(name=row.name, reason=said), sealed.opened(row.phone_sealed))
    _close(row, "refused", by, *tell, reason=reason)


def _open(number: int, by: Actor) -> Registration:
    rules.require(by, "security_admin")
    row: Registration | None = Registration.objects.select_for_update().filter(pk=number, closed_at=None).first()
    if row is None:
        raise Conflict("这项注册已经有人办理。")
    return row


def _close(row: Registration, kind: str, by: Actor, *tell: Delivery, **data: object) -> None:
    """What is not needed any more is not kept: password and phone (S24)."""
    gone = {"password": "", "phone_sealed": "", "phone_index": ""}
    Registration.objects.filter(pk=row.pk).update(closed_at=clock.Now(), **gone)
    ledger.append(f"registration:{row.pk}", kind, by=by, data={"name": row.name} | data, deliveries=tell)
