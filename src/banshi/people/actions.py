"""Where people and units change. Every change is an event."""

from dataclasses import dataclass

from django.db import transaction

from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, NotFound
from banshi.people import passwords, phone_codes, trees
from banshi.people.models import Account, Link, Naming, Organisation, TreeNode


@dataclass(frozen=True)
class Slip:
    """An issued account and its initial password, shown once."""

    unit: str
    identifier: str
    password: str


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
    unit = Organisation.objects.create(
        name=name, code=codes.normal(code), uscc=codes.normal(uscc), region=region, regulator_id=regulator
    )
    above = trees.path_of(parent, tree) if parent else ""
    TreeNode.objects.create(tree=tree, organisation=unit, path=above + trees.step(unit.pk), since=clock.today())
    data = {"name": name, "code": unit.code, "tree": tree, "parent": parent}
    ledger.append(f"unit:{unit.pk}", "unit.added", by=by, data=data)
    return unit.pk


@transaction.atomic
def issue_account(
    *, unit: int, username: str, name: str, roles: tuple[str, ...], by: Actor, password: str = ""
) -> Slip:
    """Issues an account with an initial password that is shown once, void after 14 days, and good only for choosing one's own."""
    word = password or passwords.issued()
    account = Account(username=codes.normal(username), name=name, secret_until=clock.now() + passwords.ISSUED_FOR)
    account.set_password(word)
    account.save()
    for role in roles:
        Link.objects.create(account=account, organisation_id=unit, role=role)
    data = {"username": account.username, "unit": unit, "roles": list(roles)}
    ledger.append(f"account:{account.pk}", "account.issued", by=by, data=data)
    return Slip(Organisation.objects.get(pk=unit).name, account.username, word)


@transaction.atomic
def reissue(username: str, *, by: Actor) -> Slip:
    """A new initial password for an account; the old one and every session end with it, and the first sign-in begins anew."""
    account = _account(username)
    word = passwords.issued()
    account.set_password(word)
    account.secret_until, account.settled_at = clock.now() + passwords.ISSUED_FOR, None
    account.save()
    ledger.append(f"account:{account.pk}", "account.reissued", by=by, data={"username": username})
    link = account.links.filter(until=None).select_related("organisation").first()
    return Slip(link.organisation.name if link else "", username, word)


@transaction.atomic
def set_active(username: str, active: bool, *, by: Actor) -> None:
    """Stops an account, or lets it in again. A stopped one is out at its next request."""
    account = _account(username)
    account.is_active = active
    account.save(update_fields=["is_active"])
    kind = "account.enabled" if active else "account.disabled"
    ledger.append(f"account:{account.pk}", kind, by=by, data={"username": username})


def _account(username: str) -> Account:
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def name_to_file(*, unit: int, files: int, by: Actor) -> None:
    """Lets a unit file for another, as its first-level enterprise asked and the agency approved."""
    Naming.objects.create(unit_id=unit, files_id=files)
    ledger.append(f"unit:{unit}", "unit.named", by=by, data={"files": files})


@transaction.atomic
def choose_password(*, old: str, new: str, by: Actor) -> None:
    """Changes one's own password. Every other session of the account ends at its next request.

    Raises Invalid at `old` or `new`.
    """
    account = Account.objects.select_for_update().get(pk=by.account)
    if not account.check_password(old):
        raise Invalid("原密码不对。", [Problem("old", "原密码不对，请重新输入。", "error")])
    if old == new:
        raise Invalid("新密码与原密码相同。", [Problem("new", "新密码不能与原密码相同。", "error")])
    passwords.require_good(new, about=[account.username, by.unit_name, account.phone, account.name], cell="new")
    account.set_password(new)
    account.secret_until = None
    account.save(update_fields=["password", "secret_until"])
    ledger.append(f"account:{account.pk}", "account.password_changed", by=by, data={})


def give_details(*, details: dict[str, str], phone: str, code: str, session: str, by: Actor) -> None:
    """Contact person, department, e-mail, and a phone proven by the code sent to it. Raises Invalid at what is wrong."""
    wanted = (("name", "联系人姓名"), ("department", "所在部门"))
    missing = [Problem(key, f"请填写{label}。", "error") for key, label in wanted if not details.get(key, "").strip()]
    if not codes.MOBILE.fullmatch(codes.normal(phone)):
        missing.append(Problem("phone", "请填写 11 位手机号。", "error"))
    if missing:
        raise Invalid("请补全信息。", missing)
    phone_codes.use(phone=phone, code=code, purpose="phone", session=session)
    _keep_details(details, codes.normal(phone), by)


@transaction.atomic
def _keep_details(details: dict[str, str], phone: str, by: Actor) -> None:
    account = Account.objects.select_for_update().get(pk=by.account)
    account.name, account.department = details["name"].strip()[:60], details["department"].strip()[:60]
    account.email, account.phone = details.get("email", "").strip(), phone
    account.save()
    ledger.append(f"account:{account.pk}", "account.details_given", by=by, data={"phone": sealed.masked_phone(phone)})


@transaction.atomic
def settle(*, by: Actor) -> bool:
    """Ends the restricted session once password, phone and details are given; False while something is missing."""
    account = Account.objects.select_for_update().get(pk=by.account)
    if account.secret_until is not None or not account.phone_sealed:
        return False
    account.settled_at = clock.now()
    account.save(update_fields=["settled_at"])
    ledger.append(f"account:{account.pk}", "account.settled", by=by, data={})
    return True
