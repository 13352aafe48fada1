"""What a press that is refused says: on the page of the case, on a row of its list, and of rows ticked together."""

import pytest
from django.test import Client

from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, a_unit, act, signed_in

pytestmark = pytest.mark.django_db
PARCELS = "/s/land_assets/cases/parcels/"


@pytest.fixture
def province() -> Province:
    return a_province()


@pytest.fixture
def browser(province: Province) -> Client:
    """王经办's, signed in."""
    return signed_in(province, "王经办")


def the_last_parcel(province: Province) -> str:
    """Reported and recalled, and then its unit was approved as one that has land."""
    last, other, unit = a_parcel(province), a_parcel(province, number=2), a_unit(province, parcels=1)
    for ref in (last, other, unit):
        act(province, "王经办", ref, "report")
    act(province, "王经办", last, "recall")
    act(province, "李审核", unit, "approve")
    act(province, "陈处长", unit, "approve")
    act(province, "李审核", other, "return", "请核对。")
    act(province, "王经办", other, "reopen")
    return last


@pytest.mark.parametrize("address", ["/cases/{}/moves/discard/", PARCELS + "{}/discard/"])
def test_a_refused_deletion_says_why(province: Province, browser: Client, address: str) -> None:
    """LD02. Red when the form is shown with the draft's own mistakes, of which there are none."""
    ref = the_last_parcel(province)
    sent = {"version": str(Case.objects.get(ref=ref).version), "token": new_token()}
    answer = browser.post(address.format(ref), sent)
    page = answer.content.decode()
    assert (answer.status_code, "最后一宗上报过的地块，不能删除" in page) == (422, True)
    assert f'href="{PARCELS if "land" in address else f"/cases/{ref}/"}"' in page


def test_a_list_moves_no_case_that_is_not_its_own(province: Province, browser: Client) -> None:
    """Red when a unit's information is reported by way of the list of parcels."""
    parcel, unit = a_parcel(province), a_unit(province, parcels=1)
    ticked = {"case": [f"{ref}@{Case.objects.get(ref=ref).version}" for ref in (parcel, unit)]}
    preview = browser.post(f"{PARCELS}batch/", ticked).content.decode()
    done = browser.post(f"{PARCELS}batch/", ticked | {"move": "report", "token": new_token()}).content.decode()
    assert all("不在这个列表里" in page for page in (preview, done))
    states = dict(Case.objects.filter(ref__in=(parcel, unit)).values_list("ref", "state"))
    assert states == {parcel: "under_review", unit: "draft"}


def test_who_decides_reads_why_before_and_goes_from_what_was_left_to_where_it_is_decided(province: Province) -> None:
    """LD02A. Red when 【审核通过】 asks for an opinion first, and when what a batch has left leads to the page where nothing is decided."""
    unit = a_unit(province, parcels=1)
    act(province, "王经办", unit, "report")
    act(province, "李审核", unit, "approve")
    officer = signed_in(province, "陈处长")
    page = officer.get(f"/cases/{unit}/review/").content.decode()
    assert "还没有上报地块" in page.partition('<dialog id="move-approve"')[2].partition("</dialog>")[0]
    ticked = {"case": f"{unit}@{Case.objects.get(ref=unit).version}", "move": "approve", "token": new_token()}
    done = officer.post("/s/land_assets/cases/units_to_review/batch/", ticked).content.decode()
    assert f'href="/cases/{unit}/review/">去办理' in done
