"""找回密码: by the phone an account has proven, and without telling anybody whether there is such an account."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.lib.actor import SYSTEM
from banshi.people.accounts import handing_out
from banshi.people.models import Account
from tests.people.signing_in import captcha, is_in, knock, sent_code, signed_in
from tests.people.situations import PACK, PASSWORD, a_code, a_unit, an_account

pytestmark = pytest.mark.django_db
DOOR = f"/s/{PACK}/recover/"
NEW = "江边慢跑的人 4711"


@pytest.fixture
def account() -> Account:
    """Somebody of a unit without others below."""
    return an_account("王经办", a_unit("渝州公司", None))


def ask(client: Client, identifier: str) -> Any:
    """The first step, with a right captcha."""
    return client.post(DOOR, captcha(client, DOOR) | {"login": identifier})


def prove(client: Client, code: str) -> Any:
    """The second."""
    return client.post(f"{DOOR}code/", {"code": code})


def choose(client: Client, new: str = NEW, again: str = "") -> Any:
    """The third."""
    return client.post(f"{DOOR}password/", {"new": new, "again": again or new})


def proven(account: Account) -> Client:
    """A browser that has come as far as the new password."""
    client = Client()
    ask(client, account.username)
    assert prove(client, sent_code()).headers["Location"] == f"{DOOR}password/"
    return client


def test_whoever_holds_the_phone_chooses_a_new_password(account: Account) -> None:
    """Red when sessions of before go on, when nobody is told, or when there is no event."""
    elsewhere = signed_in(account)
    client = proven(account)
    assert choose(client).headers["Location"] == f"/s/{PACK}/sign-in/"
    assert not is_in(elsewhere)
    assert not is_in(client)
    assert knock(Client(), account.username).status_code == 422
    assert knock(Client(), account.username, NEW).status_code == 302
    told = Delivery.objects.filter(event__kind="password_recovered").latest("id").payload
    assert sealed.opened(told["phone"]) == account.phone
    assert "重新设置" in sealed.opened(told["text"])
    assert ledger.history(f"account:{account.pk}")[-2].kind == "password_recovered"


def test_no_answer_tells_whether_there_is_such_an_account(account: Account) -> None:
    """Red when either has words, steps or work of its own."""
    seen = []
    for number, name in enumerate((account.username, a_code())):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        client.get(DOOR)
        with CaptureQueriesContext(connection) as asking:
            answer = ask(client, name)
        page = client.get(f"{DOOR}code/").content.decode()
        with CaptureQueriesContext(connection) as proving:
            wrong = prove(client, "00000")
        words = "验证码不对" in wrong.content.decode()
        seen.append(
            (answer.status_code, "如果这个账户存在" in page, len(asking), wrong.status_code, words, len(proving))
        )
    assert seen[0] == seen[1]
    assert seen[0][4]


def test_asking_again_tells_nothing_either(account: Account) -> None:
    """Red when the phone's own limit is told: it would say that somebody else has asked for this account."""
    for number, name in enumerate((account.username, account.username, a_code())):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        assert [ask(client, name).status_code for _ in range(2)] == [302, 429]


@pytest.mark.parametrize("state", ["stopped", "reissued", "unsettled"])
def test_some_accounts_are_not_recovered(account: Account, state: str) -> None:
    """Red when a stopped account gets a code, or one whose key was issued anew because the phone was lost."""
    if state == "stopped":
        handing_out.set_active(account.username, False, by=SYSTEM)
    elif state == "reissued":
        handing_out.reissue(account.username, deciding=(), by=SYSTEM)
    else:
        Account.objects.filter(pk=account.pk).update(settled_at=None)
    before = Delivery.objects.count()
    assert ask(Client(), account.username).status_code == 302
    assert Delivery.objects.count() == before


def test_a_step_cannot_be_left_out(account: Account) -> None:
    """Red when a page does not look at what was reached."""
    client = Client()
    assert choose(client).headers["Location"] == DOOR
    assert prove(client, "000000").headers["Location"] == DOOR
    ask(client, account.username)
    assert choose(client).headers["Location"] == DOOR
    assert knock(Client(), account.username, NEW).status_code == 422


def test_a_proof_is_for_one_account(account: Account) -> None:
    """Red when what was proven is not tied to whose it was: one's own phone would open everybody's account."""
    other = an_account("张旁人", a_unit("江北公司", None))
    client = proven(account)
    session = client.session
    session["recovering"] = other.username
    session.save()
    assert choose(client).headers["Location"] == DOOR
    assert knock(Client(), other.username, NEW).status_code == 422


def test_a_proof_ends_with_the_password_and_after_ten_minutes(account: Account, shift: Any) -> None:
    """Red when the password may have been changed meanwhile, or the page stand open all day."""
    late, overtaken = proven(account), Client()
    shift(601)
    assert choose(late).headers["Location"] == DOOR
    overtaken = proven(account)
    own = signed_in(account)
    own.post("/me/password/", {"old": PASSWORD, "new": "山城步道上的灯 99", "again": "山城步道上的灯 99"})
    assert choose(overtaken).headers["Location"] == DOOR
    assert knock(Client(), account.username, "山城步道上的灯 99").status_code == 302


def test_a_bad_password_is_told_and_another_may_be_chosen(account: Account) -> None:
    """Red when the proof is gone with the first mistake, or the old password passes."""
    client = proven(account)
    for new, again in ((PASSWORD, ""), ("12345678", ""), (NEW, "别的")):
        assert choose(client, new, again).status_code == 422
    assert choose(client).status_code == 302


def test_without_a_right_captcha_nothing_is_sent(account: Account) -> None:
    """Red when the captcha is not looked at."""
    before = Delivery.objects.count()
    client = Client()
    answer = client.post(DOOR, captcha(client, DOOR) | {"login": account.username, "captcha": "?"})
    assert (answer.status_code, Delivery.objects.count()) == (422, before)
