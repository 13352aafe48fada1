"""密码单 of units whose code the house gave: their first-level unit passes them on, as it is the one that knows how to reach them."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import queries
from banshi.people.accounts import handing_out
from banshi.people.accounts.handing_out import Slip
from banshi.people.models import Account, Organisation, TreeNode
from banshi.people.units import trees

REFUSED = {
    "used": "这家企业已经登录并设置了自己的密码，不能再领取密码单。忘记密码的，请它自己【找回密码】。",
    "kept": "这家企业下面有其他企业，或者它的账户以前用过、停用过、移交过、另有职责，密码单请向管理机构领取。",
}


@dataclass(frozen=True)
class PassedOn:
    """A unit whose account is passed on; `state` is "waiting" (no slip yet), "handed" (not signed in yet), "void" (too late to), "used"
    (its people have a password of their own) or "kept" (only the administrators issue it)."""

    code: str
    name: str
    state: str


def units(by: Actor, tree: str, role: str) -> list[PassedOn]:
    """The units whose slips this actor's unit passes on, in order of code."""
    found = list(_of_group(by, tree).order_by("code"))
    named = Account.objects.filter(username__in=[unit.code for unit in found]).prefetch_related("links")
    accounts, above = {each.username: each for each in named}, _with_units_below(by, tree)
    return [
        PassedOn(unit.code, unit.name, _state(unit, accounts.get(unit.code), role, unit.pk in above)) for unit in found
    ]


def _with_units_below(by: Actor, tree: str) -> set[int]:
    """The units of the actor's group that review what open ones below them file."""
    group = TreeNode.objects.filter(
        tree=tree, until=None, path__startswith=_top(by, tree), organisation__closed_at=None
    )
    return {above for path in group.values_list("path", flat=True) for above in trees.ids(path)[:-1]}


@transaction.atomic
def slip(code: str, *, tree: str, role: str, token: str, by: Actor) -> Slip:
    """A new slip of such a unit, with a password that is shown once; one of before is void. Raises NotFound for a unit of others, and
    Conflict when it has chosen a password of its own, when only the administrators issue it, or for a token that was used."""
    unit = _of_group(by, tree).filter(code=code).first()
    if unit is None:
        raise NotFound
    account = Account.objects.select_for_update().filter(username=code).first()
    state = _state(unit, account, role, queries.units_below(unit.pk, tree) > 0)
    if state in REFUSED:
        raise Conflict(REFUSED[state])
    return handing_out.hand_on(unit.pk, account, role=role, token=token, by=by)


def _of_group(by: Actor, tree: str) -> QuerySet[Organisation]:
    """The open units of the actor's group that have no code of their own and file for themselves; none unless the actor's unit is of the
    first level."""
    return Organisation.units.filter(
        nodes__tree=tree,
        nodes__until=None,
        nodes__path__startswith=_top(by, tree),
        code_given=True,
        investor=None,
        closed_at=None,
    )


def _top(by: Actor, tree: str) -> str:
    path = trees.path_of(by.unit, tree) if by.unit else ""
    return path if trees.tier(path) == 1 else "-"


def _state(unit: Organisation, account: Account | None, role: str, reviews: bool) -> str:
    if account is None:
        return "kept" if reviews else "waiting"
    if account.secret_until is None:
        return "used"
    if reviews or not _as_handed_on(account, unit, role):
        return "kept"
    return "handed" if account.secret_until > clock.now() else "void"


def _as_handed_on(account: Account, unit: Organisation, role: str) -> bool:
    """True for an account that is still as a slip made it: it was never stopped or transferred (its era), nobody has had a password of
    their own, and it is nothing but this unit's."""
    held = {(link.organisation_id, link.role) for link in account.links.all() if link.until is None}
    return not account.era and not account.last_password and held == {(unit.pk, role)}
