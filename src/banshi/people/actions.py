"""Where people and units change. Every change is an event; whose account was touched by somebody else is told by SMS."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from captcha.models import CaptchaStore
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound, TooMany
from banshi.people import administration, importing, passwords, phone_codes, rules, trees, waits
from banshi.people.models import Account, Link, Naming, Organisation, PhoneCode, TreeNode, Wait

ISSUED_AT_ONCE = 100  # hashing a password takes a tenth of a second, on purpose


@dataclass(frozen=True)
class Slip:
    """An issued account and its initial password, shown once."""

    unit: str
    identifier: str
    password: str


# Units ---------------------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_unit(
    *,
    name: str,
    code: str,
    tree: str,
    by: Actor,
    parent: int | None = None,
    uscc: str = "",
    region: str = "",
    regulator: int | None = None,
) -> int:
    """Adds a unit under its parent in a tree (without one, at the root) and returns its id."""
    rules.require(by, "system_admin")
    unit = Organisation.objects.create(
        name=name, code=codes.normal(code), uscc=codes.normal(uscc), region=region, regulator_id=regulator
    )
    above = trees.path_of(parent, tree) if parent else ""
    TreeNode.objects.create(tree=tree, organisation=unit, path=above + trees.step(unit.pk), since=clock.today())
    data = {"name": name, "code": unit.code, "tree": tree, "parent": parent}
    ledger.append(f"unit:{unit.pk}", "added", by=by, data=data)
    return unit.pk


@transaction.atomic
def renew_unit(unit: int, facts: Mapping[str, str], *, ref: str, by: Actor) -> None:
    """Renews what the house knows of a unit (name, uscc, region) as the case `ref` decided; what has not changed makes no event."""
    row = Organisation.objects.select_for_update().get(pk=unit)
    changed = {
        key: facts[key] for key in ("name", "uscc", "region") if facts.get(key) and facts[key] != getattr(row, key)
    }
    if changed:
        Organisation.objects.filter(pk=unit).update(**changed)
        ledger.append(f"unit:{unit}", "renewed", by=by, data=changed | {"case": ref})


@transaction.atomic
def close_unit(unit: int, *, ref: str, by: Actor) -> None:
    """Closes a unit as the case `ref` decided: it stays to be seen, but nobody files for it any more."""
    Organisation.objects.filter(pk=unit, closed_at=None).update(closed_at=clock.Now())
    ledger.append(f"unit:{unit}", "closed", by=by, data={"case": ref})


@transaction.atomic
def reopen_unit(unit: int, *, ref: str, by: Actor) -> None:
    """Opens a closed unit again, when the decision of the case `ref` is taken back."""
    Organisation.objects.filter(pk=unit).update(closed_at=None)
    ledger.append(f"unit:{unit}", "reopened", by=by, data={"case": ref})


@dataclass(frozen=True)
class Imported:
    """How many units an import added, and which rows were there already and stayed as they are."""

    added: int
    there: tuple[importing.Line, ...]


@transaction.atomic
def import_units(content: bytes, *, tree: str, by: Actor) -> Imported:
    """Adds the units of a filled-in workbook to a tree: all that are new, or none. Raises Invalid; ImportRefused names every mistake."""
    rules.require(by, "system_admin")
    _one_import_at_a_time()
    checked = importing.Checked(importing.lines(content), tree)
    if checked.mistakes:
        raise importing.ImportRefused(checked.listed, checked.mistakes)
    _add_all(checked, by)
    return Imported(len(checked.new), tuple(checked.there))


def _one_import_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people.import_units', 0))")


def _add_all(checked: importing.Checked, by: Actor) -> None:
    """Each unit after its parent, with an event of its own."""
    today, paths, known = clock.today(), dict(checked.paths), checked.known
    lines = checked.from_above()
    units = Organisation.objects.bulk_create(
        Organisation(name=line.name, code=line.code, uscc=line.uscc, regulator_id=known.get(line.regulator))
        for line in lines
    )
    entries = []
    for line, unit in zip(lines, units, strict=True):
        paths[line.code] = paths[line.parent] + trees.step(unit.pk)
        data = {"name": unit.name, "code": unit.code, "tree": checked.tree, "parent": trees.ids(paths[line.code])[-2]}
        entries.append(ledger.Entry(f"unit:{unit.pk}", "added", data))
    ledger.append_all(entries, by=by)
    TreeNode.objects.bulk_create(
        TreeNode(tree=checked.tree, organisation=unit, path=paths[unit.code], since=today) for unit in units
    )


@transaction.atomic
def name_filer(*, unit: int, files: int, ref: str, by: Actor) -> None:
    """Lets the unit `files` file for `unit`, as the case `ref` decided; nothing where it may already."""
    _, is_new = Naming.objects.get_or_create(unit_id=unit, files_id=files, until=None)
    if is_new:
        ledger.append(f"unit:{unit}", "named", by=by, data={"files": files, "case": ref})


@transaction.atomic
def end_naming(*, unit: int, files: int, ref: str, by: Actor) -> None:
    """Takes back what `name_filer` allowed, as the case `ref` decided. What was filed meanwhile stays with who filed it."""
    Naming.objects.filter(unit=unit, files=files, until=None).update(until=clock.Now())
    ledger.append(f"unit:{unit}", "naming_ended", by=by, data={"files": files, "case": ref})


# Accounts, as the security administrator hands them out --------------------------------------------------------------------------


@transaction.atomic
def issue_account(
    *, unit: int, username: str, name: str, roles: tuple[str, ...], by: Actor, password: str = ""
) -> Slip:
    """Issues an account with an initial password that is shown once, void after 14 days, and good only for choosing one's own.

    Without a name it bears the unit's. Raises Invalid for an identifier nobody may have or somebody has, and for roles that must
    stay apart.
    """
    rules.require(by, "security_admin")
    identifier = rules.identifier(username)
    _require_free(identifier)
    if by.kind != "system" and not rules.ADMINISTRATION.keys().isdisjoint(roles):
        raise Forbidden("管理员的账户不能在这里发放，请由运维人员在服务器上办理。")
    if not rules.apart(roles):
        raise Invalid("系统管理员、安全管理员、审计员必须由不同的账户担任，也不能兼办业务。")
    word, unit_name = password or passwords.issued(), Organisation.objects.get(pk=unit).name
    account = Account(username=identifier, name=name or unit_name[:60], secret_until=clock.now() + passwords.ISSUED_FOR)
    account.set_password(word)
    account.save()
    Link.objects.bulk_create(Link(account=account, organisation_id=unit, role=role) for role in roles)
    data = {"username": identifier, "unit": unit, "roles": list(roles)}
    ledger.append(f"account:{account.pk}", "issued", by=by, data=data)
    return Slip(unit_name, identifier, word)


@transaction.atomic
def issue_to_units(*, role: str, token: str, by: Actor) -> list[Slip]:
    """Issues each unit that has no account its first one, named by the unit's code: a hundred at a time, in order of code.

    The list is shown once; a second press of the same button raises Conflict.
    """
    once = ledger.once(token, by)
    if once.receipt is not None:
        raise Conflict("这批账户已经发放，密码单只显示一次。没有拿到密码单的，请逐个重新发放。")
    units = administration.without_account(by)[:ISSUED_AT_ONCE]
    slips = [issue_account(unit=unit.pk, username=unit.code, name=unit.name, roles=(role,), by=by) for unit in units]
    once.keep({"issued": len(slips)})
    return slips


def _require_free(identifier: str) -> None:
    words = rules.identifier_problem(identifier)
    if not words and Account.objects.filter(username=identifier).exists():
        words = "这个用户名已有账户。"
    if words:
        raise Invalid(words, [Problem("username", words, "error")])


@transaction.atomic
def reissue(username: str, *, by: Actor) -> Slip:
    """A new initial password for an account; the old one and every session end with it, and the first sign-in begins anew."""
    account = _account_of_others(username, by)
    word = passwords.issued()
    account.set_password(word)
    account.secret_until, account.settled_at = clock.now() + passwords.ISSUED_FOR, None
    account.save()
    _note(account, "reissued", by, "您的账户已重新发放初始密码，原密码作废。如非您本人申请，请立即联系管理机构。")
    link = account.links.filter(until=None).select_related("organisation").first()
    return Slip(link.organisation.name if link else "", account.username, word)


@transaction.atomic
def set_active(username: str, active: bool, *, by: Actor) -> None:
    """Stops an account, or lets it in again. A stopped one is out at its next request."""
    account = _account_of_others(username, by)
    account.is_active = active
    account.save(update_fields=["is_active"])
    if active:
        _note(account, "enabled", by, "您的账户已恢复使用。")
    else:
        _note(account, "disabled", by, "您的账户已停用。如有疑问，请联系管理机构。")


@transaction.atomic
def reset_second_factor(username: str, *, by: Actor) -> None:
    """Takes a lost authenticator away; the next sign-in asks for a new one before anything else."""
    account = _account_of_others(username, by)
    Authenticator.objects.filter(user=account).delete()
    _note(account, "second_factor_reset", by, "您的动态口令已被重置。如非您本人申请，请立即联系管理机构。")


@transaction.atomic
def end_role(username: str, role: str, *, by: Actor) -> None:
    """Ends a role an account holds; it is gone at the account's next request."""
    account = _account_of_others(username, by)
    if not account.links.filter(role=role, until=None).update(until=clock.Now()):
        raise NotFound
    ledger.append(f"account:{account.pk}", "role_ended", by=by, data={"role": role})


def _account_of_others(username: str, by: Actor) -> Account:
    """The account a security administrator may act upon: never their own, nor another administrator's, which only the command
    line on the server reaches; so no administrator can become another."""
    rules.require(by, "security_admin")
    found: Account | None = Account.objects.select_for_update().filter(username=username).first()
    if found is None:
        raise NotFound
    administers = found.links.filter(role__in=rules.ADMINISTRATION, until=None).exists()
    if by.kind != "system" and administers:
        raise Forbidden("管理员的账户不能在这里办理，请由运维人员在服务器上办理。")
    return found


def _note(account: Account, kind: str, by: Actor, text: str) -> None:
    """The event of a change somebody else made to an account, and the message that tells its holder."""
    tell = [Delivery("sms.sealed", phone_codes.message(account.phone, text))] if account.phone else []
    ledger.append(f"account:{account.pk}", kind, by=by, data={"username": account.username}, deliveries=tell)


# One's own account ---------------------------------------------------------------------------------------------------------------


def choose_password(*, old: str, new: str, again: str, by: Actor) -> None:
    """Changes one's own password. Every other session of the account ends at its next request.

    Raises Invalid at `old`, `new` or `again`, and TooMany after many tries of `old`.
    """
    require_password(old, by=by, cell="old")
    if new != again:
        raise Invalid("两次输入的新密码不一样。", [Problem("again", "两次输入的新密码不一样，请重新输入。", "error")])
    if old == new:
        raise Invalid("新密码与原密码相同。", [Problem("new", "新密码不能与原密码相同。", "error")])
    _keep_password(new, by)


def require_password(password: str, *, by: Actor, cell: str) -> None:
    """Asks again who is there. Every try counts, whatever becomes of the caller's transaction."""
    account = _own(by)
    bucket = waits.bucket(account.username, "own pages")
    if minutes := waits.take(bucket):
        raise TooMany(f"密码输错次数过多，请 {minutes} 分钟后再试。", wait=minutes * 60)
    if not account.check_password(password):
        raise Invalid("密码不对。", [Problem(cell, "密码不对，请重新输入。", "error")])
    waits.forget(bucket)


@transaction.atomic
def _keep_password(new: str, by: Actor) -> None:
    account = _own(by)
    passwords.require_good(new, about=[account.username, by.unit_name, account.phone, account.name], cell="new")
    account.set_password(new)
    account.secret_until = None
    account.save(update_fields=["password", "secret_until"])
    ledger.append(f"account:{account.pk}", "password_changed", by=by, data={})


def give_details(*, details: dict[str, str], phone: str, code: str, session: str, by: Actor) -> None:
    """Contact person, department, e-mail, and a phone; a new phone is proven by the code sent to it. Raises Invalid at what is wrong."""
    wanted = (("name", "联系人姓名"), ("department", "所在部门"))
    missing = [Problem(key, f"请填写{label}。", "error") for key, label in wanted if not details.get(key, "").strip()]
    if not codes.MOBILE.fullmatch(codes.normal(phone)):
        missing.append(Problem("phone", "请填写 11 位手机号。", "error"))
    if missing:
        raise Invalid("请补全信息。", missing)
    if codes.normal(phone) != _own(by).phone:
        phone_codes.use(phone=phone, code=code, purpose="phone", session=session)
    _keep_details(details, codes.normal(phone), by)


@transaction.atomic
def _keep_details(details: dict[str, str], phone: str, by: Actor) -> None:
    account = _own(by)
    account.name, account.department = details["name"].strip()[:60], details["department"].strip()[:60]
    account.email, account.phone = details.get("email", "").strip(), phone
    account.save(update_fields=["name", "department", "email", "phone_sealed", "phone_index"])
    ledger.append(f"account:{account.pk}", "details_given", by=by, data={"phone": sealed.masked_phone(phone)})


@transaction.atomic
def add_second_factor(*, secret: str, code: str, by: Actor) -> None:
    """Ties an authenticator to one's account, once it has shown the right code. Raises Invalid at `code`."""
    account = _own(by)
    if Authenticator.objects.filter(user=account).exists():
        raise Forbidden("已经绑定了动态口令。更换请联系安全管理员。")
    if not validate_totp_code(secret, code.strip()):
        words = "动态口令不对，请输入身份验证器上现在显示的 6 位数字。"
        raise Invalid(words, [Problem("code", words, "error")])
    TOTP.activate(account, secret)
    ledger.append(f"account:{account.pk}", "second_factor_added", by=by, data={})


@transaction.atomic
def settle(*, by: Actor) -> bool:
    """Ends the restricted session once password, phone and details are given; False while something is missing."""
    account = _own(by)
    if account.secret_until is not None or not account.phone_sealed:
        return False
    account.settled_at = clock.now()
    account.save(update_fields=["settled_at"])
    ledger.append(f"account:{account.pk}", "settled", by=by, data={})
    return True


@transaction.atomic
def sign_out(*, by: Actor) -> None:
    """Notes that somebody left."""
    ledger.append(f"account:{by.own_account}", "signed_out", by=by, data={})


def _own(by: Actor) -> Account:
    """The actor's own account. Raises Forbidden for who has none."""
    account: Account = Account.objects.get(pk=by.own_account)
    return account


# Housekeeping --------------------------------------------------------------------------------------------------------------------


def sweep() -> None:
    """Drops what is over: sessions, captchas nobody answered, waits and phone codes of more than two days."""
    old = clock.now() - timedelta(days=2)
    Wait.objects.filter(last_at__lt=old).delete()
    PhoneCode.objects.filter(sent_at__lt=old).delete()
    Session.objects.filter(expire_date__lt=old).delete()
    CaptchaStore.objects.filter(expiration__lt=old).delete()
