"""What everybody who works in a unit is told of who administers it, in the site and by SMS, and the agency where nobody does any more."""

from banshi.define import ADMINISTERS, Seats
from banshi.ledger.outbox import Delivery
from banshi.people import queries
from banshi.people.models import Link

ADMINISTERED = "{name}已成为“{unit}”的单位管理员，{why}。如有疑问，请联系管理机构。"
BY_AGENCY = "由管理机构凭证照审核同意"
BY_ADMINISTRATOR = "由单位管理员{name}指定"
NOBODY = "“{unit}”原来的单位管理员账户已停用，现在没有单位管理员。单位的办件不受影响；以后申请关联这个单位的，由管理机构审核。"


def administered(unit: int, name: str, why: str) -> list[Delivery]:
    """Somebody is to administer the unit: whoever works there already reads it, with an account that was handed out, too."""
    return _to(unit, _held(unit), ADMINISTERED.format(name=name, unit=queries.name_of(unit), why=why))


def administered_by_nobody(unit: int, agency: int, seats: Seats) -> list[Delivery]:
    """Those who are left are told, and the agency at the root."""
    return to_all(unit, agency, NOBODY.format(unit=queries.name_of(unit)), seats)


def to_all(unit: int, agency: int, text: str, seats: Seats) -> list[Delivery]:
    """Whoever works in the unit, and the agency in the roles of the packs that have administrators."""
    packs = {role.partition("/")[0] for role in seats[ADMINISTERS]}
    decide = [role for role in _held(agency) if role.partition("/")[0] in packs]
    return [*_to(unit, _held(unit), text), *_to(agency, decide, text)]


def _held(unit: int) -> list[str]:
    return sorted(set(Link.objects.filter(organisation=unit, until=None).values_list("role", flat=True)))


def _to(unit: int, roles: list[str], text: str) -> list[Delivery]:
    payload = {"unit": unit, "roles": roles, "text": text, "sms": True, "ref": ""}
    return [Delivery("notices.tell", payload)] if roles else []
