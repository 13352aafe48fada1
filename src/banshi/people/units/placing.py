"""单位的变动 from a day on: renamed, moved with all below it, closed, opened again, an investee or no more. What is under review keeps
the road it began on."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.lib.text import plain
from banshi.people import queries, rules
from banshi.people.models import Organisation, TreeNode, UnitChange
from banshi.people.refusals import wrong
from banshi.people.units import trees

DEEPEST = 50
LONGEST = 100  # characters of a name
FIRST_DAY = date(1949, 10, 1)  # no unit has changed before
AHEAD = timedelta(days=365)


@transaction.atomic
def plan(kind: str, unit: int, *, on: date, by: Actor, name: str = "", tree: str = "", parent: str = "") -> bool:
    """Asks for a change of a unit (one of `KINDS`) from a day on. True when that day has come and it is done.

    Raises Invalid at `kind`, `name`, `tree`, `parent` or `on` for what cannot be.
    """
    rules.require(by, "system_admin")
    if kind not in KINDS:
        raise Invalid("请选择要办理的变动。")
    if not FIRST_DAY <= on <= clock.today() + AHEAD:
        raise wrong("on", "生效日期不能早于 1949 年 10 月 1 日，也不能晚于一年以后。")
    above, called = queries.id_of(parent) if kind == "move" else None, plain(name)
    if kind == "rename":
        _check_name(unit, called)
    if kind == "investee":
        _check_hold(unit, tree)
    if above:
        _check_move(unit, above, tree)
    data = {"name": called, "tree": tree, "parent": above}
    change = UnitChange.objects.create(unit_id=unit, kind=kind, data=data, on=on)
    ledger.append(f"unit:{unit}", "change_planned", by=by, data={"kind": kind, "on": on.isoformat(), **data})
    if on > clock.today():
        return False
    _do(change, by)
    return True


@transaction.atomic
def call_off(change: int, *, unit: int, by: Actor) -> None:
    """Drops a change of a unit whose day has not come. Raises NotFound for another unit's, Conflict when it is done already."""
    rules.require(by, "system_admin")
    row = UnitChange.objects.select_for_update().filter(pk=change, unit=unit).first()
    if row is None:
        raise NotFound
    if row.done_at or row.called_off:
        raise Conflict("这项变动已经生效或已经取消。")
    UnitChange.objects.filter(pk=change).update(called_off=True)
    ledger.append(f"unit:{row.unit_id}", "change_called_off", by=by, data={"kind": row.kind, "on": row.on.isoformat()})


@transaction.atomic
def do_what_is_due() -> None:
    """Makes the changes whose day has come. For the tick; one that has become impossible is put into the log and called off."""
    due = UnitChange.objects.select_for_update(skip_locked=True).filter(
        on__lte=clock.today(), done_at=None, called_off=False
    )
    for change in due.order_by("on", "id"):
        try:
            with transaction.atomic():
                _do(change, SYSTEM)
        except Invalid as refusal:
            UnitChange.objects.filter(pk=change.pk).update(called_off=True)
            ledger.append(f"unit:{change.unit_id}", "change_failed", by=SYSTEM, data={"words": str(refusal)})


def _do(change: UnitChange, by: Actor) -> None:
    KINDS[change.kind](change)
    UnitChange.objects.filter(pk=change.pk).update(done_at=clock.Now())
    ledger.append(
        f"unit:{change.unit_id}", f"{change.kind}_done", by=by, data=change.data | {"on": change.on.isoformat()}
    )


def _rename(change: UnitChange) -> None:
    _check_name(change.unit_id, change.data["name"])
    Organisation.objects.filter(pk=change.unit_id).update(name=change.data["name"])


def _close(change: UnitChange) -> None:
    """A unit with open ones below stays open: they would have nobody above them."""
    for node in TreeNode.objects.filter(organisation=change.unit_id, until=None):
        if queries.units_below(change.unit_id, node.tree):
            raise wrong("kind", "下面还有在用的单位，请先移走或停用它们。")
    Organisation.objects.filter(pk=change.unit_id).update(closed_at=clock.Now())


def _reopen(change: UnitChange) -> None:
    for node in TreeNode.objects.filter(organisation=change.unit_id, until=None):
        _check_parent("kind", trees.ids(node.path)[-2:-1])
    Organisation.objects.filter(pk=change.unit_id).update(closed_at=None)


def _move(change: UnitChange) -> None:
    """The unit and everything below it goes under another parent, who is an investee's new investor; where they stood until then stays
    on record."""
    tree, parent = change.data["tree"], change.data["parent"]
    trees.hold(tree)
    _check_move(change.unit_id, parent, tree)
    old = trees.path_of(change.unit_id, tree)
    new = trees.path_of(parent, tree) + trees.step(change.unit_id)
    nodes = list(TreeNode.objects.filter(tree=tree, path__startswith=old, until=None))
    TreeNode.objects.filter(pk__in=[node.pk for node in nodes]).update(until=change.on)
    TreeNode.objects.bulk_create(
        TreeNode(tree=tree, organisation_id=node.organisation_id, path=new + node.path[len(old) :], since=change.on)
        for node in nodes
    )
    Organisation.objects.filter(pk=change.unit_id).exclude(investor=None).update(investor=parent)


def _hold(change: UnitChange) -> None:
    """Held without control from now on: the unit above it files for it."""
    path = _check_hold(change.unit_id, change.data["tree"])
    Organisation.objects.filter(pk=change.unit_id).update(investor=trees.ids(path)[-2])


def _control(change: UnitChange) -> None:
    Organisation.objects.filter(pk=change.unit_id).update(investor=None)


def _check_name(unit: int, name: str) -> None:
    if not name or len(name) > LONGEST:
        raise wrong("name", f"请填写新的名称，最多 {LONGEST} 个字。")
    if queries.others_named(name, unit):
        raise wrong("name", "已有单位叫这个名称，请核对。")


def _check_hold(unit: int, tree: str) -> str:
    """The path of a unit that may become an investee."""
    path = trees.path_of(unit, tree)
    if not path:
        raise wrong("tree", "这个单位还没有编入这个隶属关系。")
    if trees.tier(path) < 2:
        raise wrong("kind", "一级企业由自己填报，不能转为参股企业。")
    if queries.units_below(unit, tree):
        raise wrong("kind", "下面还有在用的单位，参股企业没有账户，不能审核它们的办件。请先移走它们。")
    return path


def _check_move(unit: int, parent: int, tree: str) -> None:
    here, there = trees.path_of(unit, tree), trees.path_of(parent, tree)
    if not here:
        raise wrong("parent", "这个单位还没有编入这个隶属关系。")
    if not there:
        raise wrong("parent", "新的上级单位没有编入这个隶属关系。")
    if there.startswith(here):
        raise wrong("parent", "不能移到自己或自己的下级单位之下。")
    _check_parent("parent", (parent,))
    if trees.tier(there) + 1 >= DEEPEST:
        raise wrong("parent", f"隶属关系最多 {DEEPEST} 级。")


def _check_parent(cell: str, parent: Collection[int]) -> None:
    """Nobody sits in an investee to decide on the cases of those below it."""
    if Organisation.objects.filter(pk__in=parent).exclude(investor=None).exists():
        raise wrong(cell, "上级单位是参股企业。参股企业没有账户，不能审核下级单位的办件，请改为它的出资企业。")


KINDS: dict[str, Callable[[UnitChange], None]] = {
    "rename": _rename,
    "move": _move,
    "close": _close,
    "reopen": _reopen,
    "investee": _hold,
    "controlled": _control,
}
