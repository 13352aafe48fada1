"""What the auditor's log asks of people: whom an event is about, and who somebody is that it looks for."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.spelled import Spelled, spelled
from banshi.people import queries, rules
from banshi.people.models import Account, Organisation
from banshi.people.units.called import like

MOST = 20  # units or accounts that a name, or part of one, may mean


def accounts_called(by: Actor, text: str) -> tuple[int, ...]:
    """The accounts of that user name, however a code is typed, or held by somebody of that name; also stopped ones."""
    rules.require(by, "auditor")
    named = Account.objects.filter(username__in={text, rules.identifier(text)})
    found = named or Account.objects.filter(name=text)
    return _some(found)


def people_called(by: Actor, text: str) -> tuple[int, ...]:
    """The accounts called so, or else those with that in their name."""
    return accounts_called(by, text) or accounts_like(by, text)


def accounts_like(by: Actor, text: str) -> tuple[int, ...]:
    """The accounts with that in their user name, or in their holder's name."""
    rules.require(by, "auditor")
    named = Q(username__icontains=text) | Q(username__contains=rules.identifier(text))
    return _some(Account.objects.filter(named | Q(name__icontains=text)))


def _some(found: QuerySet[Any]) -> tuple[int, ...]:
    """The ids of a few; one more than MOST says that there are more."""
    return tuple(found.order_by("pk").values_list("pk", flat=True)[: MOST + 1])


def usernames(by: Actor, accounts: Collection[int]) -> dict[int, str]:
    """The user names of accounts."""
    rules.require(by, "auditor")
    return dict(Account.objects.filter(pk__in=accounts).values_list("pk", "username"))


def units_called(by: Actor, text: str) -> tuple[int, ...]:
    """The unit of that code, or those of that whole name, however it is typed, open or closed."""
    rules.require(by, "auditor")
    return _some(Organisation.units.filter(code=codes.normal(text)) or _bearing(text))


def units_like(by: Actor, text: str) -> tuple[int, ...]:
    """The units with that in their name, open or closed."""
    rules.require(by, "auditor")
    return _some(Organisation.units.filter(like(text)))


def _bearing(name: str) -> QuerySet[Organisation]:
    return Organisation.units.alias(spelled=Spelled("name")).filter(spelled=spelled(name))


def unit_codes(by: Actor, units: Collection[int]) -> dict[int, str]:
    """The codes of units."""
    rules.require(by, "auditor")
    return dict(Organisation.objects.filter(pk__in=units).values_list("pk", "code"))


def unit_names(by: Actor, units: Collection[int]) -> dict[int, str]:
    """What units are called today."""
    rules.require(by, "auditor")
    return queries.names_of(units)
