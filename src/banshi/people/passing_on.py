"""密码单 of units whose code the house gave: their first-level unit passes them on, as it is the one that knows how to reach them."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import handing_out, trees
from banshi.people.handing_out import Slip
from banshi.people.models import Account, Organisation


@dataclass(frozen=True)
class PassedOn:
    """A unit whose account is passed on; `state` is "waiting" (no slip yet), "handed" (not signed in yet), "void" (too late to) or
    "used" (its people have a password of their own)."""

    code: str
    name: str
    state: str


def units(by: Actor, tree: str) -> list[PassedOn]:
    """The units whose slips this actor's unit passes on, in order of code."""
    found = list(_of_group(by, tree).order_by("code"))
    accounts = {each.username: each for each in Account.objects.filter(username__in=[unit.code for unit in found])}
    return [PassedOn(unit.code, unit.name, _state(accounts.get(unit.code))) for unit in found]


@transaction.atomic
def slip(code: str, *, tree: str, role: str, token: str, by: Actor) -> Slip:
    """A new slip of such a unit, with a password that is shown once; one of before is void. Raises NotFound for a unit of others, and
    Conflict when it has chosen a password of its own, or for a token that was used."""
    unit = _of_group(by, tree).filter(code=code).first()
    if unit is None:
        raise NotFound
    account = Account.objects.select_for_update().filter(username=code).first()
    if _state(account) == "used":
        raise Conflict("这家企业已经登录并设置了自己的密码，不能再领取密码单。忘记密码的，请它自己【找回密码】。")
    return handing_out.hand_on(unit.pk, account, role=role, token=token, by=by)


def _of_group(by: Actor, tree: str) -> QuerySet[Organisation]:
    """The open units of the actor's group that have no code of their own and file for themselves; none unless the actor's unit is of the
    first level."""
    path = trees.path_of(by.unit, tree) if by.unit else ""
    top = path if trees.tier(path) == 1 else "-"
    return Organisation.objects.filter(
        nodes__tree=tree,
        nodes__until=None,
        nodes__path__startswith=top,
        code_given=True,
        investor=None,
        closed_at=None,
    )


def _state(account: Account | None) -> str:
    if account is None:
        return "waiting"
    if account.secret_until is None:
        return "used"
    return "handed" if account.secret_until > clock.now() else "void"
