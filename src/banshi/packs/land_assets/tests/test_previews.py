"""The preview of a workbook of parcels, and what it comes to: what is said of rows, and what is told as it is now."""

import pytest

from banshi.cases.imports import queries
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from banshi.packs.land_assets.tests.test_workbooks import a_row, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return a_province()


@pytest.mark.parametrize("spelled", ["地块 01", "地块01"])
def test_a_name_that_is_taken_for_good_is_told_in_the_preview_with_its_case(province: Province, spelled: str) -> None:
    """Red when a row is “新建填报” that can never be reported: the name stays with the parcel that was approved."""
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    act(province, "李审核", ref, "approve")
    act(province, "陈处长", ref, "approve")
    batch = uploaded(province, a_row(name=spelled), a_row(2))
    (mistake,) = queries.mistakes(batch)
    assert mistake.cell == "A2"
    assert mistake.words.startswith(f"“{spelled}”已用在办件 {ref} 中，现在“审核通过”，不能用工作簿修改")
    taken, new = queries.rows(batch, 0, by=province.actor("王经办"))
    assert (taken.ref, new.ref) == (ref, "")


def test_a_name_of_a_draft_that_was_reported_once_is_asked_for_as_it_is_written_there(province: Province) -> None:
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    act(province, "王经办", ref, "recall")
    (mistake,) = queries.mistakes(uploaded(province, a_row(name="地块01")))
    assert mistake.words.startswith(f"“地块01”就是办件 {ref} 的“地块 01”")
