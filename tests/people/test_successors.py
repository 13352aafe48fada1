"""移交账户: the next person begins anew, and the past stays with who did it."""

import re

import pytest
from django.test import Client

from banshi.cases import queries
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.people.models import Account, Plea
from banshi.people.signing_in import second_factor
from tests.people import situations as people
from tests.people.signing_in import is_in, knock, signed_in
from tests.people.situations import PASSWORD, a_unit, an_account
from tests.situations import a_case, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
PHONE = "13700001234"


@pytest.fixture
def account() -> Account:
    return an_account("王经办", a_unit("渝州公司", None))


def give(client: Client, **more: str):
    return client.post("/me/transfer/", {"phone": PHONE, "password": PASSWORD} | more)


def test_the_holder_hands_the_account_over_and_is_out(account):
    """Red when the holder's sessions go on, the old password opens, or either is not told."""
    here, elsewhere = signed_in(account), signed_in(account)
    answer = give(here)
    slip = re.findall(r'mono">([^<]+)<', answer.content.decode())
    assert slip[0] == account.username
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert knock(Client(), account.username).status_code == 422
    sent = Delivery.objects.filter(event__kind="transferred")
    assert {sealed.opened(each.payload["phone"]) for each in sent} == {account.phone, PHONE}
    newcomer = Client()
    assert knock(newcomer, account.username, slip[1]).status_code == 302
    assert newcomer.get("/me/password/").headers["Location"] == "/me/first/"


def test_the_old_phone_no_longer_opens_it(account):
    """Red when the account keeps the phone: its old holder could choose a new password by SMS."""
    give(signed_in(account))
    now = Account.objects.get(pk=account.pk)
    assert (now.phone_sealed, now.phone_index) == ("", "")


@pytest.mark.parametrize("wrong", [{"phone": "123"}, {"password": "wrong horse 4711"}])
def test_it_takes_a_phone_and_ones_own_password(account, wrong):
    """Red when a page left open is enough."""
    here = signed_in(account)
    assert give(here, **wrong).status_code == 422
    assert is_in(here)


def test_what_was_done_stays_with_who_did_it():
    """Red when the history asks the account for its name today."""
    group = a_group()
    ref = a_case(group, "under_review")
    account = group.account("王经办")
    account.set_password(PASSWORD)
    account.save()
    assert give(signed_in(account)).status_code == 200
    lines = queries.history(queries.case_for(group.actor("李审核"), ref))
    assert {line.person for line in lines} == {"王经办"}
    assert Account.objects.get(pk=account.pk).name != "王经办"


def test_the_administrator_transfers_what_its_holder_left_behind(account, monkeypatch):
    """Red when the holder's password, phone or sessions survive, or an account that decides can be given to another."""
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    here = signed_in(account)
    officer = Account.objects.get(pk=people.a_group(levels=1).officer.own_account)
    secadmin = signed_in(an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin"))

    def press(username: str):
        return secadmin.post(f"/console/accounts/{username}/transfer/", {"token": new_token()})

    assert "密码单" in press(account.username).content.decode()
    assert not is_in(here)
    assert Account.objects.get(pk=account.pk).phone_sealed == ""
    assert press(officer.username).status_code == 403


# A unit above asks ---------------------------------------------------------------------------------------------------------------


def ask_above(client: Client, username: str, ground: str = "原填报人已离职，电话 023-60000000"):
    return client.post("/me/successor-below/", {"login": username, "ground": ground, "token": new_token()})


def test_a_unit_above_asks_for_a_successor_and_two_administrators_still_decide():
    """Red when a superior's word changes the account at once, the holder is not told, or it can be asked for twice."""
    group = a_group()
    holder, superior = group.account("王经办"), group.account("李审核")
    before, client = holder.password, at_home(group, "李审核")
    assert ask_above(client, group.names["王经办"].lower(), ground=" ").status_code == 422
    assert ask_above(client, group.names["王经办"].lower()).status_code == 302
    plea = Plea.objects.get()
    assert (plea.kind, plea.username, plea.proven, plea.phone) == ("successor", holder.username, False, superior.phone)
    assert plea.ground.startswith("上级单位“")
    told = Delivery.objects.filter(event__stream=f"plea:{plea.pk}").get()
    assert sealed.opened(told.payload["phone"]) == holder.phone
    assert Account.objects.get(pk=holder.pk).password == before
    again = ask_above(client, holder.username)
    assert again.status_code == 422
    assert "正在办理" in again.content.decode()


def test_nobody_asks_for_an_account_that_is_not_below():
    """Red when the account of a unit above, beside, or one's own is taken, or the words tell whether there is such an account."""
    group = a_group()
    client = at_home(group, "李审核")
    others = [group.names[name] for name in ("赵主管", "张旁人", "李审核")]
    told = {ask_above(client, name).content.decode().split("login-problem")[-1] for name in [*others, "zhangsan"]}
    assert not Plea.objects.exists()
    assert len(told) == 1
    assert at_home(group, "王经办").get("/me/successor-below/").status_code == 404
