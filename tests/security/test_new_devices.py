"""A unit that others report to proves its phone on a device it has not signed in on before."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.people.models import Account
from banshi.people.signing_in import second_factor
from tests.people.signing_in import DEVICE, is_in, knock, sent_code
from tests.people.situations import PACK, Group, a_group

pytestmark = pytest.mark.django_db
HOME = f"/s/{PACK}/"


@pytest.fixture
def group() -> Group:
    """Made for this test."""
    return a_group()


def account_of(actor: Any) -> Account:
    """The account behind an actor."""
    return Account.objects.get(pk=actor.own_account)


def wrong(code: str) -> str:
    """Some other code."""
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_superior_unit_is_asked_once_on_each_device(group: Group) -> None:
    """Red when the stage is left out, or the device forgotten."""
    account, client = account_of(group.reviewer), Client()
    assert knock(client, account.username).headers["Location"] == DEVICE
    assert client.get("/notices/").status_code == 302
    assert sealed.opened(Delivery.objects.latest("id").payload["phone"]) == account.phone
    assert client.post(DEVICE, {"code": sent_code()}).headers["Location"] == HOME
    client.post("/sign-out/")
    assert knock(client, account.username).headers["Location"] == HOME
    assert knock(Client(REMOTE_ADDR="203.0.113.9"), account.username).headers["Location"] == DEVICE


def test_a_unit_without_others_below_is_not_asked(group: Group) -> None:
    """Red when everybody is."""
    assert knock(Client(), account_of(group.filer).username).headers["Location"] == HOME


def test_an_authenticator_is_proof_enough(group: Group) -> None:
    """Red when both are asked for."""
    account, secret, client = account_of(group.officer), second_factor.new_secret(), Client()
    TOTP.activate(account, secret)
    knock(client, account.username)
    assert client.post("/sign-in/code/", {"code": second_factor.code(secret)}).headers["Location"] == HOME


def test_a_first_sign_in_is_not_asked(group: Group) -> None:
    """Red when it is: a phone that was lost would keep its successor out."""
    account = account_of(group.reviewer)
    Account.objects.filter(pk=account.pk).update(settled_at=None)
    assert knock(Client(), account.username).headers["Location"] == HOME


def test_a_wrong_code_is_told_and_lets_nobody_in(group: Group) -> None:
    """Red when the code is not looked at, or tried without end."""
    account, client = account_of(group.reviewer), Client()
    knock(client, account.username)
    code = sent_code()
    for _ in range(5):
        answer = client.post(DEVICE, {"code": wrong(code)})
        assert answer.status_code == 422
        assert "验证码不对" in answer.content.decode()
    assert client.post(DEVICE, {"code": code}).status_code == 422
    assert not is_in(client)


def test_another_code_comes_after_a_minute(group: Group, shift: Any) -> None:
    """Red when 【重新获取】 sends none, or sends without end."""
    account, client = account_of(group.reviewer), Client()
    knock(client, account.username)
    first = sent_code()
    again = client.post(DEVICE, {"again": "1"})
    assert (again.status_code, "一分钟" in again.content.decode()) == (429, True)
    shift(61)
    assert "重新发出" in client.post(DEVICE, {"again": "1"}).content.decode()
    assert client.post(DEVICE, {"code": first}).status_code == 422
    assert client.post(DEVICE, {"code": sent_code()}).status_code == 302


def test_the_page_does_not_show_the_phone(group: Group) -> None:
    """Red when it is written whole: whoever has only the password is not told it."""
    account, client = account_of(group.reviewer), Client()
    knock(client, account.username)
    page = client.get(DEVICE).content.decode()
    assert account.phone not in page
    assert sealed.masked_phone(account.phone) in page


def test_on_a_second_computer_within_a_minute_it_is_said_that_no_code_was_sent(group: Group) -> None:
    """Red when the page says that a code was sent to the phone though none was."""
    account, first, second = account_of(group.reviewer), Client(), Client(REMOTE_ADDR="203.0.113.9")
    knock(first, account.username)
    assert "验证码已发到" in first.get(DEVICE).content.decode()
    knock(second, account.username)
    assert "这次没有再发" in second.get(DEVICE).content.decode()
