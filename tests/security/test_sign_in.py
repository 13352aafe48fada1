"""S1–S3: no account opens by guessing, no page tells whether an account exists, guessing is slowed."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.ledger import log as ledger
from banshi.ledger.models import Event
from banshi.lib.actor import SYSTEM
from banshi.people.accounts import handing_out
from banshi.people.models import Account
from banshi.people.signing_in import passwords, waits
from tests.people.signing_in import DOOR, WRONG, captcha, knock, signed_in
from tests.people.situations import PACK, PASSWORD, a_code, a_group, a_unit, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return Account.objects.get(pk=a_group(levels=2).filer.own_account)


# S1 ------------------------------------------------------------------------------------------------------------------------------


def test_s01_initial_passwords_are_long_random_and_unambiguous():
    """Red when they are made from the code."""
    made = {passwords.issued() for _ in range(500)}
    assert len(made) == 500
    assert all(len(word) >= 12 and not set(word) & set("0O1lIi") for word in made)


def test_s01_no_account_opens_by_what_is_public_about_it():
    """Red when the initial password is the code, as the manual had it."""
    unit = a_unit("渝州猜测公司", None)
    slip = handing_out.issue_by_server(unit=unit, username=a_code(), name="", roles=(f"{PACK}/enterprise",))
    guesses = (slip.identifier, "123456", "12345678", slip.unit, "password", slip.identifier[:8])
    for number, guess in enumerate(guesses, start=1):
        assert knock(Client(REMOTE_ADDR=f"203.0.113.{number}"), slip.identifier, guess).status_code == 422
    assert knock(Client(), slip.identifier, slip.password).status_code == 302


@pytest.mark.parametrize(("days", "opens"), [(13, True), (15, False)])
def test_s01_an_initial_password_is_void_after_14_days(shift, days, opens):
    """Red when `may_sign_in` forgets `secret_until`."""
    account = an_account("王经办", a_unit("渝州公司", None), settled=False)
    shift(days * 86_400)
    assert knock(Client(), account.username).status_code == (302 if opens else 422)


def test_s01_an_initial_password_is_void_once_it_was_replaced():
    account = an_account("王经办", a_unit("渝州公司", None), settled=False)
    signed_in(account).post(
        "/me/password/", {"old": PASSWORD, "new": "本人自己想的长口令", "again": "本人自己想的长口令"}
    )
    first = {"step": "password", "old": PASSWORD, "new": "本人自己想的长口令", "again": "本人自己想的长口令"}
    assert signed_in(account).post("/me/first/", first).status_code == 302
    assert knock(Client(), account.username).status_code == 422


# S2 ------------------------------------------------------------------------------------------------------------------------------


def shape(answer) -> str:
    """A page without what differs from one showing to the next."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    page = re.sub(r"[0-9a-f]{40}", "", page)
    return re.sub(r'name="login"[^>]*', "", page)


def test_s02_a_wrong_password_and_an_unknown_account_get_the_same_answer(account):
    """Red when either answer has words of its own."""
    known, unknown = (knock(Client(), name, WRONG) for name in (account.username, a_code()))
    assert (known.status_code, shape(known)) == (unknown.status_code, shape(unknown))
    assert known.headers.keys() == unknown.headers.keys()


def test_s02_both_take_as_many_questions_and_as_much_hashing(account, monkeypatch):
    """Red when the password is hashed for known accounts only, or an event is written for them only."""
    hashed: list[str] = []

    def counted(method: str) -> None:
        real = getattr(Argon2PasswordHasher, method)

        def counting(*arguments: Any) -> Any:
            hashed.append(method)
            return real(*arguments)

        monkeypatch.setattr(Argon2PasswordHasher, method, counting)

    counted("encode")
    counted("verify")
    work = []
    for name in (account.username, a_code()):
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            knock(Client(), name, WRONG)
        work.append((len(queries), len(hashed)))
    assert work[0] == work[1]
    assert work[0][1] == 1


def test_s02_a_stopped_account_says_so_only_to_who_knows_its_password(account):
    """Red when being stopped is looked at before the password."""
    handing_out.set_active(account.username, False, by=SYSTEM)
    assert shape(knock(Client(), account.username, WRONG)) == shape(knock(Client(), a_code(), WRONG))
    assert "不能登录" in knock(Client(), account.username).content.decode()


def test_s02_a_wait_comes_for_unknown_accounts_too():
    """Red when only known accounts are counted."""
    name = a_code()
    client = Client()
    answers = [knock(client, name, WRONG) for _ in range(6)]
    assert "请 1 分钟后再试" in answers[-1].content.decode()


@pytest.mark.parametrize(("door", "initial"), [(DOOR, True), ("/s/account_matters/sign-in/", False)])
def test_s02_the_words_are_those_of_the_door_whatever_is_typed(shift, door: str, initial: bool):
    """Red when who has signed up reads of an initial password they never had, or a void one is told from a wrong one."""
    void = an_account("王经办", a_unit("渝州公司", None), settled=False)
    shift(15 * 86_400)
    seen = set()
    for name, password in ((void.username, PASSWORD), (void.username, WRONG), (a_code(), WRONG)):
        client = Client()
        seen.add(shape(client.post(door, captcha(client, door) | {"login": name, "password": password})))
    (page,) = seen
    assert ("账户或密码不对" in page, "可能已过 14 天" in page, "上级单位" in page) == (True, initial, initial)


# S3 ------------------------------------------------------------------------------------------------------------------------------


def test_s03_after_five_failures_one_waits_and_the_right_password_waits_too(account, shift):
    """Red when `require_try` lets the right password through."""
    client = Client()
    for _ in range(5):
        knock(client, account.username, WRONG)
    answer = knock(client, account.username)
    assert answer.status_code == 422
    assert "登录失败次数过多，请 1 分钟后再试。忘记密码" in answer.content.decode()
    shift(61)
    assert knock(client, account.username).status_code == 302


def test_s03_nobody_can_lock_a_company_out_of_its_own_computer(account):
    """Red when failures are counted by account alone: a stranger elsewhere fails, the company's own device goes on."""
    own = signed_in(account)
    own.post("/sign-out/")
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(9):
        knock(stranger, account.username, WRONG)
    assert knock(own, account.username).status_code == 302
    assert knock(Client(REMOTE_ADDR="198.51.100.7"), account.username).status_code == 302


def test_s03_even_from_the_same_address_a_known_device_goes_on(account):
    """Red when the device's cookie is not looked at."""
    own = signed_in(account)
    own.post("/sign-out/")
    for _ in range(9):
        knock(Client(), account.username, WRONG)
    assert knock(own, account.username).status_code == 302


def test_s03_one_users_failures_never_limit_another(account):
    """Red when failures are counted by address alone."""
    other = Account.objects.get(pk=a_group(levels=1).filer.own_account)
    client = Client()
    for _ in range(9):
        knock(client, account.username, WRONG)
    assert knock(client, other.username).status_code == 302


def test_s03_an_address_that_tries_many_accounts_waits_and_a_known_device_there_does_not(account, monkeypatch):
    """Red when only identifiers are counted: one password, tried on a thousand accounts. Red when the device's cookie is not looked at."""
    monkeypatch.setattr(waits, "FREE_TRIES_OF_AN_ADDRESS", 8)
    own = signed_in(account)
    own.post("/sign-out/")
    for _ in range(8):
        knock(Client(), a_code(), WRONG)
    answer = knock(Client(), an_account("周新来", a_unit("渝州邻居公司", None)).username)
    assert "这个网络今天登录失败的次数过多，请 1 分钟后再试" in answer.content.decode()
    assert knock(own, account.username).status_code == 302


def test_s03_signing_in_costs_the_address_nothing(account, monkeypatch):
    """Red when a right password is not given back: an office would be shut out in the course of a morning."""
    monkeypatch.setattr(waits, "FREE_TRIES_OF_AN_ADDRESS", 2)
    for _ in range(4):
        assert knock(Client(), account.username).status_code == 302


def test_s03_every_failure_is_in_the_log_without_what_was_typed(account):
    """Red when failures are not noted, or the identifier or password is."""
    before = Event.objects.filter(kind="sign_in_failed").count()
    knock(Client(REMOTE_ADDR="203.0.113.9"), account.username, WRONG)
    event = ledger.page(ledger.Wanted(kind="sign_in_failed"))[0]
    assert Event.objects.filter(kind="sign_in_failed").count() == before + 1
    assert event.actor["address"] == "203.0.113.9"
    assert account.username not in str(event)
    assert WRONG not in str(event)


# How people type -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typing", ["{0}-{1}", "{0}{1}", " {0} - {1} ", "{0}－{1}"])
def test_p01_a_code_may_be_typed_with_hyphen_spaces_and_small_letters(account, typing):
    code = account.username
    assert knock(Client(), typing.format(code[:8], code[8]).lower()).status_code == 302


def test_p01_a_mistyped_code_is_said_whether_there_is_such_an_account_or_not(account):
    """Red when the check digit is only looked at for accounts that exist."""
    mistyped = account.username[:8] + ("0" if account.username[8] != "0" else "1")
    assert "校验位不对" in knock(Client(), mistyped).content.decode()


def test_what_was_typed_is_kept_and_the_password_is_not(account):
    page = knock(Client(), "chenchu", WRONG).content.decode()
    assert 'value="chenchu"' in page
    assert WRONG not in page


def test_s12_s15_no_sign_in_from_elsewhere_and_none_to_elsewhere(account):
    """Red without the CSRF token; red when `next` may name a host."""
    hostile = Client(enforce_csrf_checks=True)
    assert hostile.post(DOOR, {"login": account.username, "password": PASSWORD}).status_code == 403
    for place in ("https://evil.example/", "//evil.example/", "http://localhost:1/", "javascript:alert(1)"):
        assert knock(Client(), account.username, next=place).headers["Location"] == f"/s/{PACK}/"
    assert knock(Client(), account.username, next="/notices/").headers["Location"] == "/notices/"
