"""Signing in over HTTP, as a browser does."""

import re
from typing import Any

from captcha.models import CaptchaStore
from django.test import Client

from banshi.ledger import clock
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.people.models import Account
from tests.people.situations import PACK, PASSWORD

DOOR = f"/s/{PACK}/sign-in/"
DEVICE = "/sign-in/device/"
WRONG = "wrong horse 4711"


def captcha(client: Client, door: str = DOOR, **query: str) -> dict[str, str]:
    """Opens a door and reads its captcha."""
    client.get(door, query)
    store = CaptchaStore.objects.get(hashkey=client.session["captcha"])
    return {"captcha_key": store.hashkey, "captcha": store.response}


def knock(client: Client, identifier: str, password: str = PASSWORD, **more: str) -> Any:
    """One try with a right captcha; the answer as it comes."""
    return client.post(DOOR, captcha(client) | {"login": identifier, "password": password} | more)


def signed_in(account: Account, password: str = PASSWORD) -> Client:
    """A browser in which that account has just signed in."""
    client = Client()
    answer = knock(client, account.username, password)
    if answer.headers.get("Location") == DEVICE:
        answer = client.post(DEVICE, {"code": sent_code()})
    assert answer.status_code == 302, answer.content.decode()
    return client


def a_session(account: Account, **held: Any) -> str:
    """The key of a session in which that account has signed in just now, and which holds more."""
    client = Client()
    client.force_login(account)
    session = client.session
    session.update({"began": clock.now().timestamp()} | held)
    session.save()
    return str(session.session_key)


def sent_code() -> str:
    """The code in the latest message of the outbox."""
    sent = Delivery.objects.filter(to="sms.sealed").latest("id")
    return re.findall(r"\d{6}", sealed.opened(sent.payload["text"]))[0]


def is_in(client: Client) -> bool:
    """Whether the session still holds somebody."""
    return (
        client.get("/me/password/").status_code == 200
        or "/me/first/" in client.get("/me/password/").headers["Location"]
    )
