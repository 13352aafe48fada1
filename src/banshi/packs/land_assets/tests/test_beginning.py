"""Before a case is begun one reads what would keep it from being reported: another of the unit, or what it has said elsewhere."""

import pytest

from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, a_unit, act, signed_in

pytestmark = pytest.mark.django_db
HOME, LIST, START = "/s/land_assets/", "/s/land_assets/cases/units/", "/s/land_assets/start/unit/"
PARCEL = "/s/land_assets/start/parcel/"
OPENED_AT_ONCE = f'<form method="post" action="{START}">'


@pytest.fixture
def province() -> Province:
    return a_province()


@pytest.mark.parametrize("page", [HOME, LIST])
def test_the_button_opens_at_once_only_where_nothing_is_under_way(province: Province, page: str) -> None:
    """Red when a second draft is made at a press, without a word on the first."""
    browser = signed_in(province, "王经办")
    assert OPENED_AT_ONCE in browser.get(page).content.decode()
    a_unit(province)
    assert OPENED_AT_ONCE not in browser.get(page).content.decode()


def test_who_begins_another_is_offered_what_is_under_way(province: Province) -> None:
    """Red when only matters that claim the unit by its code are looked at, or when parcels are listed."""
    a_parcel(province)
    waiting, draft = a_unit(province), a_unit(province)
    act(province, "王经办", waiting, "report")
    page = signed_in(province, "王经办").get(START).content.decode()
    assert "同时只能办理一件" in page
    assert page.count("/cases/YD") == 2
    assert all(address in page for address in (f"/cases/{waiting}/", f"/cases/{draft}/form/"))


def test_who_has_reported_no_land_reads_so_before_a_parcel_is_typed(province: Province) -> None:
    """LD02. Red when the whole form of a parcel is filled in before the report says that the unit has none."""
    browser, told = signed_in(province, "王经办"), "填报不涉及省内土地资产，不能上报地块"
    assert told not in browser.get(HOME).content.decode() + browser.get(PARCEL).content.decode()
    act(province, "王经办", a_unit(province), "report")
    home, start = browser.get(HOME).content.decode(), browser.get(PARCEL).content.decode()
    assert (told in home, f'<form method="post" action="{PARCEL}">' in home, told in start) == (True, False, True)


def test_before_the_report_and_when_it_is_refused_the_other_is_named(province: Province) -> None:
    """Red when it is “another case” whose number nobody knows."""
    waiting, draft = a_unit(province), a_unit(province)
    act(province, "王经办", waiting, "report")
    browser, address = signed_in(province, "王经办"), f"/cases/{draft}/moves/report/"
    assert f"/cases/{waiting}/" in browser.get(address).content.decode()
    sent = {"version": str(Case.objects.get(ref=draft).version), "token": new_token()}
    refused = browser.post(address, sent)
    assert (refused.status_code, f"正在办理的办件（{waiting}）" in refused.content.decode()) == (422, True)
