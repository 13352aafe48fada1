"""Somebody with two accounts: at the computer of the one they go on with, and what they type of the other."""

from typing import Any

from django.test import Client

from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.people.models import Account
from banshi.people.signing_in import passwords
from tests.people.belonging.situations import Place, a_person, a_place
from tests.people.signing_in import sent_code, signed_in

MERGE = "/me/profile/merge/"
OTHER = "林甜的另一账户"
NO_CODE = "000000"


def two_accounts(*others: str) -> Place:
    """林甜, who has another account, and the others."""
    place = a_place("林甜", *others)
    a_person(place, OTHER, called="林甜")
    return place


def browser(place: Place, name: str) -> Client:
    """One of the people, signed in."""
    username = place.usernames[name]
    return signed_in(Account.objects.get(username=username), passwords.demo(username))


def password(client: Client, place: Place, other: str, word: str = "") -> Any:
    """The first page, with the other account's password."""
    username = place.usernames[other]
    return client.post(MERGE, {"login": username, "password": word or passwords.demo(username)})


def prove(client: Client, place: Place, other: str) -> Any:
    """Both pages; the answer to the code."""
    assert password(client, place, other).status_code == 302
    return client.post(f"{MERGE}code/", {"code": sent_code()})


def merge(client: Client, place: Place, other: str) -> Any:
    """All of it; the answer to the last button."""
    assert prove(client, place, other).headers["Location"] == f"{MERGE}sure/"
    return client.post(f"{MERGE}sure/")


def phones_told(kind: str) -> set[str]:
    """Who was told by SMS by the latest event of that kind."""
    sent = Delivery.objects.filter(event__kind=kind, to="sms.sealed")
    return {sealed.opened(each.payload["phone"]) for each in sent}
