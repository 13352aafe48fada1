"""What the auditor's log asks of people: whom an event is about, and who somebody is that it looks for."""

from collections.abc import Collection

from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.people import queries, rules
from banshi.people.models import Account, Organisation

MOST = 20  # accounts of one name


def accounts_called(by: Actor, text: str) -> tuple[int, ...]:
    """The accounts of that user name, however a code is typed, or held by somebody of that name; also stopped ones."""
    rules.require(by, "auditor")
    named = Account.objects.filter(username__in={text, text.lower(), codes.normal(text)})
    found = named or Account.objects.filter(name=text)
    return tuple(found.order_by("pk").values_list("pk", flat=True)[:MOST])


def usernames(by: Actor, accounts: Collection[int]) -> dict[int, str]:
    """The user names of accounts."""
    rules.require(by, "auditor")
    return dict(Account.objects.filter(pk__in=accounts).values_list("pk", "username"))


def unit_of(by: Actor, text: str) -> int | None:
    """The unit of that code, however it is typed, or of that whole name, open or closed."""
    rules.require(by, "auditor")
    found = Organisation.objects.filter(code=codes.normal(text)) or Organisation.objects.filter(name=text)
    return found.values_list("pk", flat=True).first()


def unit_codes(by: Actor, units: Collection[int]) -> dict[int, str]:
    """The codes of units."""
    rules.require(by, "auditor")
    return dict(Organisation.objects.filter(pk__in=units).values_list("pk", "code"))


def unit_names(by: Actor, units: Collection[int]) -> dict[int, str]:
    """What units are called today."""
    rules.require(by, "auditor")
    return queries.names_of(units)
