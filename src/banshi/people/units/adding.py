"""Units that come into a tree one at a time: by an administrator or a decided case, under their own code or one of the house's."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Left

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.lib.spelled import spelled
from banshi.people import queries
from banshi.people.models import Organisation, TreeNode
from banshi.people.refusals import wrong
from banshi.people.units import trees

SERIAL = 6  # digits of a code between its series and its check character


def place(unit: Organisation, tree: str, parent: int | None, *, by: Actor, ref: str = "") -> None:
    """Keeps a new unit below its parent in a tree (without one, at the root); `ref` is the case that decided it."""
    unit.save(force_insert=True)
    above = trees.path_of(parent, tree) if parent else ""
    TreeNode.objects.create(tree=tree, organisation=unit, path=above + trees.step(unit.pk), since=clock.today())
    data = {"name": unit.name, "code": unit.code, "tree": tree, "parent": parent}
    ledger.append(f"unit:{unit.pk}", "added", by=by, data=data | ({"case": ref} if ref else {}))


def place_agency(code: str, name: str, tree: str, *, by: Actor) -> str:
    """A unit the house knows, named in full, becomes the agency at the root of a tree that has none; returns its code. Belongs to the
    caller's transaction. Raises Invalid at `name`."""
    trees.hold(tree)
    unit = Organisation.units.get(code=code)
    if unit.closed_at or spelled(unit.name) != spelled(name):
        raise wrong("name", f"这个代码的单位是“{unit.name}”{'，已经停用' if unit.closed_at else ''}，请核对。")
    TreeNode.objects.create(tree=tree, organisation=unit, path=trees.step(unit.pk), since=clock.today())
    ledger.append(f"unit:{unit.pk}", "placed", by=by, data={"tree": tree})
    return unit.code


@transaction.atomic
def add_decided(
    *,
    name: str,
    tree: str,
    parent: int,
    code: str = "",
    series: str = "",
    investee: bool = False,
    uscc: str = "",
    region: str = "",
    ref: str,
    by: Actor,
) -> str:
    """Adds a unit below its parent as the case `ref` decided, and returns its code: its own, or without one the next of the series.
    For an investee its parent files. Raises Conflict when the parent is gone or has no account, or somebody has that name or code."""
    trees.hold(tree)
    _check_parent(parent, tree)
    if namesake := queries.bearers(name).first():
        raise Conflict(f"已有同名单位“{namesake.name}”（{namesake.code}），请退回，由填报单位核对。")
    unit = Organisation(
        name=name,
        code=codes.normal(code) or _next_of(series),
        code_given=not code,
        investor_id=parent if investee else None,
        uscc=codes.normal(uscc),
        region=region,
    )
    try:
        with transaction.atomic():
            place(unit, tree, parent, by=by, ref=ref)
    except IntegrityError:
        raise Conflict(f"代码 {unit.code} 的单位已经在系统里，请退回，由填报单位核对。") from None
    return unit.code


def _check_parent(parent: int, tree: str) -> None:
    above = Organisation.objects.filter(pk=parent, closed_at=None).first()
    if above is None or not trees.path_of(parent, tree):
        raise Conflict("上级单位已经停用或不在这个隶属关系里，请退回，由填报单位重新选择。")
    if above.investor_id:
        raise Conflict("上级单位是参股企业，没有账户，不能审核下级单位的办件。请退回，由填报单位重新选择。")


def _next_of(series: str) -> str:
    """The next code of a series: its letters, a serial number, and the check character of GB 11714. No unit is ever deleted, so the last
    code there is was the last one given; the tree is held meanwhile."""
    given = Organisation.objects.filter(code__regex=rf"^{series}[0-9]{{{SERIAL}}}").annotate(first=Left("code", 8))
    last = given.aggregate(last=Max("first"))["last"]
    serial = int(last[len(series) :]) + 1 if last else 1
    first = f"{series}{serial:0{SERIAL}}"
    return first + codes.org_code_check(first)
