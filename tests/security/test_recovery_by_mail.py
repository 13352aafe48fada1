"""找回密码 by the mailbox a person has proven: the same for everybody who asks, once, not for long, and told (S2, S4, S6, S12)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.ledger import queries as ledger
from banshi.people.models import Account
from banshi.people.signing_in import mail_links
from tests.people.disputing import told
from tests.people.newcomers import PACK, PASSWORD, Newcomer, a_person, letters, the_hall
from tests.people.signing_in import captcha, is_in, knock
from tests.people.situations import a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
DOOR = f"/s/{PACK}/recover/"
NEW = "江边慢跑的人 4711"


@pytest.fixture
def who() -> Newcomer:
    """Somebody who has signed up, and is in."""
    the_hall()
    return a_person()


def ask(client: Client, identifier: str) -> Any:
    """【发送邮件】, with a right captcha."""
    return client.post(DOOR, captcha(client, DOOR) | {"login": identifier, "by_mail": "1"})


def link() -> str:
    """The address the latest letter brings, without its host."""
    return re.findall(r"http://[^/\s]+(\S+)", letters()[-1][1])[0]


def choose(path: str, new: str = NEW, again: str = "") -> Any:
    """A new password at the link."""
    return Client().post(path, {"new": new, "again": again or new})


def test_s06_whoever_has_the_mailbox_chooses_a_new_password(who: Newcomer) -> None:
    """Red when a session goes on, the phone is not told, the link is good twice, or the letter of the sign-up keeps this one back."""
    assert ask(Client(), who.phone).status_code == 302
    assert letters()[-1][0] == who.email
    assert choose(link()).status_code == 302
    assert not is_in(who.client)
    assert knock(Client(), who.username, PASSWORD).status_code == 422
    assert knock(Client(), who.username, NEW).status_code == 302
    assert "邮箱验证" in told("password_recovered")[who.phone]
    assert choose(link(), "another one 99").status_code == 409
    page = Client().get(link()).content.decode()
    assert ("已经用过" in page, "没有改动" in page) == (True, False)
    account = Account.objects.get(username=who.username)
    assert "password_recovered" in [event.kind for event in ledger.history(f"account:{account.pk}")]


def test_s02_no_answer_tells_whether_there_is_such_an_account(who: Newcomer, shift) -> None:
    """Red when either has words or work of its own; a unit's account has proven no mailbox, and gets no letter."""
    shift(61)
    unit = an_account("王经办", a_unit("渝州公司", None))
    Account.objects.filter(pk=unit.pk).update(email="unit@example.cn")
    seen, before = [], len(letters())
    for number, name in enumerate((who.username, "nobody_there", unit.username)):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        client.get(DOOR)
        with CaptureQueriesContext(connection) as asking:
            answer = ask(client, name)
        page = client.get(answer.headers["Location"]).content.decode()
        seen.append((answer.status_code, "如果这个账户存在" in page, len(asking)))
    assert len(set(seen)) == 1
    assert len(letters()) == before + 1


def test_s04_a_mailbox_is_not_flooded_and_nobody_is_told_so(who: Newcomer, shift, monkeypatch) -> None:
    """Red when each press sends a letter, or the one who presses learns that one was sent before; red when a letter for one thing stops
    another, or an address sends without end."""
    monkeypatch.setattr(mail_links, "A_DAY_OF_AN_ADDRESS", 20)
    shift(61)
    before = len(letters())
    statuses = {ask(Client(REMOTE_ADDR=f"203.0.113.{each}"), who.username).status_code for each in range(3)}
    assert (statuses, len(letters())) == ({302}, before + 1)
    prober = Client(REMOTE_ADDR="203.0.113.99")
    asked = [ask(prober, f"nobody{each}").status_code for each in range(21)]
    assert asked == [302] * 20 + [429]
    newcomer = Newcomer(email=who.email)
    newcomer.first(code=newcomer.ask_code())
    assert newcomer.second().status_code == 302


def test_s12_looking_at_the_link_changes_nothing_and_an_hour_ends_it(who: Newcomer, shift) -> None:
    """Red when a scanner that fetches links uses one up, a mistake does, or a link is good for long."""
    shift(61)
    ask(Client(), who.username)
    assert Client().get(link()).status_code == 200
    assert choose(link(), NEW, "other").status_code == 422
    assert choose(link(), "12345678").status_code == 422
    assert knock(Client(), who.username, PASSWORD).status_code == 302
    shift(3601)
    assert Client().get(link()).status_code == 410
    assert choose(link()).status_code == 409


def test_a_link_for_one_thing_does_no_other(who: Newcomer, shift) -> None:
    """Red when a letter that confirms a new mailbox sets a password, or the other way round."""
    shift(61)
    ask(Client(), who.username)
    token = link().strip("/").split("/")[-1]
    assert Client().post(f"/mailbox/{token}/").status_code == 409
    who.client.post("/me/profile/mailbox/", {"email": "new@example.cn", "password": PASSWORD})
    token = link().strip("/").split("/")[-1]
    assert choose(f"{DOOR}link/{token}/").status_code == 409


def test_a_mailbox_that_is_no_longer_the_accounts_opens_nothing(who: Newcomer, shift) -> None:
    """Red when a letter to the old mailbox still sets a password."""
    shift(61)
    ask(Client(), who.username)
    Account.objects.filter(username=who.username).update(email="moved@example.cn")
    assert choose(link()).status_code == 409


def test_a_door_without_sign_up_sends_no_letters() -> None:
    """Red when accounts of units are opened by a mailbox nobody has proven."""
    assert "发送邮件" not in Client().get("/s/property_rights/recover/").content.decode()
