"""The first accounts of units that have none at a pack's door, many at a time: each bears the unit's code, or its full name."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.lib.spelled import Spelled
from banshi.lib.turns import one_at_a_time
from banshi.people import rules
from banshi.people.models import Account, Handout, HandoutLine, Link, Organisation, TreeNode
from banshi.people.units import trees

TO = "people.first_account"
AT_ONCE = 1000
SHOWN = 50
OVERSEES = "这个单位有下级单位，账户会审核下级填报的内容，发放要由系统管理员确认。"
NAMED = "用户名已有账户，或者单位名称不能作用户名。"


@dataclass(frozen=True)
class LeftOut:
    """A unit without an account that 批量发放账户 passes over, and why."""

    name: str
    code: str
    why: str


@dataclass(frozen=True)
class Door:
    """Whose first accounts are meant: they hold `role` ("pack/role"), their units stand in `trees`, and with `by_name` they bear the unit's
    full name instead of its code."""

    role: str
    trees: frozenset[str]
    by_name: bool

    def identifier(self, unit: Organisation) -> str:
        """What the unit's first account is called."""
        return rules.identifier(unit.name if self.by_name else unit.code)


def waiting(door: Door, by: Actor) -> QuerySet[Organisation]:
    """The units that can be given their first account by one administrator alone, in order of code."""
    fit = _without(door, by).filter(~_taken(), **_fit(door)).exclude(**_unfit(door))
    return fit.exclude(pk__in=trees.overseers()).order_by("code")


def left_out(door: Door, by: Actor) -> list[LeftOut]:
    """The units without an account that are issued one by one, `SHOWN` at most: they oversee others, which takes a second administrator
    (三员分立), or somebody else has their identifier, or nobody may have it."""
    found = _without(door, by).exclude(pk__in=waiting(door, by).values("pk")).order_by("code")
    oversee = found.annotate(oversees=Q(pk__in=trees.overseers()))[:SHOWN]
    return [LeftOut(unit.name, unit.code, OVERSEES if unit.oversees else NAMED) for unit in oversee]


def _without(door: Door, by: Actor) -> QuerySet[Organisation]:
    """The open units below a root of these trees that nobody can sign in for at this pack, nor is about to; not investees, who have no
    account, nor those whose account their first-level unit passes on."""
    rules.require(by, "security_admin")
    pack = door.role.partition("/")[0]
    below = TreeNode.objects.filter(
        organisation=OuterRef("pk"), tree__in=door.trees, until=None, path__length__gt=trees.STEP
    )
    linked = Link.objects.filter(organisation=OuterRef("pk"), role__startswith=f"{pack}/", until=None)
    asked = HandoutLine.objects.filter(unit=OuterRef("pk"), handout__role__startswith=f"{pack}/", done_at=None)
    units = Organisation.objects.filter(
        Exists(below), ~Exists(linked), ~Exists(asked), closed_at=None, code_given=False, investor=None
    )
    return units.annotate(identifier=Spelled("name") if door.by_name else F("code"))


def _taken() -> Exists:
    return Exists(Account.objects.filter(username=OuterRef("identifier")))


def _fit(door: Door) -> dict[str, str]:
    """What `rules.identifier_problem` asks of a full name, for the database: not only letters of ASCII, and its length."""
    return {"name__regex": r"[^\x01-\x7f]", "identifier__regex": f"^.{{4,{rules.LONGEST}}}$"} if door.by_name else {}


def _unfit(door: Door) -> dict[str, str]:
    return {"name__contains": "/"} if door.by_name else {"code": ""}


@transaction.atomic
def hand_out(door: Door, *, token: str, deciding: Collection[str], by: Actor) -> int:
    """Asks the worker for the first accounts of those that wait, `AT_ONCE` at most, and returns the number of the handout; the same press
    again returns the same one. Each has a delivery of its own: hashing a password takes a tenth of a second, on purpose.

    Raises Invalid for a role that decides, and where nobody waits.
    """
    if door.role in deciding:
        raise Invalid("这个角色有审批权，须由系统管理员逐个确认，请单独发放。")
    once = ledger.once(token, by, f"first accounts as {door.role}")
    if once.receipt:
        return int(once.receipt["handout"])
    one_at_a_time("people.hand_out")
    units = {
        door.identifier(unit): unit for unit in reversed(waiting(door, by)[:AT_ONCE])
    }  # of two of one name the first
    if not units:
        raise Invalid("没有可以批量发放账户的单位：已经有账户、正在发放，或者要单独发放。")
    handout = Handout.objects.create(role=door.role, account_id=by.own_account)
    lines = HandoutLine.objects.bulk_create(
        HandoutLine(handout=handout, unit=unit, identifier=named) for named, unit in reversed(units.items())
    )
    asked = [Delivery(TO, {"line": line.pk}) for line in lines]
    data = {"role": door.role, "units": len(lines)}
    ledger.append(f"handout:{handout.pk}", "accounts_asked", by=by, data=data, deliveries=asked)
    once.keep({"handout": handout.pk})
    return handout.pk
