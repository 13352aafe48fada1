"""L08–L13 at the heart: two levels decide, names go on, a unit reports itself once a period."""

import pytest
from django.db import transaction

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.forms import drawing
from banshi.ledger import actions as ledger
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.outbox import Tally
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, a_unit, act, opened
from banshi.records import queries as records

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return a_province()


def words(refusal: pytest.ExceptionInfo[Invalid]) -> str:
    return " ".join(problem.words for problem in refusal.value.problems)


def decide(province: Province, ref: str) -> None:
    act(province, "王经办", ref, "report")
    act(province, "李审核", ref, "approve")
    act(province, "陈处长", ref, "approve")


def test_only_the_first_level_and_the_agency_look_at_what_a_unit_far_below_reports(province: Province) -> None:
    """L13. Red when every superior is on the road."""
    ref = a_parcel(province)
    assert act(province, "王经办", ref, "report").state == "待审核"
    assert Case.objects.get(ref=ref).desk_id == province.units["first"]
    act(province, "李审核", ref, "approve")
    assert Case.objects.get(ref=ref).desk_id == province.units["agency"]
    assert act(province, "陈处长", ref, "approve").state == "审核通过"


def test_who_had_passed_a_parcel_on_hears_that_it_was_returned(province: Province) -> None:
    """Red when the 一级单位 learns of it only from its filer, or when who returns a parcel itself is told so."""
    first, agency = a_parcel(province), a_parcel(province, 2)
    for ref in (first, agency):
        act(province, "王经办", ref, "report")
    act(province, "李审核", first, "return", "请核对。")
    act(province, "李审核", agency, "approve")
    act(province, "陈处长", agency, "return", "请补图。")
    told = [row.payload for row in Delivery.objects.filter(to="notices.tell", payload__unit=province.units["first"])]
    words = [(each["ref"], each["text"], each["sms"]) for each in told if "退回" in each["text"]]
    assert [(ref, sms) for ref, _, sms in words] == [(agency, False)]
    assert words[0][1].endswith("退回给填报单位：请补图。")


def test_the_next_name_of_a_parcel_is_proposed(province: Province) -> None:
    """L10. Red when deleted drafts count, and when names typed otherwise do not."""
    drafts = [opened(province, "parcel", {"name": name}) for name in ("地块 01", "地块07", "仓库")]
    act(province, "王经办", drafts[1], "discard")
    proposed = queries.case_for(province.actor("王经办"), opened(province, "parcel", {})).draft["name"]
    assert proposed == "地块 02"


def test_a_name_is_the_unit_s_own_and_stays_so_after_approval(province: Province) -> None:
    """LD03. Red when the claim ends with the case, and when it is claimed for all units together."""
    decide(province, a_parcel(province))
    with pytest.raises(Invalid) as refusal:
        act(province, "王经办", a_parcel(province, doc_no="另一本"), "report")
    assert "已用在本单位另一件办件里" in words(refusal)
    other = opened(province, "parcel", Case.objects.latest("pk").draft | {"doc_no": "又一本"}, "张旁人", "other")
    assert act(province, "张旁人", other, "report").state == "待审核"


def test_a_renamed_parcel_gives_its_old_name_back(province: Province) -> None:
    """Red when what was claimed before is kept beside the new."""
    first = a_parcel(province)
    act(province, "王经办", first, "report")
    act(province, "王经办", first, "recall")
    Case.objects.filter(ref=first).update(draft=Case.objects.get(ref=first).draft | {"name": "地块 09"})
    act(province, "王经办", first, "report")
    assert act(province, "王经办", a_parcel(province, doc_no="另一本"), "report").state == "待审核"


def test_the_same_document_is_not_reported_twice(province: Province) -> None:
    """LD03."""
    act(province, "王经办", a_parcel(province), "report")
    with pytest.raises(Invalid) as refusal:
        act(province, "王经办", a_parcel(province, name="地块 02"), "report")
    assert "已由本单位的另一宗地块上报" in words(refusal)


@pytest.mark.parametrize(
    "respelled", ["湘（2021）不动产权第1号", "湘〔2021〕不动产权第１号", "湘 [2021] 不动产权第1号"]
)
def test_a_document_spelled_otherwise_is_the_same(province: Province, respelled: str) -> None:
    """LD03. Red when numbers are compared, or looked up, letter by letter."""
    act(province, "王经办", a_parcel(province, doc_no="湘(2021)不动产权第1号"), "report")
    with pytest.raises(Invalid) as refusal:
        act(province, "王经办", a_parcel(province, name="地块 02", doc_no=respelled), "report")
    assert "已由本单位的另一宗地块上报" in words(refusal)


def test_of_two_with_one_document_that_are_reported_together_one_is_left(province: Province) -> None:
    """LD03. Red when cases of one press are judged by what stood before it alone."""
    first, second = a_parcel(province), a_parcel(province, name="地块 02")
    versions = {ref: Case.objects.get(ref=ref).version for ref in (first, second)}
    receipt = cases.move_all(versions, "report", by=province.actor("王经办"), token=new_token())
    assert receipt.moved == 1
    ((left, why),) = receipt.left
    assert (left, "已由本单位的另一宗地块上报" in why) == (second, True)
    assert Case.objects.get(ref=second).state == "draft"


def test_what_a_unit_says_and_its_parcel_agree_also_in_one_press(province: Province) -> None:
    """LD02. Red when the cases that count are those of before the press."""
    unit, parcel = a_unit(province), a_parcel(province)
    receipt = cases.move_all({unit: 1, parcel: 1}, "report", by=province.actor("王经办"), token=new_token())
    assert [ref for ref, _ in receipt.left] == [parcel]


def test_a_unit_that_has_land_is_approved_at_the_end_only_with_a_parcel(province: Province) -> None:
    """LD02. Red when the rule is asked at 上报 as well, or at the first level."""
    unit = a_unit(province, parcels=1)
    act(province, "王经办", unit, "report")
    act(province, "李审核", unit, "approve")
    with pytest.raises(Invalid, match="还没有上报地块"):
        act(province, "陈处长", unit, "approve")
    act(province, "王经办", a_parcel(province), "report")
    assert act(province, "陈处长", unit, "approve").state == "审核通过"


def test_a_unit_approved_with_land_keeps_a_parcel(province: Province) -> None:
    """LD02. Red when the rule is not asked of 【撤回】 or of 【删除】, when drafts never reported are kept as well, and when 否 opens
    nothing."""
    parcel, unit = a_parcel(province), a_unit(province, parcels=1)
    act(province, "王经办", parcel, "report")
    decide(province, unit)
    assert act(province, "王经办", a_parcel(province, number=2), "discard").state == "已删除"
    with pytest.raises(Invalid, match="唯一一宗已上报的地块"):
        act(province, "王经办", parcel, "recall")
    act(province, "李审核", parcel, "return", "请核对。")
    act(province, "王经办", parcel, "reopen")
    with pytest.raises(Invalid, match="最后一宗上报过的地块"):
        act(province, "王经办", parcel, "discard")
    decide(province, a_unit(province))
    assert act(province, "王经办", parcel, "discard").state == "已删除"


def test_what_a_unit_says_of_its_land_is_not_recalled_from_under_its_parcels(province: Province) -> None:
    """LD02. Red when the rule is not asked of 【撤回】, and a unit approved as one without land keeps an approved parcel."""
    decide(province, a_unit(province))
    unit, parcel = a_unit(province, parcels=1), a_parcel(province)
    act(province, "王经办", unit, "report")
    act(province, "王经办", parcel, "report")
    with pytest.raises(Invalid, match="已经上报 1 宗地块"):
        act(province, "王经办", unit, "recall")
    act(province, "王经办", parcel, "recall")
    assert act(province, "王经办", unit, "recall").state == "未上报"


def test_a_parcel_of_a_unit_that_now_says_it_has_none_is_not_approved(province: Province) -> None:
    """LD02. Red when it is asked at 上报 alone: what was reported before was returned, and another answer stands."""
    decide(province, a_unit(province))
    unit, parcel = a_unit(province, parcels=1), a_parcel(province)
    act(province, "王经办", unit, "report")
    act(province, "王经办", parcel, "report")
    act(province, "李审核", parcel, "approve")
    act(province, "李审核", unit, "return", "请核对。")
    with pytest.raises(Invalid, match="不涉及省内土地资产"):
        act(province, "陈处长", parcel, "approve")


def test_a_unit_without_land_reports_nothing_and_no_parcel(province: Province) -> None:
    """L08. Red when the answer of the unit's case is not looked up."""
    decide(province, a_unit(province))
    with pytest.raises(Invalid) as refusal:
        act(province, "王经办", a_parcel(province), "report")
    assert "不涉及省内土地资产" in words(refusal)


def test_the_next_period_begins_with_what_was_approved(province: Province) -> None:
    """Red when a unit once approved may not report again, and when its record is not renewed."""
    decide(province, a_unit(province))
    again = opened(province, "unit", {"address": "新址 9 号"})
    draft = queries.case_for(province.actor("王经办"), again).draft
    assert (draft["company_type"], draft["contact_dept"]) == ("国有全资", "资产管理部")
    decide(province, again)
    live = records.live(province.units["third"], "land_unit")
    assert live is not None
    assert live.answers["address"] == "新址 9 号"


def test_what_was_given_at_the_first_sign_in_is_not_typed_again(province: Province) -> None:
    """Red when the form asks for the department of who fills it in as if nobody had."""
    draft = queries.case_for(province.actor("王经办"), opened(province, "unit", {})).draft
    assert (draft["contact_name"], draft["contact_dept"]) == ("王经办", "财务部")


def test_who_decides_is_told_what_the_rules_say_of_what_was_filed(province: Province) -> None:
    """LD05. Red when the reviewer sees what blocks alone."""
    ref = a_parcel(province, usage="闲置", idle_since="2020-01-01", idle_reason="企业原因")
    act(province, "王经办", ref, "report")
    told = queries.remarks(queries.case_for(province.actor("李审核"), ref))
    assert [(each.code, each.weight) for each in told] == [("LD05", "warning")]
    assert "满二年" in told[0].words


def test_two_reports_of_one_unit_never_run_side_by_side(province: Province) -> None:
    """Red without the claim."""
    act(province, "王经办", a_unit(province), "report")
    with pytest.raises(Invalid):
        act(province, "王经办", a_unit(province), "report")


@pytest.mark.parametrize("typed", ["1E30", "Infinity", "sNaN", "1" + "0" * 9000])
def test_whatever_is_typed_as_an_area_the_page_opens_and_says_what_is_wrong(province: Province, typed: str) -> None:
    """S21. Red when what was typed is converted before it was looked at."""
    ref, filer = a_parcel(province, area=typed), province.actor("王经办")
    case = queries.case_for(filer, ref)
    drawn = drawing.draw(case.matter.form, case.draft, queries.judgement(filer, case).problems, lambda *_: None)
    (area,) = [cell for section in drawn for cell in section.cells if cell.address == "area"]
    assert (area.value, area.converted) == (typed, "")
    assert area.problems


def test_what_is_counted_together_never_grows_too_large(province: Province) -> None:
    """S21. Red when amounts are kept in eight bytes."""
    tallies = [Tally("test:large", "area", 9 * 10**18), Tally("test:large", "area", 9 * 10**18)]
    with transaction.atomic():
        ledger.append("test:large", "counted", by=province.actor("王经办"), data={}, tallies=tallies)
    assert past.tallies("test:large") == {"area": 18 * 10**18}


def test_a_day_from_a_workbook_stands_in_the_calendar_however_it_was_typed(province: Province) -> None:
    """Red when the control is handed what was typed: a browser shows nothing, and the next press takes the day away."""
    ref, filer = a_parcel(province, acquired_on="2020.3.1", term_start="前年"), province.actor("王经办")
    case = queries.case_for(filer, ref)
    drawn = drawing.draw(case.matter.form, case.draft, (), lambda *_: None)
    cells = {cell.address: (cell.kind, cell.value) for section in drawn for cell in section.cells}
    assert cells["acquired_on"] == ("date", "2020-03-01")
    assert cells["term_start"] == ("text", "前年")
