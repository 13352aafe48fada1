"""Roles of an account, given and withdrawn by the security administrator; whose account it is is told by SMS."""

from collections.abc import Collection

from django.db import transaction

from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import rules
from banshi.people.accounts import confirmations, handing_out
from banshi.people.accounts.confirmations import Wanted
from banshi.people.models import Account, Link
from banshi.people.refusals import wrong


@transaction.atomic
def give_role(username: str, role: str, *, deciding: Collection[str], token: str = "", by: Actor) -> bool:
    """Gives an account one more role in its unit, from its next request on. False while a role that decides waits for a second
    administrator (people/accounts/confirmations.py).

    Raises Invalid at `role` for one it holds already, or that must stay apart from what it holds.
    """
    account = handing_out.account_of_others(username, by, token)
    unit = account.links.order_by("-pk").values_list("organisation", flat=True).first()
    if unit is None:
        raise NotFound
    if words := _problem(account, role):
        raise wrong("role", words)
    wanted = Wanted("give_role", account.username, account.name, unit, (role,))
    if not confirmations.given(wanted, deciding=deciding, by=by):
        return False
    Link.objects.create(account=account, organisation_id=unit, role=role)
    handing_out.note(account, "role_given", by, "您的账户增加了一个角色，重新打开页面即可办理。", role=role)
    return True


def _problem(account: Account, role: str) -> str:
    held = set(account.links.filter(until=None).values_list("role", flat=True))
    if role in held:
        return "这个账户已经有这个角色。"
    if role in rules.ADMINISTRATION or not rules.apart(held | {role}):
        return "系统管理员、安全管理员、审计员必须由不同的账户担任，也不能兼办业务。"
    return ""


@transaction.atomic
def end_role(username: str, role: str, *, token: str = "", by: Actor) -> None:
    """Ends a role an account holds, and every session that held it (S6), at its next request. Raises NotFound for one it does not
    hold."""
    account = handing_out.account_of_others(username, by, token)
    if not account.links.filter(role=role, until=None).update(until=clock.Now()):
        raise NotFound
    account.era += 1
    account.save(update_fields=["era"])
    handing_out.note(account, "role_ended", by, "您的账户有一个角色已被收回。如有疑问，请联系管理机构。", role=role)
