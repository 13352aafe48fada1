"""下级单位填报人已换: where the holder of an account is gone, the unit above asks the administrators for a successor, from its own account.
Two administrators decide, as about any plea."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.text import plain
from banshi.people import queries, rules
from banshi.people.accounts import handing_out
from banshi.people.admission import pleas
from banshi.people.models import Account, Organisation, Plea, TreeNode
from banshi.people.refusals import require_whole

KIND = "successor"
GROUND = "上级单位“{unit}”申请：{words}"


def require_superior(by: Actor) -> None:
    """Raises NotFound for who works for a unit that has none below it."""
    if by.unit is None or not queries.oversees(by.unit):
        raise NotFound


@transaction.atomic
def ask(typed: Mapping[str, str], *, token: str, by: Actor) -> None:
    """Asks for a successor of the account named by `login`, for the reason `ground`. The present holder is told that it was asked for, and
    who asks by SMS what became of it.

    Raises NotFound for who has no unit below, Invalid at what is missing or wrong, and Conflict for a token that was used.
    """
    require_superior(by)
    username, words = rules.identifier(typed.get("login", "")), plain(typed.get("ground", ""))
    ground = "" if words else "请写明原因和核实电话。"
    require_whole({"login": _problem(username, by), "ground": ground}, "请按提示修改。")
    handing_out.first_press(token, by)
    asker = Account.objects.get(pk=by.own_account)
    ground = GROUND.format(unit=by.unit_name, words=words)[:300]
    pleas.keep(pleas.Wish(KIND, username, by.name[:60], asker.phone_sealed, ground, proven=False), by)


def _problem(username: str, by: Actor) -> str:
    """What is wrong with the user name; the same words for an account elsewhere and for none."""
    if not Account.objects.filter(username=username, links__until=None, links__organisation__in=_below(by)).exists():
        return "贵单位下面没有用户名是这个的账户，请核对。用户名一般是该单位的组织机构代码。"
    if Plea.objects.filter(kind=KIND, username=username, closed_at=None).exists():
        return "这个账户的接任申请正在办理，不用再申请。"
    return ""


def _below(by: Actor) -> QuerySet[Organisation]:
    """The open units below the actor's, in whatever tree."""
    places = Q(pk__in=[])
    for node in TreeNode.objects.filter(organisation=by.unit, until=None):
        places |= Q(nodes__tree=node.tree, nodes__path__startswith=node.path, nodes__until=None)
    return Organisation.units.filter(places, closed_at=None).exclude(pk=by.own_unit)
