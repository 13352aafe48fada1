"""批量发放账户 for tests: who presses, the worker, and the slips."""

from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.people.accounts import first_accounts, handouts
from banshi.people.accounts.first_accounts import Door
from banshi.people.accounts.handing_out import Slip
from tests.people.situations import a_unit, actor


def a_security_administrator() -> Actor:
    """Whose unit stands below nobody."""
    return actor("安全管理员", a_unit("平台运行管理中心", None), "security_admin")


def pressed(door: Door, by: Actor) -> int:
    """A handout nobody has worked at."""
    return first_accounts.hand_out(door, token=new_token(), deciding=(), by=by)


def asked(number: int) -> list[Delivery]:
    """What the worker finds of a handout."""
    return list(Delivery.objects.filter(event__stream=f"handout:{number}", to=first_accounts.TO).order_by("position"))


def work(number: int) -> None:
    """The worker does all of it."""
    for each in asked(number):
        handouts.issue(each.payload, "")


def slips_of(number: int, by: Actor) -> list[Slip]:
    """The slips, downloaded."""
    return handouts.download(number, lambda slips: slips, by=by)
