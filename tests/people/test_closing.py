"""下载我的信息 and 注销账户 (个人信息保护法 第四十五条, 第四十七条)."""

import json
from typing import Any

import pytest
from django.test import Client

from banshi.cases import leaving
from banshi.ledger.models import Delivery
from banshi.people.models import Account, Person, Subscription
from banshi.people.sso import signing_out
from tests.people.newcomers import PASSWORD, Newcomer, a_person, the_hall
from tests.people.signing_in import knock
from tests.people.sso.platform import HEARS, ORIGIN, Platform, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
DATA, CLOSE = "/me/profile/data/", "/me/profile/close/"


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def who() -> Newcomer:
    """Somebody who has signed up, and is in."""
    return a_person()


def test_article_45_everything_known_of_a_person_is_theirs_to_take(who: Newcomer) -> None:
    """Red when something is left out or masked, or comes without the password."""
    assert who.client.post(DATA, {"password": "x"}).status_code == 422
    who.client.post("/me/matters/subscribe/", {"matter": "property_rights/occupy"})
    answer = who.client.post(DATA, {"password": PASSWORD})
    assert answer.headers["Cache-Control"] == "no-store"
    said = json.loads(answer.content)
    assert (said["姓名"], said["证件号码"], said["手机号"]) == ("林甜", who.number, who.phone)
    assert (said["电子邮箱"], said["所在地区"], said["办件"]) == (who.email, "500103", [])
    assert said["开通事项"] == [{"事项": "property_rights/occupy", "老账户": ""}]


def test_article_47_a_closed_account_opens_nothing_and_frees_what_it_held(who: Newcomer, shift) -> None:
    """Red when a session or the password still opens, the number stays taken, or the name is lost from what happened."""
    elsewhere = Client()
    knock(elsewhere, who.phone, PASSWORD)
    who.client.post("/me/matters/subscribe/", {"matter": "property_rights/occupy"})
    wrong = {"closing_password": "x", "sure": "1"}
    assert who.client.post(CLOSE, wrong).status_code == 422
    assert who.client.post(CLOSE, {"closing_password": PASSWORD}).status_code == 422
    assert who.client.post(CLOSE, wrong | {"closing_password": PASSWORD}).status_code == 302
    assert elsewhere.get("/me/profile/").status_code == 302
    for typed in (who.username, who.phone):
        assert knock(Client(), typed, PASSWORD).status_code == 422
    account = Account.objects.get(username=who.username)
    assert (account.name, account.phone, account.email, account.is_active) == ("林甜", "", "", False)
    assert not Person.objects.filter(account=account).exists()
    assert not Subscription.objects.filter(account=account).exists()
    shift(61)
    Newcomer(phone=who.phone, number=who.number, username=f"{who.username}b").sign_up()


def test_article_47_platforms_hear_that_they_have_left(who: Newcomer, settings: Any) -> None:
    """Red when the account ends here and its session there goes on."""
    settings.PLATFORM_ORIGINS = [ORIGIN]
    Platform(registered(hears=HEARS)).code(who.client)
    who.client.post(CLOSE, {"closing_password": PASSWORD, "sure": "1"})
    assert Delivery.objects.filter(to=signing_out.TO).count() == 1


def test_article_47_several_may_close_theirs(who: Newcomer) -> None:
    """Red when the empty phone of one closed account stands in the way of the next."""
    other = Newcomer()
    other.sign_up()
    knock(other.client, other.username, PASSWORD)
    for each in (who, other):
        assert each.client.post(CLOSE, {"closing_password": PASSWORD, "sure": "1"}).status_code == 302


def test_an_account_with_an_open_case_stays(who: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the account goes, and its case stays with nobody."""
    monkeypatch.setattr(leaving, "still_open", lambda by: 2)
    answer = who.client.post(CLOSE, {"closing_password": PASSWORD, "sure": "1"})
    assert answer.status_code == 409
    assert "还有 2 件没有办结" in answer.content.decode()
    assert Account.objects.get(username=who.username).is_active


def test_what_refuses_a_password_stands_at_the_one_that_was_typed(who: Newcomer) -> None:
    """Red when one of the two forms says what the other was told, or the tick is lost."""
    wrong = {"closing_password": "x", "password": "x", "sure": "1"}
    for words in ["密码不对"] * 5 + ["密码输错次数过多"]:
        page = who.client.post(CLOSE, wrong).content.decode()
        assert f'<p class="problem" id="closing_password-problem" role="alert">{words}' in page
        assert '<p class="problem" id="password-problem" role="alert"></p>' in page
        assert 'aria-describedby="sure-problem" checked' in page
    page = who.client.post(DATA, wrong).content.decode()
    assert '<p class="problem" id="password-problem" role="alert">密码输错次数过多' in page
    assert '<p class="problem" id="closing_password-problem" role="alert"></p>' in page
