"""The lists of units and of parcels keep apart."""

import pytest
from django.test import Client

from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from banshi.people.models import Account

pytestmark = pytest.mark.django_db


def at_home(province: Province, name: str) -> Client:
    """One of the people at their computer, signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=province.accounts[name]))
    session = client.session
    session["began"], session["pack"] = 32_503_680_000, "land_assets"
    session.save()
    return client


@pytest.mark.parametrize(("listed", "status"), [("parcels", 200), ("units", 404)])
def test_a_row_moves_in_a_list_of_its_own_matter(listed: str, status: int) -> None:
    """S7. Red when whatever case the address names is taken for a row of the list."""
    province = a_province()
    ref = a_parcel(province)
    act(province, "王经办", ref, "report")
    client = at_home(province, "王经办")
    assert client.get(f"/s/land_assets/cases/{listed}/{ref}/recall/").status_code == status
    assert (client.post(f"/s/land_assets/cases/{listed}/{ref}/recall/").status_code == 404) == (status == 404)
