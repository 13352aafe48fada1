"""Accounts, as the security administrator hands them out. Every change is an event; whose account was touched is told by SMS.

`deciding` names the packs' roles that decide: who gives such a role, or a new key to somebody who holds one, is answered None (or False)
until a second administrator has confirmed (people/accounts/confirmations.py).
"""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from banshi.lib.text import plain
from banshi.people import rules
from banshi.people.accounts import confirmations
from banshi.people.accounts.confirmations import Wanted
from banshi.people.models import Account, Link, Organisation
from banshi.people.refusals import wrong
from banshi.people.signing_in import mail_links, passwords, phone_codes
from banshi.people.sso import signing_out

ENDED = "这个账户已经注销，个人信息已删除，不能再恢复或办理。本人需要时，请重新注册。"
MERGED = "这个账户已并入本人的账户“{into}”，不能再恢复或办理。请办理“{into}”。"


@dataclass(frozen=True)
class Slip:
    """An issued account and its initial password, shown once."""

    unit: str
    identifier: str
    password: str


@transaction.atomic
def issue_account(
    *,
    unit: int,
    username: str,
    name: str,
    roles: tuple[str, ...],
    deciding: Collection[str],
    token: str = "",
    by: Actor,
) -> Slip | None:
    """Issues an account with an initial password that is shown once, void after 14 days, and good only for choosing one's own.

    Without a name it bears the unit's. Raises Invalid for an identifier nobody may have or somebody has, and for roles that must
    stay apart.
    """
    rules.require(by, "security_admin")
    first_press(token, by)
    name = plain(name)[:60]
    identifier = rules.identifier(username)
    _require_free(identifier)
    if by.kind != "system" and not rules.ADMINISTRATION.keys().isdisjoint(roles):
        raise Forbidden("管理员的账户不能在这里发放，请由运维人员在服务器上办理。")
    if not rules.apart(roles):
        raise Invalid("系统管理员、安全管理员、审计员必须由不同的账户担任，也不能兼办业务。")
    if not confirmations.given(Wanted("issue", identifier, name, unit, roles), deciding=deciding, by=by):
        return None
    return _issue(unit, identifier, name, roles, passwords.issued(), by)


@transaction.atomic
def issue_by_server(*, unit: int, username: str, name: str, roles: tuple[str, ...], password: str = "") -> Slip:
    """An account as whoever runs the server makes it: an administrator's, or one of the demo world with a password it knows."""
    identifier = rules.identifier(username)
    _require_free(identifier)
    return _issue(unit, identifier, name, roles, password or passwords.issued(), SYSTEM)


@transaction.atomic
def renew_by_server(username: str) -> Slip:
    """Password and authenticator both begin anew: whoever lost one may have lost the other."""
    account = account_of_others(username, SYSTEM, "")
    without_second_factor(account, SYSTEM)
    return _reissue(account, SYSTEM)


def _issue(unit: int, identifier: str, name: str, roles: tuple[str, ...], word: str, by: Actor) -> Slip:
    unit_name = Organisation.objects.get(pk=unit).name
    account = Account(username=identifier, name=name or unit_name[:60])
    set_initial(account, word)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as taken:  # somebody issued the same one at the same moment
        raise _taken() from taken
    Link.objects.bulk_create(Link(account=account, organisation_id=unit, role=role) for role in roles)
    data = {"username": identifier, "unit": unit, "roles": list(roles)}
    ledger.append(f"account:{account.pk}", "issued", by=by, data=data)
    return Slip(unit_name, identifier, word)


def set_initial(account: Account, word: str) -> None:
    """An initial password; it may never be chosen as one's own."""
    account.set_password(word)
    account.issued_password = account.password
    account.secret_until, account.settled_at = clock.now() + passwords.ISSUED_FOR, None


def first_press(token: str, by: Actor, shown: str = "密码单") -> None:
    """Takes the page's token, so that a button pressed twice acts once. Raises Conflict the second time, which says that what is `shown` is
    shown once; the system presses none."""
    if by.kind == "system":
        return
    once = ledger.once(token, by, "an account")
    if once.receipt is not None:
        raise Conflict(f"这一步刚才已经办理，没有再办一次。{shown}只显示一次；没有拿到的，请重新发放。")
    once.keep({})


@transaction.atomic
def hand_on(unit: int, account: Account | None, *, role: str, token: str, by: Actor) -> Slip:
    """The first account of a unit, named by its code, to be passed on by `by`; where there is one nobody has used yet, a new initial
    password for it. Who may is the caller's to know (people/accounts/passing_on.py)."""
    first_press(token, by)
    if account is not None:
        return _reissue(account, by)
    return issue_first(unit, Organisation.objects.get(pk=unit).code, role, by)


def issue_first(unit: int, identifier: str, role: str, by: Actor) -> Slip:
    """A unit's first account, which bears the unit's name. Who may is the caller's to know (people/accounts/first_accounts.py)."""
    _require_free(identifier)
    return _issue(unit, identifier, "", (role,), passwords.issued(), by)


def _require_free(identifier: str) -> None:
    if words := rules.identifier_problem(identifier):
        raise wrong("username", words)
    if Account.objects.filter(username=identifier).exists():
        raise _taken()


def _taken() -> Invalid:
    return wrong("username", "这个用户名已有账户。")


@transaction.atomic
def reissue(username: str, *, deciding: Collection[str], token: str = "", by: Actor) -> Slip | None:
    """A new initial password for an account; the old one and every session end with it, and the first sign-in begins anew."""
    account = account_of_others(username, by, token)
    return _reissue(account, by) if confirmed("reissue", account, deciding, by) else None


def _reissue(account: Account, by: Actor) -> Slip:
    word = passwords.issued()
    set_initial(account, word)
    account.save()
    mail_links.withdraw(account.pk)
    note(account, "reissued", by, "您的账户已重新发放初始密码，原密码失效。如非您本人申请，请立即联系管理机构。")
    link = account.links.filter(until=None).select_related("organisation").first()
    return Slip(link.organisation.name if link else "", account.username, word)


@transaction.atomic
def set_active(username: str, active: bool, *, token: str = "", by: Actor) -> None:
    """Stops an account, or lets it in again. A stopped one is out at its next request, and no session of before comes back. Raises Conflict
    where it is so already."""
    account = account_of_others(username, by, token)
    if account.is_active == active:
        raise Conflict("这个账户正在使用，没有停用过。" if active else "这个账户已经停用，没有再停用一次。")
    account.is_active = active
    account.era += not active
    account.save(update_fields=["is_active", "era"])
    if active:
        note(account, "enabled", by, "您的账户已恢复使用。")
    else:
        note(account, "disabled", by, "您的账户已停用。如有疑问，请联系管理机构。")


@transaction.atomic
def reset_second_factor(username: str, *, deciding: Collection[str], token: str = "", by: Actor) -> bool:
    """Takes a lost authenticator away; the next sign-in asks for a new one before anything else. False while it waits for a second
    administrator."""
    account = account_of_others(username, by, token)
    if not confirmed("reset_second_factor", account, deciding, by):
        return False
    without_second_factor(account, by)
    return True


def without_second_factor(account: Account, by: Actor) -> None:
    """Takes the authenticator and its recovery codes away, and tells whose they were."""
    Authenticator.objects.filter(user=account).delete()
    note(account, "second_factor_reset", by, "您的动态口令已被重置。如非您本人申请，请立即联系管理机构。")


def confirmed(action: str, account: Account, deciding: Collection[str], by: Actor, *, plea: int | None = None) -> bool:
    """True unless the account decides somewhere, or a plea asks for it, and a second administrator has not confirmed yet."""
    running = account.links.filter(until=None).order_by("pk").values_list("role", "organisation")
    held = sorted(running, key=lambda link: link[0] not in deciding)
    if not held:
        return True
    roles = tuple(role for role, _ in held)
    wanted = Wanted(action, account.username, account.name, held[0][1], roles, plea)
    return confirmations.given(wanted, deciding=roles if plea else deciding, by=by)


def account_of_others(username: str, by: Actor, token: str) -> Account:
    """The account a security administrator may act upon: never their own, nor another administrator's, which only the command
    line on the server reaches; so no administrator can become another. Raises Conflict for one that has ended for good."""
    rules.require(by, "security_admin")
    found: Account | None = Account.objects.select_for_update().filter(username=username).first()
    if found is None:
        raise NotFound
    administers = found.links.filter(role__in=rules.ADMINISTRATION, until=None).exists()
    if by.kind != "system" and administers:
        raise Forbidden("管理员的账户不能在这里办理，请由运维人员在服务器上办理。")
    if found.has_ended:
        raise Conflict(MERGED.format(into=found.merged_into.username) if found.merged_into else ENDED)
    first_press(token, by)
    return found


def note(account: Account, kind: str, by: Actor, text: str, *phones: str, **data: str) -> None:
    """The event of a change to an account, and what tells its holder, whoever else is reached at `phones`, and platforms where the holder
    is: what they know of the account may have changed, too."""
    tell = phone_codes.told(text, account.phone, *phones) + signing_out.told(account.pk)
    ledger.append(f"account:{account.pk}", kind, by=by, data={"username": account.username} | data, deliveries=tell)
