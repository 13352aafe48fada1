"""S24, E14: the log tells who did what, and holds no secret an auditor, or whoever reads the database, could use."""

import re

import pytest
from django.test import Client

from banshi.ledger.models import Delivery, Event
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.lib.actor import SYSTEM
from banshi.people.accounts import handing_out
from banshi.people.models import Account
from tests.people.signing_in import captcha, knock, sent_code, signed_in
from tests.people.situations import PACK, PASSWORD, a_unit, an_account

pytestmark = pytest.mark.django_db
PHONE, NEW = "13987654321", "江边慢跑的人 4711"
MISTYPED = "this is my password 0815"
CONTACT = {"step": "details", "name": "王经办", "department": "财务部", "email": "wang@example.com", "phone": PHONE}


@pytest.fixture
def newcomer() -> Account:
    """Somebody whose account was issued and never used."""
    return an_account("王经办", a_unit("渝州公司", None), settled=False)


def latest_code() -> str:
    """The code that was sent last."""
    return re.findall(r"\d{6}", sealed.opened(Delivery.objects.latest("id").payload["text"]))[0]


def lived(account: Account) -> list[str]:
    """All that happens to an account, from a password in the wrong field to a new phone; the secrets that were used."""
    knock(Client(), MISTYPED)
    knock(Client(), account.username, MISTYPED)
    slip = handing_out.reissue(account.username, deciding=(), by=SYSTEM)
    assert slip
    client = signed_in(Account.objects.get(pk=account.pk), slip.password)
    client.post("/me/first/", {"step": "password", "old": slip.password, "new": NEW, "again": NEW})
    client.post("/me/phone/code/", CONTACT)
    code = latest_code()
    token = new_token()
    assert client.post("/me/first/", CONTACT | {"code": code, "token": token}).status_code == 302
    key = str(client.session.session_key)
    recovering = Client()
    recovering.post(f"/s/{PACK}/recover/", captcha(recovering) | {"login": account.username})
    other = sent_code()
    return [MISTYPED, PASSWORD, slip.password, NEW, PHONE, code, other, token, key]


def test_no_event_holds_a_secret(newcomer: Account) -> None:
    """Red when what was typed is written down with a failed sign-in, or a phone with the change of a contact."""
    secrets = lived(newcomer)
    told = list(Event.objects.values("stream", "kind", "actor", "data"))
    assert {"sign_in_failed", "reissued", "signed_in", "details_given", "settled", "code_sent"} <= {
        e["kind"] for e in told
    }
    found = [event for event in told for secret in secrets if secret in str(event)]
    assert not found


def test_no_message_that_waits_shows_a_code_or_a_phone(newcomer: Account) -> None:
    """Red when a message about an account lies open in the outbox."""
    secrets = lived(newcomer)
    waiting = str(list(Delivery.objects.filter(to__startswith="sms").values_list("payload", flat=True)))
    assert not [secret for secret in secrets if secret in waiting]
