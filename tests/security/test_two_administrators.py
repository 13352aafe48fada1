"""S30: whoever hands out keys cannot make or take over an account that decides without a second administrator."""

from datetime import timedelta

import pytest
from django.test import Client

from banshi.ledger import clock
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.people.models import Account, Confirmation, Organisation
from tests.people.signing_in import knock, signed_in
from tests.people.situations import PACK, PASSWORD, Group, a_group, a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
OFFICER = f"{PACK}/agency_officer"


@pytest.fixture
def group() -> Group:
    return a_group(levels=2)


@pytest.fixture
def secadmin() -> Client:
    return signed_in(an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin"))


@pytest.fixture
def sysadmin() -> Client:
    return signed_in(an_account("系统管理员", a_unit("平台运行管理中心", None), "system_admin"))


def press(client: Client, path: str, **typed: str):
    return client.post(path, typed | {"token": new_token()})


def issue(client: Client, group: Group, name: str = "吴管"):
    code = Organisation.objects.get(pk=group.agency).code
    return press(client, "/console/accounts/issue/", unit=code, username="wuguan", name=name, role=OFFICER)


def number() -> int:
    return Confirmation.objects.get(closed_at=None).pk


def test_an_account_that_decides_is_issued_only_once_another_has_confirmed(group, secadmin, sysadmin):
    """Red when `confirmations.given` says yes to everybody."""
    assert issue(secadmin, group).headers["Location"] == "/console/confirmations/"
    issue(secadmin, group)
    assert not Account.objects.filter(username="wuguan").exists()
    assert "吴管" in sysadmin.get("/console/confirmations/").content.decode()
    assert sysadmin.post(f"/console/confirmations/{number()}/confirm/").status_code == 302
    assert "密码单" in issue(secadmin, group).content.decode()
    assert not Confirmation.objects.filter(closed_at=None).exists()


def test_who_asks_cannot_confirm(group, secadmin):
    """Red when the door is open to both administrators."""
    issue(secadmin, group)
    assert secadmin.post(f"/console/confirmations/{number()}/confirm/").status_code == 404


def test_the_officers_of_the_agency_are_told(group, secadmin):
    """Red when nobody but the two administrators knows."""
    issue(secadmin, group)
    told = Delivery.objects.filter(to="notices.tell").latest("id").payload
    assert (told["unit"], told["roles"], told["sms"]) == (group.agency, [OFFICER], True)
    assert "wuguan" in told["text"]


@pytest.mark.parametrize("change", ["reissue", "reset-second-factor"])
def test_an_officers_keys_stay_as_they_are_until_another_has_confirmed(group, secadmin, sysadmin, change):
    """Red when only issuing asks for a second person."""
    officer = Account.objects.get(pk=group.officer.own_account)
    page = f"/console/accounts/{officer.username}/{change}/"
    assert press(secadmin, page).headers["Location"] == "/console/confirmations/"
    assert knock(Client(), officer.username, PASSWORD).status_code == 302
    sysadmin.post(f"/console/confirmations/{number()}/confirm/")
    assert "confirmations" not in press(secadmin, page).headers.get("Location", "")
    assert press(secadmin, page).headers["Location"] == "/console/confirmations/"  # a yes is good once


@pytest.mark.parametrize("change", ["reissue", "reset-second-factor", "transfer"])
def test_who_reviews_for_units_below_is_not_become_alone(group, secadmin, change):
    """Red when only roles count: a superior unit's people hold the same role as everybody's and decide at their desk."""
    account = Account.objects.get(pk=group.reviewer.own_account)
    before = account.password
    answer = press(secadmin, f"/console/accounts/{account.username}/{change}/")
    assert answer.headers["Location"] == "/console/confirmations/"
    account.refresh_from_db()
    assert account.password == before


def test_nobody_joins_who_reviews_for_units_below_unconfirmed(group, secadmin):
    """Red when only roles count: the administrator would have a colleague of their own making at the superior's desk."""
    unit = Organisation.objects.get(pk=group.reviewer.unit)
    typed = {"unit": unit.code, "username": "wuguan", "name": "吴管", "role": f"{PACK}/enterprise"}
    assert press(secadmin, "/console/accounts/issue/", **typed).headers["Location"] == "/console/confirmations/"
    assert not Account.objects.filter(username="wuguan").exists()


def test_a_yes_is_for_that_role_in_that_unit(group, secadmin, sysadmin):
    """Red when a confirmation is found by user name alone."""
    issue(secadmin, group)
    sysadmin.post(f"/console/confirmations/{number()}/confirm/")
    other = Organisation.objects.get(pk=group.units[0]).code
    press(secadmin, "/console/accounts/issue/", unit=other, username="wuguan", name="吴管", role=OFFICER)
    assert not Account.objects.filter(username="wuguan").exists()


def test_a_yes_is_for_that_person(group, secadmin, sysadmin):
    """Red when a confirmed account may be issued to somebody else: the name is asked for anew, and shown."""
    issue(secadmin, group)
    sysadmin.post(f"/console/confirmations/{number()}/confirm/")
    assert issue(secadmin, group, "冒名").headers["Location"] == "/console/confirmations/"
    assert not Account.objects.filter(username="wuguan").exists()
    page = sysadmin.get("/console/confirmations/").content.decode()
    assert "冒名" in page
    assert "吴管" not in page


def test_a_request_is_good_for_seven_days_and_can_be_refused(group, secadmin, sysadmin):
    """Red when an old yes still counts, or a no does not close."""
    issue(secadmin, group)
    sysadmin.post(f"/console/confirmations/{number()}/confirm/")
    Confirmation.objects.update(asked_at=clock.now() - timedelta(days=7, minutes=1))
    issue(secadmin, group)
    assert sysadmin.post(f"/console/confirmations/{number()}/refuse/").status_code == 302
    assert not Account.objects.filter(username="wuguan").exists()
    assert not Confirmation.objects.filter(closed_at=None).exists()


def test_accounts_that_decide_are_not_issued_by_the_hundred(secadmin):
    """Red when issuing to all units asks nobody."""
    assert press(secadmin, "/console/accounts/issue-to-units/", role=OFFICER).status_code == 422
