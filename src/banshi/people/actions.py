"""Where units change, and people their own accounts. Every change is an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from captcha.models import CaptchaStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, TooMany
from banshi.lib.text import plain
from banshi.lib.turns import one_at_a_time
from banshi.people import rules
from banshi.people.models import Account, Dispute, MailLink, Naming, Organisation, PhoneCode, SignUp, TreeNode, Wait
from banshi.people.persons import persons
from banshi.people.refusals import require_whole, wrong
from banshi.people.signing_in import passwords, phone_codes, second_factor, tries, waits
from banshi.people.sso import signing_out
from banshi.people.units import adding, importing, trees

RENEWED = ("name", "uscc", "region")  # what the house knows of a unit, and a case may renew
MOVED = "您账户的手机号已更换，以后的通知和验证码发到新号码。如非您本人操作，请立即联系管理机构。"

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
    unit = Organisation(
        name=name, code=codes.normal(code), uscc=codes.normal(uscc), region=region, regulator_id=regulator
    )
    adding.place(unit, tree, parent, by=by)
    return unit.pk


@transaction.atomic
def renew_unit(unit: int, facts: Mapping[str, str], *, ref: str, by: Actor) -> None:
    """Renews what the house knows of a unit (name, uscc, region) as the case `ref` decided; what has not changed makes no event."""
    row = Organisation.objects.select_for_update().get(pk=unit)
    before = {key: getattr(row, key) for key in RENEWED}
    changed = {key: facts[key] for key in RENEWED if facts.get(key) and facts[key] != before[key]}
    if changed:
        Organisation.objects.filter(pk=unit).update(**changed)
        was = {key: before[key] for key in changed}
        ledger.append(f"unit:{unit}", "renewed", by=by, data=changed | {"case": ref, "before": was})


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
    one_at_a_time("people.import_units")
    checked = importing.Checked(importing.lines(content), tree)
    if checked.mistakes:
        raise importing.ImportRefused(checked.listed, checked.mistakes)
    _add_all(checked, by)
    return Imported(len(checked.new), tuple(checked.there))


@transaction.atomic
def import_unit(typed: Mapping[str, str], *, tree: str, by: Actor) -> str:
    """Adds the one unit of a filled-in form, checked as a row of a workbook is, and returns its code; one that is there may become the
    agency of a tree that has none. Raises Invalid at its cells."""
    rules.require(by, "system_admin")
    one_at_a_time("people.import_units")
    checked = importing.Checked([importing.line(typed)], tree)
    cells = dict(zip(importing.COLUMNS, importing.CELLS, strict=True))
    problems = [Problem(cells[mistake.column], mistake.words, "error") for mistake in checked.mistakes]
    if checked.there and checked.there[0] is checked.agency:
        return adding.place_agency(checked.agency.code, checked.agency.name, tree, by=by)
    if checked.there:
        problems = [Problem("code", "系统里已有这个代码的单位。", "error")]
    if problems:
        raise Invalid("请按提示修改。", problems)
    _add_all(checked, by)
    return checked.new[0].code


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
        data = {"name": unit.name, "code": unit.code, "tree": checked.tree, "parent": trees.above(paths[line.code])}
        entries.append(ledger.Entry(f"unit:{unit.pk}", "added", data))
    ledger.append_all(entries, by=by)
    TreeNode.objects.bulk_create(
        TreeNode(tree=checked.tree, organisation=unit, path=paths[unit.code], since=today) for unit in units
    )
    held = [unit for line, unit in zip(lines, units, strict=True) if line.investee == "是"]
    for unit in held:
        unit.investor_id = trees.ids(paths[unit.code])[-2]
    Organisation.objects.bulk_update(held, ["investor"])


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


# One's own account ---------------------------------------------------------------------------------------------------------------


def choose_password(*, old: str, new: str, again: str, by: Actor) -> None:
    """Changes one's own password. Every other session of the account ends at its next request.

    Raises Invalid at `old`, `new` or `again`, and TooMany after many tries of `old`.
    """
    proven = require_password(old, by=by, cell="old")
    if new != again:
        raise wrong("again", "两次输入的新密码不一样，请重新输入。")
    _keep_password(new, proven, by)


def require_password(password: str, *, by: Actor, cell: str) -> str:
    """Asks again who is there, and returns the hash that was right. Every try counts, whatever becomes of the caller's transaction."""
    account = _own(by)
    bucket = waits.bucket(account.username, "own pages")
    if minutes := waits.take(bucket):
        raise TooMany(f"密码输错次数过多，请 {minutes} 分钟后再试。", wait=minutes * 60)
    if not account.check_password(password):
        raise wrong(cell, "密码不对，请重新输入。")
    waits.forget(bucket)
    return account.password


@transaction.atomic
def _keep_password(new: str, proven: str, by: Actor) -> None:
    """In place of the one that was proven: of two changes at the same moment the second proved a password that is none any more."""
    account = Account.objects.select_for_update().get(pk=by.own_account)
    if account.password != proven:
        raise Conflict("密码刚刚已在别处修改，没有再改一次。")
    passwords.replace(account, new, unit_name=by.unit_name)
    tell = signing_out.told(account.pk)
    ledger.append(f"account:{account.pk}", "password_changed", by=by, data={}, deliveries=tell)


def give_details(
    *, details: dict[str, str], phone: str, code: str, session: str, by: Actor, password: str = ""
) -> None:
    """Contact person, department, e-mail, and a phone; a new phone is proven by the code sent to it.

    Once the first sign-in is finished, it takes the password too: the phone is a key to the account. Raises Invalid at what is wrong,
    and TooMany after many tries of the password.
    """
    mobile = codes.mobile(phone)
    require_whole(
        {
            "name": "" if plain(details.get("name", "")) else "请填写联系人姓名。",
            "department": "" if plain(details.get("department", "")) else "请填写所在部门。",
            "phone": "" if mobile else phone_codes.NO_MOBILE,
            "email": _mail_problem(details.get("email", "").strip()),
        }
    )
    if mobile != _own(by).phone:
        if not by.restricted:
            require_password(password, by=by, cell="password")
        phone_codes.use(phone=mobile, code=code, purpose="phone", session=session)
    _keep_details(details, mobile, by)


def _mail_problem(address: str) -> str:
    """What is wrong with an address, or ""; one may have none."""
    if not address:
        return ""
    try:
        Account._meta.get_field("email").run_validators(address)
    except ValidationError:
        return "邮箱地址不对，请核对；没有可以不填。"
    return ""


@transaction.atomic
def _keep_details(details: dict[str, str], phone: str, by: Actor) -> None:
    account = _own(by)
    before = account.phone if account.phone != phone else ""
    if before and account.personal and persons.is_known_phone(phone):
        raise wrong("phone", persons.PHONE_TAKEN)
    account.department, account.phone = plain(details["department"])[:60], phone
    if (
        not account.personal
    ):  # a person's name is changed by request, their mailbox by a link (people/persons/own_person.py)
        account.name, account.email = plain(details["name"])[:60], details.get("email", "").strip()
    account.save(update_fields=["name", "department", "email", "phone_sealed", "phone_index"])
    data = {"phone": sealed.masked_phone(phone)}
    tell = phone_codes.told(MOVED, before)
    ledger.append(f"account:{account.pk}", "details_given", by=by, data=data, deliveries=tell)


@transaction.atomic
def add_second_factor(*, secret: str, code: str, by: Actor) -> list[str]:
    """Ties an authenticator to one's account, once it has shown the right code, and returns the recovery codes, to be shown this once.

    Raises Invalid at `code`.
    """
    account = _own(by)
    if Authenticator.objects.filter(user=account).exists():
        raise Forbidden("已经绑定了动态口令。更换请联系安全管理员。")
    if not validate_totp_code(secret, code.strip()):
        raise wrong("code", "动态口令不对，请输入身份验证器上现在显示的 6 位数字。")
    TOTP.activate(account, secret)
    ledger.append(f"account:{account.pk}", "second_factor_added", by=by, data={})
    return second_factor.recovery_codes(account)


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
    """Notes that somebody left; platforms hear of it, and learn no more of them."""
    Token.objects.filter(user=by.own_account).delete()
    tell = signing_out.told(by.own_account)
    ledger.append(f"account:{by.own_account}", "signed_out", by=by, data={}, deliveries=tell)


def _own(by: Actor) -> Account:
    """The actor's own account. Raises Forbidden for who has none."""
    account: Account = Account.objects.get(pk=by.own_account)
    return account


# Housekeeping --------------------------------------------------------------------------------------------------------------------


def sweep() -> None:
    """Drops what has been over for two days: sessions, captchas, waits, phone codes, tokens of platforms, and what nobody finished."""
    old = clock.now() - timedelta(days=2)
    SignUp.objects.filter(asked_at__lt=old).delete()
    Dispute.objects.filter(brought_at=None, asked_at__lt=old).delete()
    MailLink.objects.filter(sent_at__lt=old).delete()
    Wait.objects.filter(last_at__lt=old).delete()
    tries.sweep()
    PhoneCode.objects.filter(sent_at__lt=old).delete()
    Session.objects.filter(expire_date__lt=old).delete()
    CaptchaStore.objects.filter(expiration__lt=old).delete()
    Token.objects.filter(expires_at__lt=old).delete()
