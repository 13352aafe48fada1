"""What the checks hint at, the filer reads before who decides does; it stands in nobody's way."""

from typing import Any

import pytest

from banshi.cases import queries
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act, signed_in

pytestmark = pytest.mark.django_db
LIST = "/s/land_assets/cases/parcels/"
PAGES = ("/cases/{}/form/", "/cases/{}/materials/", "/cases/{}/", "/cases/{}/moves/report/", LIST + "{}/report/")
WORTH_A_LOOK: dict[str, Any] = {
    "right_holder": "另一家公司",
    "usage": "闲置",
    "idle_since": "2020-01-01",
    "idle_reason": "企业原因",
}


@pytest.fixture
def province() -> Province:
    return a_province()


@pytest.mark.parametrize("page", PAGES)
def test_before_the_report_its_filer_reads_what_who_decides_will_read(province: Province, page: str) -> None:
    """LD05, LD06. Red when the page is drawn without the hints of its draft."""
    ref = a_parcel(province, number=1, **WORTH_A_LOOK)
    shown = signed_in(province, "王经办").get(page.format(ref)).content.decode()
    act(province, "王经办", ref, "report")
    told = [problem.words for problem in queries.remarks(queries.case_for(province.actor("李审核"), ref))]
    assert len(told) == 2
    assert all(words in shown for words in told)
    assert "可以照常上报" in shown


def test_several_drafts_are_shown_with_their_hints_before_they_are_reported_together(province: Province) -> None:
    """Red when only who decides is told in the preview."""
    ref = a_parcel(province, number=1, **WORTH_A_LOOK)
    ticked = {"case": f"{ref}@{Case.objects.get(ref=ref).version}"}
    assert "闲置已满二年" in signed_in(province, "王经办").post(f"{LIST}batch/", ticked).content.decode()


def test_a_hint_keeps_nobody_from_reporting_and_waits_until_nothing_does(province: Province) -> None:
    """Red when a half-filled form is opened with remarks on what is not there yet, or when a hint blocks."""
    browser = signed_in(province, "王经办")
    begun = a_parcel(province, number=2, **WORTH_A_LOOK, area="")
    assert "闲置已满二年" not in browser.get(f"/cases/{begun}/form/").content.decode()
    whole = a_parcel(province, number=1, **WORTH_A_LOOK)
    sent = {"version": str(Case.objects.get(ref=whole).version), "token": new_token()}
    assert browser.post(f"/cases/{whole}/moves/report/", sent).status_code == 302
