"""The preview of a workbook of parcels, and what it comes to: what is said of rows, and what is told as it is now."""

from typing import Any

import pytest

from banshi.cases import lookups
from banshi.cases.imports import actions, queries
from banshi.cases.imports.stages import KEPT, LEFT, REPORTED, UPDATE
from banshi.cases.imports.standing import NOTHING_NOW
from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.define import Region
from banshi.lib.actor import SYSTEM
from banshi.packs.land_assets.flow import TREE
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from banshi.packs.land_assets.tests.test_workbooks import PARCEL, a_row, uploaded
from banshi.people import actions as people
from tests.cases.bulk import the_matter, work
from tests.situations import a_code

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


def test_a_draft_that_was_reported_once_is_found_by_its_name_however_it_is_spelled(province: Province) -> None:
    """Red when a space makes another parcel of it: the name stays with the draft, and the row could never be reported."""
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    act(province, "王经办", ref, "recall")
    (row,) = queries.rows(uploaded(province, a_row(name="地块01")), 0, by=province.actor("王经办"))
    assert (row.outcome, row.ref) == (UPDATE, ref)


def test_a_name_that_stays_with_a_draft_which_was_renamed_is_told_with_its_new_one(province: Province) -> None:
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    act(province, "王经办", ref, "recall")
    case = Case.objects.get(ref=ref)
    Case.objects.filter(ref=ref).update(draft=case.draft | {"name": "东地块"})
    (mistake,) = queries.mistakes(uploaded(province, a_row(name="地块01")))
    assert mistake.words == f"“地块01”就是办件 {ref} 的“东地块”，请照那样填写。"


def test_a_mistake_of_a_row_is_told_once_and_what_is_not_asked_is_a_hint(province: Province) -> None:
    """Red when the day of a term of allotted land goes without a word."""
    batch = uploaded(province, a_row(right_nature="101", price="", term_start="2012-06-30", term_end=""))
    assert queries.mistakes(batch) == []
    (hint,) = queries.mistakes(batch, blocks=False)
    assert (hint.heading, hint.words) == ("使用期限起", "按其他栏所填的，这一栏不用填，已略去。")


def filed(province: Province, *rows: dict[str, Any]) -> queries.ImportSight:
    """A workbook of 王经办 of which drafts were made, and which was reported as far as it could be."""
    filer, batch = province.actor("王经办"), uploaded(province, *rows)
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    actions.report(batch.id, by=filer)
    return work(batch.id)


def test_what_was_reported_elsewhere_or_mended_since_is_told_as_it_is_now(province: Province) -> None:
    """Red when the page tells what stood at the press: a case reported on its own page was “没有上报” for good."""
    filer = province.actor("王经办")
    free: dict[str, Any] = {"title_state": "无证无合同", "title_note": "正在补办"}
    batch = filed(province, a_row(**free), a_row(2, title_state="已办证"))
    first, second = queries.rows(batch, 0, by=filer)
    assert (first.outcome, second.outcome) == (REPORTED, LEFT)
    assert any("请上传" in fault.words for fault in second.faults)
    act(province, "王经办", first.ref, "recall")
    case = Case.objects.get(ref=second.ref)
    Case.objects.filter(pk=case.pk).update(draft=case.draft | free)
    first, second = queries.rows(batch, 0, by=filer)
    assert (first.outcome, first.faults) == (KEPT, [])
    assert [(fault.words, fault.blocks) for fault in second.faults] == [(NOTHING_NOW, False)]
    act(province, "王经办", second.ref, "report")
    (row,) = queries.rows(batch, 0, REPORTED, by=filer)
    assert (row.ref, row.faults) == (second.ref, [])
    counts = queries.counts_of(batch)
    assert (counts.kept, counts.reported, counts.left) == (1, 1, 0)
    actions.report(batch.id, by=filer)
    counts = queries.counts_of(work(batch.id))
    assert (counts.kept, counts.reported) == (0, 2)


def test_the_template_offers_only_places_of_the_province(province: Province) -> None:
    """Red when a clerk scrolls through the counties of the whole country."""
    catalogue.load_codes("region", [("500103", "重庆市 渝中区")], by=SYSTEM)
    matter = the_matter(PARCEL)
    within = lookups.province(province.units["third"], matter)
    places = {code[:2] for code, _ in lookups.code_lists(matter.form, within)[Region]}
    assert (within, places) == ("43", {"43"})


def test_the_template_everybody_may_save_offers_the_places_of_the_one_agency(province: Province) -> None:
    """Red when the template of 表格下载 lists the whole country; and with agencies of two provinces it has to."""
    matter = the_matter(PARCEL)
    assert lookups.home_province(matter) == "43"
    people.add_unit(name="渝州国资委", code=a_code(), tree=TREE, region="500103", by=SYSTEM)
    assert lookups.home_province(matter) == ""
