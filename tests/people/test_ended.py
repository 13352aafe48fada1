"""An account that has ended for good stays ended: nobody restores it, gives it a password or a role again."""

from collections.abc import Callable

import pytest

from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people import queries
from banshi.people.accounts import appointing, handing_out
from banshi.people.models import Account
from tests.people.merging import OTHER, browser, merge, two_accounts
from tests.people.newcomers import PASSWORD, a_person, the_hall
from tests.people.signing_in import signed_in
from tests.people.situations import a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


@pytest.fixture
def keeper() -> Account:
    """The security administrator."""
    return an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin")


def closed() -> str:
    """The user name of an account its person has closed."""
    the_hall()
    who = a_person()
    assert who.client.post("/me/profile/close/", {"closing_password": PASSWORD, "sure": "1"}).status_code == 302
    return who.username


def merged() -> str:
    """The user name of an account that went into its person's other one."""
    place = two_accounts()
    merge(browser(place, "林甜"), place, OTHER)
    return place.usernames[OTHER]


WAYS: dict[str, Callable[[str, Actor], object]] = {
    "enable": lambda username, by: handing_out.set_active(username, True, token=new_token(), by=by),
    "reissue": lambda username, by: handing_out.reissue(username, deciding=(), token=new_token(), by=by),
    "give_role": lambda username, by: appointing.give_role(
        username, "account_matters/officer", deciding=(), token=new_token(), by=by
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("ended", "words"), [(closed, "已经注销"), (merged, "已并入本人的账户")])
def test_nothing_brings_an_ended_account_back(keeper: Account, ended: Callable[[], str], words: str, way: str) -> None:
    """S28: a number that was given up may be somebody else's by now. Red when only a stopped account is asked for."""
    username = ended()
    with pytest.raises(Conflict, match=words):
        WAYS[way](username, queries.actor_for(keeper))
    account = Account.objects.get(username=username)
    assert (account.is_active, account.has_usable_password()) == (False, False)


@pytest.mark.parametrize(("ended", "state"), [(closed, "已注销"), (merged, "已合并")])
def test_the_page_of_an_ended_account_offers_nothing(keeper: Account, ended: Callable[[], str], state: str) -> None:
    """Red when it says 已停用 and 【恢复使用】 is there."""
    page = signed_in(keeper).get(f"/console/accounts/{ended()}/").content.decode()
    assert state in page
    assert "不能再恢复" in page
    assert "恢复使用" not in page


def test_an_account_that_was_only_stopped_comes_back(keeper: Account) -> None:
    """Red when every account that is not active is taken for one that has ended."""
    the_hall()
    who, client = a_person(), signed_in(keeper)
    for step in ("stop", "start"):
        assert client.post(f"/console/accounts/{who.username}/{step}/", {"token": new_token()}).status_code == 302
    assert Account.objects.get(username=who.username).is_active
