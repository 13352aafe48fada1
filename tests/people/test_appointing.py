"""Roles of an account, given and withdrawn on the console."""

import pytest
from django.test import Client

from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.people.models import Account, Confirmation
from tests.people.signing_in import signed_in
from tests.people.situations import PACK, a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
OFFICER = f"{PACK}/agency_officer"


@pytest.fixture
def secadmin() -> Client:
    return signed_in(an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin"))


@pytest.fixture
def account() -> Account:
    return an_account("王经办", a_unit("渝州公司", None))


def give(client: Client, account: Account, role: str):
    return client.post(f"/console/accounts/{account.username}/give-role/", {"role": role, "token": new_token()})


def held(account: Account) -> set[str]:
    return set(account.links.filter(until=None).values_list("role", flat=True))


def test_a_role_that_decides_takes_two_administrators(secadmin, account):
    """S30. Red when `give_role` does not ask `confirmations.given`."""
    assert give(secadmin, account, OFFICER).headers["Location"] == "/console/confirmations/"
    assert OFFICER not in held(account)
    sysadmin = signed_in(an_account("系统管理员", a_unit("平台运行管理中心", None), "system_admin"))
    sysadmin.post(f"/console/confirmations/{Confirmation.objects.get().pk}/confirm/")
    give(secadmin, account, OFFICER)
    assert OFFICER in held(account)
    assert Event.objects.latest("id").kind == "role_given"


def test_a_role_is_withdrawn_and_given_again(secadmin, account):
    """Red when an account without roles is lost, or holds one twice."""
    role = f"{PACK}/enterprise"
    assert give(secadmin, account, role).status_code == 422
    secadmin.post(f"/console/accounts/{account.username}/end-role/", {"role": role, "token": new_token()})
    assert held(account) == set()
    assert give(secadmin, account, role).status_code == 302
    assert held(account) == {role}


def test_s06_who_loses_one_of_two_roles_is_out_at_the_next_request(secadmin, account):
    """Red when only the link ends: what was opened with the role stays open with the one that is left."""
    unit = account.links.get().organisation_id
    account.links.create(organisation_id=unit, role=OFFICER)
    person = signed_in(account)
    assert person.get("/exports/").status_code == 200
    secadmin.post(f"/console/accounts/{account.username}/end-role/", {"role": OFFICER, "token": new_token()})
    assert person.get("/exports/").status_code == 302
    assert signed_in(Account.objects.get(pk=account.pk)).get("/exports/").status_code == 200


@pytest.mark.parametrize("role", ["security_admin", "auditor", "nothing"])
def test_nobody_becomes_an_administrator_here(secadmin, account, role):
    """Red when the page takes any role that is typed."""
    assert give(secadmin, account, role).status_code == 422
    assert held(account) == {f"{PACK}/enterprise"}
