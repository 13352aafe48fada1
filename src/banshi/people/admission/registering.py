"""注册账户: a unit that is on no list asks for an account at the sign-in page. It opens nothing before the security administrator has
granted it (authorising.py); whoever knows its password is told that it waits, anybody else what a wrong password is told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from banshi import define
from banshi.ledger import actions as ledger
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.lib.spelled import spelled
from banshi.lib.text import plain
from banshi.people import queries, rules
from banshi.people.models import Account, Link, Organisation, Registration
from banshi.people.refusals import require_whole
from banshi.people.signing_in import passwords, phone_codes, waits
from banshi.people.units import trees

PURPOSE = "register"
FREE_LOOKS = 20  # taken names told to one address before it has to wait
MOST_OF_A_PHONE = 3  # registrations that wait
MOST_TOPS = 1000
WAITS = "贵单位的注册正在等待授权。管理员核实后会用短信告诉您，请联系管理员。"
TAKEN = "这个用户名已有账户，或者已经注册、正在等待授权。请先用它登录试试；不是贵单位注册的，请联系管理员。"
TOLD = "有人在登录页以贵单位“{name}”的名义注册账户，正等管理员授权。如非贵单位申请，请立即联系管理机构。"


@dataclass(frozen=True)
class Wish:
    """What was typed, until the phone has shown its code: the password as its hash, the phone sealed, `top_id` the first-level unit."""

    pack: str
    username: str
    name: str
    code: str
    password: str
    phone_sealed: str
    top_id: int
    tier: int

    def as_kept(self) -> dict[str, Any]:
        """As a session keeps it."""
        return asdict(self)


def tops(tree: str) -> list[str]:
    """The names of the first-level units, and nothing else of them, in order of name."""
    return sorted(_tops(tree).values_list("name", flat=True)[:MOST_TOPS])


def _tops(tree: str) -> QuerySet[Organisation]:
    placed = {"nodes__tree": tree, "nodes__until": None, "nodes__path__length": trees.length(1)}
    return Organisation.units.filter(**placed, closed_at=None, investor=None)


def wish(pack: str, said: define.Registration, typed: Mapping[str, str], *, by: Actor) -> Wish:
    """What was typed, once it is whole. Raises Invalid at what is missing or may not be, TooMany for who tries many names."""
    name, phone, password = (
        " ".join(plain(typed.get("login", "")).split()),
        codes.mobile(typed.get("phone", "")),
        typed.get("password", ""),
    )
    username, code = rules.identifier(name), codes.normal(typed.get("code", ""))
    top = _top(said.tree, typed.get("top", ""))
    tier = typed.get("tier", "")
    problems = {
        "login": _name_problem(name, by),
        "code": codes.unit_code_problem(code) if code else "",
        "password": passwords.problem(password, about=[username, phone]),
        "again": "" if password == typed.get("again", "") else "两次输入的密码不一样，请重新输入。",
        "phone": "" if phone else phone_codes.NO_MOBILE,
        "top": "" if top else f"没有这个{said.top}，请从列表里选择。",
        "tier": "" if tier in said.tiers else "请选择单位级别。",
    }
    require_whole(problems)
    deep = 2 + said.tiers.index(tier)
    return Wish(pack, username, name, code, make_password(password), sealed.seal(phone), top, deep)


def _top(tree: str, typed: str) -> int:
    """The first-level unit of that name, however it is spelled; 0 where there is none."""
    return next((unit.pk for unit in _tops(tree) if spelled(unit.name) == spelled(plain(typed))), 0)


def _name_problem(name: str, by: Actor) -> str:
    """What is wrong with a wished user name. That it is taken is told, but not to who tries one after the other."""
    username = rules.identifier(name)
    if not username or username.isascii():
        return "请填写企业全称，与营业执照一致。"
    if words := rules.full_name_problem(username) or rules.full_name_problem(name) or rules.marks_problem(username):
        return words
    if not (Account.objects.filter(username=username).exists() or _waiting(username).exists()):
        return ""
    if minutes := waits.take(waits.bucket(PURPOSE, by.address), FREE_LOOKS):
        raise TooMany(f"试的用户名太多了，请 {minutes} 分钟后再试。", wait=minutes * 60)
    return TAKEN


def _waiting(username: str) -> QuerySet[Registration]:
    return Registration.objects.filter(username=username, closed_at=None)


def password_of(username: str) -> str:
    """The hash of the password a name waits with; empty where none does."""
    return _waiting(username).values_list("password", flat=True).first() or ""


def send_code(wanted: Wish, *, session: str, by: Actor) -> None:
    """A code to the phone that was typed. Raises TooMany."""
    phone_codes.send(phone=sealed.opened(wanted.phone_sealed), purpose=PURPOSE, session=session, by=by)


def ask(wanted: Wish, code: str, *, session: str, by: Actor) -> None:
    """Asks for the account, once the phone has shown its code. Where the unit is known and has people, they are told.

    Raises Invalid at `code`, Conflict where somebody was first with the name, TooMany for a phone with which many wait.
    """
    phone = sealed.opened(wanted.phone_sealed)
    phone_codes.use(phone=phone, code=code, purpose=PURPOSE, session=session)
    if Registration.objects.filter(phone_index=sealed.index(phone), closed_at=None).count() >= MOST_OF_A_PHONE:
        raise TooMany(f"用这个手机号注册、等待授权的账户已有 {MOST_OF_A_PHONE} 个，请等管理员办理。")
    _keep(wanted, phone, by)


@transaction.atomic
def _keep(wanted: Wish, phone: str, by: Actor) -> None:
    try:
        with transaction.atomic():
            row = Registration.objects.create(**wanted.as_kept(), phone_index=sealed.index(phone))
    except IntegrityError:
        raise Conflict(TAKEN) from None
    data = {"pack": row.pack, "name": row.name, "unit": row.top_id}
    tell = phone_codes.told(TOLD.format(name=row.name), *_phones_of(row.name))
    ledger.append(f"registration:{row.pk}", "asked", by=by, data=data, deliveries=tell)


def _phones_of(name: str) -> list[str]:
    """Who can be reached at a unit of that name: nobody speaks for a company without its knowledge (S28)."""
    links = Link.now().filter(organisation__in=queries.bearers(name), account__is_active=True)
    return [link.account.phone for link in links.select_related("account") if link.account.phone_sealed]
