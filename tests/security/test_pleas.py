"""登录求助: a lost phone or authenticator, a holder who is gone. Two administrators decide, and nobody learns whether there is such an
account."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.people.models import Account, Confirmation, Plea
from banshi.people.signing_in import second_factor
from tests.people.signing_in import WRONG, captcha, is_in, knock, sent_code, signed_in
from tests.people.situations import PACK, PASSWORD, a_code, a_group, a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
DOOR = f"/s/{PACK}/plea/"
NEW_PHONE = "13700001234"
PROOF = "渝州公司办〔2026〕7 号，电话 023-60000000"


@pytest.fixture
def account() -> Account:
    """Somebody of a unit without others below."""
    return an_account("王经办", a_unit("渝州公司", None))


@pytest.fixture
def secadmin() -> Client:
    return signed_in(an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin"))


@pytest.fixture
def sysadmin() -> Client:
    return signed_in(an_account("系统管理员", a_unit("平台运行管理中心", None), "system_admin"))


def write(client: Client, identifier: str, **more: str) -> Any:
    """The first page, with a right captcha."""
    typed = {"kind": "phone", "login": identifier, "password": PASSWORD, "name": "王经办", "phone": NEW_PHONE}
    return client.post(DOOR, captcha(client, DOOR) | typed | more)


def plead(identifier: str, place: str = "203.0.113.1", **more: str) -> int:
    """A whole plea; its number."""
    client = Client(REMOTE_ADDR=place)
    assert write(client, identifier, **more).headers["Location"] == f"{DOOR}code/"
    assert client.post(f"{DOOR}code/", {"code": sent_code()}).headers["Location"] == f"/s/{PACK}/sign-in/"
    return Plea.objects.latest("id").pk


def press(client: Client, path: str) -> Any:
    return client.post(path, {"token": new_token()})


def granted(secadmin: Client, sysadmin: Client, number: int) -> Any:
    """Both administrators say yes; the answer that carries it out."""
    press(secadmin, f"/console/pleas/{number}/grant/")
    confirmation = Confirmation.objects.get(plea=number, closed_at=None).pk
    sysadmin.post(f"/console/confirmations/{confirmation}/confirm/")
    return press(secadmin, f"/console/pleas/{number}/grant/")


def told(kind: str) -> dict[str, str]:
    """Who was told what in the deliveries of the latest event of that kind: words by phone."""
    sent = Delivery.objects.filter(event__kind=kind, to="sms.sealed")
    return {sealed.opened(each.payload["phone"]): sealed.opened(each.payload["text"]) for each in sent}


def test_a_lost_phone_is_replaced_once_two_administrators_agree(
    account: Account, secadmin: Client, sysadmin: Client
) -> None:
    """Red when one is enough, when sessions go on, when the old phone is not told, or when there is no event."""
    here, before = signed_in(account), account.phone
    number = plead(account.username)
    assert list(told("asked")) == [before]
    press(secadmin, f"/console/pleas/{number}/grant/")
    press(secadmin, f"/console/pleas/{number}/grant/")
    assert Account.objects.get(pk=account.pk).phone == before
    granted(secadmin, sysadmin, number)
    assert Account.objects.get(pk=account.pk).phone == NEW_PHONE
    assert not is_in(here)
    assert told("phone_replaced").keys() == {before, NEW_PHONE}
    assert "已办理" in told("granted")[NEW_PHONE]
    assert [event.kind for event in ledger.history(f"plea:{number}")] == ["asked", "granted"]
    assert knock(Client(), account.username).status_code == 302


def test_a_lost_authenticator_is_taken_away(secadmin: Client, sysadmin: Client) -> None:
    """Red when the recovery codes stay, or the session."""
    officer = Account.objects.get(pk=a_group(levels=1).officer.own_account)
    TOTP.activate(officer, second_factor.new_secret())
    second_factor.recovery_codes(officer)
    granted(secadmin, sysadmin, plead(officer.username, kind="authenticator", phone=officer.phone))
    assert not Authenticator.objects.filter(user=officer).exists()


def test_a_successor_gets_a_slip_and_begins_anew(account: Account, secadmin: Client, sysadmin: Client) -> None:
    """Red when the old password still opens, or the first sign-in is passed by."""
    number = plead(account.username, kind="successor", password="", name="冯接任", ground=PROOF)
    assert "密码单" in granted(secadmin, sysadmin, number).content.decode()
    assert knock(Client(), account.username).status_code == 422
    now = Account.objects.get(pk=account.pk)
    assert (now.phone, now.name, now.settled_at) == ("", "渝州公司", None)


def test_an_officers_account_is_nobody_elses(secadmin: Client) -> None:
    """Red when an account that decides may be transferred: the log would show one person for two."""
    officer = Account.objects.get(pk=a_group(levels=1).officer.own_account)
    number = plead(officer.username, kind="successor", password="", ground=PROOF)
    answer = press(secadmin, f"/console/pleas/{number}/grant/")
    assert (answer.status_code, "不能移交" in answer.content.decode()) == (403, True)
    assert not Confirmation.objects.exists()


def test_a_yes_is_for_that_plea(account: Account, secadmin: Client, sysadmin: Client) -> None:
    """S30. Red when a confirmation is found by user name alone: a second plea, with another phone, would be granted by it."""
    first, second = plead(account.username), plead(account.username, place="203.0.113.2", phone="13700005678")
    press(secadmin, f"/console/pleas/{first}/grant/")
    sysadmin.post(f"/console/confirmations/{Confirmation.objects.get(closed_at=None).pk}/confirm/")
    press(secadmin, f"/console/pleas/{second}/grant/")
    assert Account.objects.get(pk=account.pk).phone == account.phone


def test_a_request_nobody_confirmed_may_be_made_again(account: Account, secadmin: Client, shift: Any) -> None:
    """Red when an old confirmation hides the button: the plea could neither be granted nor asked for."""
    number = plead(account.username)
    press(secadmin, f"/console/pleas/{number}/grant/")
    assert "等系统管理员确认" in secadmin.get("/console/pleas/").content.decode()
    shift(8 * 86_400)
    again = signed_in(Account.objects.get(name="安全管理员"))
    assert ">同意<" in again.get("/console/pleas/").content.decode()


def test_what_is_refused_changes_nothing_and_is_told(account: Account, secadmin: Client) -> None:
    """Red when the asker hears nothing, or it can be decided twice."""
    number = plead(account.username)
    press(secadmin, f"/console/pleas/{number}/refuse/")
    assert "未予办理" in told("refused")[NEW_PHONE]
    assert press(secadmin, f"/console/pleas/{number}/grant/").status_code == 409
    assert Account.objects.get(pk=account.pk).phone == account.phone


def test_s02_no_answer_tells_whether_there_is_such_an_account(account: Account, secadmin: Client) -> None:
    """Red when either has words, steps or statements of its own, with a password or without."""
    for typed in ({"password": WRONG}, {"password": "", "ground": PROOF}):
        seen = []
        for place, name in enumerate((account.username, a_code())):
            client = Client(REMOTE_ADDR=f"203.0.113.{place + 10}")
            client.get(DOOR)
            with CaptureQueriesContext(connection) as asking:
                answer = write(client, name, phone=f"1370000{place}{len(typed)}00", **typed)
            code = sent_code() if answer.status_code == 302 else ""
            with CaptureQueriesContext(connection) as proving:
                after = client.post(f"{DOOR}code/", {"code": code})
            seen.append(
                (
                    answer.status_code,
                    "账户或密码不对" in answer.content.decode(),
                    len(asking),
                    after.status_code,
                    len(proving),
                )
            )
        assert seen[0] == seen[1]
    assert "没有这个账户" in secadmin.get("/console/pleas/").content.decode()


def test_s03_passwords_cannot_be_tried_here_instead(account: Account) -> None:
    """Red without `require_password_try`: the door of this page would have no wait."""
    client = Client()
    for _ in range(5):
        assert write(client, account.username, password=WRONG).status_code == 422
    assert "请 1 分钟后再试" in write(client, account.username).content.decode()
    assert "请 1 分钟后再试" in knock(client, account.username).content.decode()


def test_s03_a_right_password_here_does_not_renew_the_tries_of_codes() -> None:
    """Red when the page forgets the tries: who knows a password could try codes of its authenticator for ever."""
    officer = Account.objects.get(pk=a_group(levels=1).officer.own_account)
    TOTP.activate(officer, second_factor.new_secret())
    client = Client()
    knock(client, officer.username)
    for _ in range(3):
        client.post("/sign-in/code/", {"code": "000000"})
    assert write(Client(), officer.username).status_code == 302
    client.post("/sign-in/code/", {"code": "000000"})
    assert "分钟后再试" in client.post("/sign-in/code/", {"code": "000000"}).content.decode()


@pytest.mark.parametrize("missing", [{"kind": ""}, {"login": ""}, {"name": " "}, {"phone": "123"}, {"password": ""}])
def test_what_is_missing_is_named_and_what_was_typed_is_kept(account: Account, missing: dict[str, str]) -> None:
    """Red when a plea without a proof, or without a way to reach the asker, goes on."""
    answer = write(Client(), account.username, **missing)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.content.decode()
    assert not Plea.objects.exists()


def test_a_step_cannot_be_left_out(account: Account) -> None:
    """Red when the second page does not look at the first, or a wrong code passes."""
    client = Client()
    assert client.post(f"{DOOR}code/", {"code": "000000"}).headers["Location"] == DOOR
    write(client, account.username)
    assert client.post(f"{DOOR}code/", {"code": "00000"}).status_code == 422
    assert not Plea.objects.exists()


def test_s24_the_phone_rests_sealed(account: Account) -> None:
    """Red when the session or the table holds it in clear."""
    client = Client()
    write(client, account.username)
    assert NEW_PHONE not in str(dict(client.session))
    plead(account.username, place="203.0.113.7", phone="13700009999")
    assert "13700009999" not in str(Plea.objects.values().latest("id"))
