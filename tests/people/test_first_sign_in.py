"""E03: the first sign-in of an issued account asks for password, contact and phone, at every sign-in until done."""

import re

import pytest

from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.people.models import Account
from tests.people.signing_in import signed_in
from tests.people.situations import PACK, PASSWORD, a_unit, an_account

pytestmark = pytest.mark.django_db
NEW = "江边慢跑的人 4711"
PHONE = "13987654321"
CONTACT = {"step": "details", "name": "王经办", "department": "财务部", "email": "", "phone": PHONE}


@pytest.fixture
def newcomer() -> Account:
    return an_account("渝州新公司", a_unit("渝州新公司", None), settled=False)


def choose(client, new=NEW, old=PASSWORD):
    return client.post("/me/first/", {"step": "password", "old": old, "new": new, "again": new})


def latest_code() -> str:
    return re.findall(r"\d{6}", sealed.opened(Delivery.objects.latest("id").payload["text"]))[0]


def test_e03_everything_else_leads_back_until_it_is_done(newcomer):
    """Red when a page is left out of the gate: nothing may be filed, no personal data seen."""
    client = signed_in(newcomer)
    for page in (
        f"/s/{PACK}/",
        f"/s/{PACK}/start/occupy/",
        "/notices/",
        "/me/password/",
        "/me/phone/",
        "/cases/CQ2026-0000001-1/",
    ):
        assert client.get(page).headers["Location"] == "/me/first/"
        assert client.post(page).headers["Location"] == "/me/first/"


def test_e03_one_may_look_round_read_help_and_leave(newcomer):
    """Red when the gate shuts what carries no personal data."""
    client = signed_in(newcomer)
    for page in ("/", f"/help/{PACK}/", "/check/", "/sign-out/"):
        assert client.get(page).status_code == 200


def test_e03_password_then_contact_and_phone_and_everything_opens(newcomer):
    client = signed_in(newcomer)
    assert "设置自己的密码" in client.get("/me/first/").content.decode()
    assert choose(client).status_code == 302
    assert client.get("/notices/").headers["Location"] == "/me/first/"
    assert "请先填写联系人并验证手机号" in client.get("/me/first/").content.decode()
    client.post("/me/phone/code/", CONTACT)
    assert client.post("/me/first/", CONTACT | {"code": latest_code()}).status_code == 302
    assert client.get("/notices/").status_code == 200
    told = [event.kind for event in ledger.history(f"account:{newcomer.pk}")]
    assert told == ["signed_in", "password_changed", "details_given", "settled"]


def test_e03_the_next_sign_in_asks_again_where_one_stopped(newcomer):
    """Red when the first step alone opens the session, or the next sign-in forgets the second."""
    choose(signed_in(newcomer))
    again = signed_in(newcomer, NEW)
    assert again.get("/notices/").headers["Location"] == "/me/first/"
    assert "联系人和手机号" in again.get("/me/first/").content.decode()


def test_e03_the_initial_password_cannot_be_kept_nor_a_weak_one_chosen(newcomer):
    """Red when the first password may stay."""
    client = signed_in(newcomer)
    for password in (PASSWORD, newcomer.username, "12345678", "渝州新公司"):
        answer = choose(client, password)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()


def test_e03_a_phone_that_is_not_proven_is_not_kept_and_what_was_typed_is(newcomer):
    """Red when the code is not asked for; red when a mistake empties the form."""
    client = signed_in(newcomer)
    choose(client)
    answer = client.post("/me/first/", CONTACT | {"code": "000000"})
    assert answer.status_code == 422
    assert "财务部" in answer.content.decode()
    assert "验证码不对" in answer.content.decode()
    assert Account.objects.get(pk=newcomer.pk).phone == ""


def test_the_phone_is_sealed_at_rest_and_found_again_by_its_index(newcomer):
    """Red when the number stands in the table."""
    client = signed_in(newcomer)
    choose(client)
    client.post("/me/phone/code/", CONTACT)
    client.post("/me/first/", CONTACT | {"code": latest_code()})
    row = Account.objects.values().get(pk=newcomer.pk)
    assert PHONE not in str(row)
    assert Account.objects.get(phone_index=sealed.index(PHONE)).phone == PHONE


def test_a_browser_without_scripts_gets_its_code_and_keeps_what_was_typed(newcomer):
    client = signed_in(newcomer)
    choose(client)
    page = client.post("/me/phone/code/", CONTACT).content.decode()
    assert "验证码已发出" in page
    assert "财务部" in page
    assert "一分钟" in client.post("/me/phone/code/", CONTACT).content.decode()


def test_later_the_contact_changes_without_a_code_and_the_phone_only_with_one_and_the_password():
    """Red when a new phone needs no proof, or whoever finds an open session may take the account with a phone of theirs; red when the
    old phone is not told."""
    account = an_account("王经办", a_unit("渝州公司", None))
    client = signed_in(account)
    same = {"name": "李接手", "department": "办公室", "email": "", "phone": account.phone}
    assert client.post("/me/phone/", same).status_code == 302
    assert client.post("/me/phone/", same | {"phone": PHONE}).status_code == 422
    client.post("/me/phone/code/", same | {"phone": PHONE})
    new = same | {"phone": PHONE, "code": latest_code()}
    for password in ("", "wrong horse 4711"):
        answer = client.post("/me/phone/", new | {"password": password})
        assert (answer.status_code, "密码不对" in answer.content.decode()) == (422, True)
    assert client.post("/me/phone/", new | {"password": PASSWORD}).status_code == 302
    assert Account.objects.get(pk=account.pk).phone == PHONE
    told = Delivery.objects.latest("id").payload
    assert (sealed.opened(told["phone"]), "已更换" in sealed.opened(told["text"])) == (account.phone, True)


@pytest.mark.parametrize("typed", ["139-4364 8270", "１３９４３６４８２７０", "+86 139 4364 8270"])
def test_a_phone_is_taken_however_it_is_typed(newcomer, typed):
    """Red when the code and the account know the phone by different spellings, and when +86 makes it none."""
    client = signed_in(newcomer)
    choose(client)
    client.post("/me/phone/code/", CONTACT | {"phone": typed})
    assert client.post("/me/first/", CONTACT | {"phone": typed, "code": latest_code()}).status_code == 302
    assert Account.objects.get(pk=newcomer.pk).phone == "13943648270"
