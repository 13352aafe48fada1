"""审核公式 LD01–LD07: a parcel that passes, and what each rule says of one that does not."""

from datetime import date
from typing import Any

import pytest

from banshi.define import Filing, OtherCase, Problem, Rule
from banshi.packs.land_assets.land_classes import CLASSES, LAND_CLASSES, longest_term
from banshi.packs.land_assets.rules import INTANGIBLES, PARCEL_RULES, TITLE_LAW, UNIT_RULES, USE_OF_LAND

E, W = "error", "warning"
SOUND: dict[str, Any] = {
    "name": "地块 01",
    "doc_no": "湘（2018）不动产权第0000001号",
    "right_holder": "湘北路桥养护有限公司",
    "region": {"code": "430203", "name": "株洲市芦淞区"},
    "area": "15000",
    "title_state": "已办证",
    "right_nature": "102",
    "use_code": "0601",
    "actual_use": "0601",
    "term_start": "2010-06-01",
    "term_end": "2060-06-01",
    "encumbrances": ["抵押"],
    "usage": "自用",
}
UNIT = {"name": "湘北路桥养护有限公司", "jurisdiction": "430102"}
TODAY = date(2026, 11, 21)


def found(rules: tuple[Rule, ...], answers: dict[str, Any], move: str = "", **lookups: Any) -> list[Problem]:
    """Every problem of the rules that are asked at 上报, or of those that are asked on a move."""
    nothing = dict.fromkeys(("unit", "approved", "approved_unit"))
    asked = nothing | {"others": 0, "reported": 0, "same": [], "parcels": 0, "approved_parcels": 0} | lookups
    filing = Filing(answers=answers, today=TODAY, unit=UNIT, lookups=asked)
    judging = [rule for rule in rules if (move in rule.on if move else not rule.on)]
    return [problem for rule in judging for problem in rule.problems(filing)]


def test_a_sound_parcel_passes() -> None:
    assert found(PARCEL_RULES, SOUND) == []


@pytest.mark.parametrize(
    ("code", "cell", "weight", "changed"),
    [
        ("LD01", "area", E, {"area": "0"}),
        ("LD01", "area_own", E, {"area_own": "10000", "area_shared": "4999"}),
        ("LD01", "area_own", E, {"area_own": "14999.99"}),
        ("LD04", "term_end", E, {"term_end": "2060-06-02"}),  # 工业 50 years
        ("LD04", "term_end", E, {"use_code": "0501", "actual_use": "0501", "term_end": "2050-06-02"}),  # 商业 40
        ("LD04", "term_end", E, {"use_code": "0701", "actual_use": "0701", "term_end": "2080-06-02"}),  # 居住 70
        ("LD04", "term_end", E, {"term_end": "2010-06-01"}),
        ("LD04", "term_end", E, {"term_end": None}),
        ("LD04", "price", E, {"right_nature": "101", "term_start": None, "term_end": None, "price": "1"}),
        ("LD05", "idle_since", W, {"usage": "闲置", "idle_since": "2025-11-21"}),
        ("LD05", "idle_since", W, {"usage": "闲置", "idle_since": "2024-11-21"}),
        ("LD05A", "lease_area", E, {"usage": "出租", "lease_area": "15000.01"}),
        ("LD06", "right_holder", W, {"right_holder": "湘北公路局"}),
        ("LD06", "actual_use", W, {"actual_use": "0604"}),
        ("LD06", "title_note", W, {"title_state": "有争议"}),
        ("LD06", "net_value", W, {"book_value": "10", "net_value": "10.01"}),
        ("LD06A", "encumbrances", E, {"encumbrances": ["无", "抵押"]}),
        ("LD07", "region", E, {"region": {"code": "440103", "name": "广州市荔湾区"}}),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(code: str, cell: str, weight: str, changed: dict[str, Any]) -> None:
    assert [(each.code, each.cell, each.weight) for each in found(PARCEL_RULES, SOUND | changed)] == [
        (code, cell, weight)
    ]


def test_each_rule_names_the_law_or_the_standard_it_goes_by() -> None:
    """LD06 names one at each cell. Red when a filer is told to mend something and not by what."""
    assert [rule.code for rule in (*PARCEL_RULES, *UNIT_RULES) if not rule.source] == []
    doubtful = {"right_holder": "湘北公路局", "actual_use": "0604", "book_value": "10", "net_value": "11"}
    sources = {each.cell: each.source for each in found(PARCEL_RULES, SOUND | doubtful)}
    assert sources == {"right_holder": TITLE_LAW, "actual_use": USE_OF_LAND, "net_value": INTANGIBLES}


@pytest.mark.parametrize(
    "changed",
    [
        {"area_own": "10000", "area_shared": "5000"},
        {"use_code": "0501", "actual_use": "0501", "term_end": "2050-06-01"},
        {"right_nature": "101", "term_start": None, "term_end": None, "price": "0"},
        {"usage": "闲置", "idle_since": "2025-11-22"},
        {"right_holder": "湘北公路局", "holder_note": "划转手续办理中"},
        {"usage": "出租", "lease_area": "15000"},
    ],
)
def test_what_the_law_allows_passes(changed: dict[str, Any]) -> None:
    assert found(PARCEL_RULES, SOUND | changed) == []


def test_idle_land_is_told_differently_after_one_and_after_two_years() -> None:
    """城市房地产管理法 第二十六条."""
    one, two = ({"usage": "闲置", "idle_since": day} for day in ("2025-11-21", "2024-11-21"))
    assert "满一年" in found(PARCEL_RULES, SOUND | one)[0].words
    assert "满二年" in found(PARCEL_RULES, SOUND | two)[0].words


def test_the_same_document_blocks_only_with_the_same_holder() -> None:
    """LD03."""
    same, other = OtherCase(False, SOUND), OtherCase(True, SOUND | {"right_holder": "湘北公路局"})
    assert [(each.code, each.weight) for each in found(PARCEL_RULES, SOUND, same=[same])] == [("LD03", E)]
    assert [(each.code, each.weight) for each in found(PARCEL_RULES, SOUND, same=[other])] == [("LD03", W)]


def test_a_unit_without_land_has_no_parcels() -> None:
    """LD02, both ways round."""
    none, some = {"has_local_land": "否"}, {"has_local_land": "是"}
    assert [each.code for each in found(PARCEL_RULES, SOUND, unit=none)] == ["LD02"]
    assert found(PARCEL_RULES, SOUND, unit=some) == []
    assert [each.code for each in found(UNIT_RULES, none, parcels=1)] == ["LD02"]
    assert [each.code for each in found(UNIT_RULES, some, "approve", parcels=0)] == ["LD02A"]
    assert [each.code for each in found(PARCEL_RULES, SOUND, "approve", unit=none)] == ["LD02E"]
    assert found(UNIT_RULES, none) == found(UNIT_RULES, some, "approve", parcels=1) == []
    assert found(PARCEL_RULES, SOUND, "approve", unit=some) == []


@pytest.mark.parametrize(("approved", "told"), [(0, False), (1, True)])
def test_who_says_no_land_is_told_what_each_parcel_needs(approved: int, told: bool) -> None:
    """LD02. Red when who has approved parcels is sent to 撤回 and 退回, which nobody can do with them."""
    (no,) = found(UNIT_RULES, {"has_local_land": "否"}, parcels=2, approved_parcels=approved)
    assert ("审核通过的 1 宗，请联系省级管理机构收回决定后退回" in no.words) == told


def test_what_was_approved_is_not_undone_by_taking_back_what_it_rests_on() -> None:
    """LD02, at 撤回 and 删除."""
    none, some = {"has_local_land": "否"}, {"has_local_land": "是"}
    assert [each.code for each in found(PARCEL_RULES, SOUND, "discard", approved_unit=some)] == ["LD02C"]
    assert found(PARCEL_RULES, SOUND, "discard", approved_unit=none) == []
    assert found(PARCEL_RULES, SOUND, "discard", approved_unit=some, others=1) == []
    assert [each.code for each in found(PARCEL_RULES, SOUND, "recall", approved_unit=some, reported=1)] == ["LD02F"]
    assert found(PARCEL_RULES, SOUND, "recall", approved_unit=some, reported=2) == []
    assert [each.code for each in found(UNIT_RULES, some, "recall", parcels=1)] == ["LD02D"]
    assert found(UNIT_RULES, some, "recall", parcels=1, approved=some) == found(UNIT_RULES, some, "recall") == []


def test_who_reviews_is_told_where_parcels_are_fewer_than_was_written() -> None:
    """LD02."""
    two = {"has_local_land": "是", "parcel_count": "2"}
    assert [(each.code, each.weight) for each in found(UNIT_RULES, two, parcels=1)] == [("LD02B", W)]
    assert found(UNIT_RULES, two, parcels=2) == []


@pytest.mark.parametrize(
    ("code", "law"),
    [
        ("LD01", "不动产登记暂行条例"),
        ("LD02", "通知"),
        ("LD03", "不动产登记暂行条例"),
        ("LD04", "城镇国有土地使用权出让和转让暂行条例 第十二条"),
        ("LD05", "城市房地产管理法 第二十六条"),
        ("LD07", "通知"),
    ],
)
def test_each_rule_names_its_law(code: str, law: str) -> None:
    (rule,) = [each for each in PARCEL_RULES if each.code == code]
    assert law in rule.source


def test_of_allotted_land_the_law_on_allotting_is_named() -> None:
    """LD04. Red when the rule's own source takes the place of its problem's."""
    allotted = {"right_nature": "101", "term_start": None, "term_end": None, "price": "1"}
    assert [each.source for each in found(PARCEL_RULES, SOUND | allotted)] == ["土地管理法 第五十四条"]


def test_the_standard_has_twelve_classes_and_seventy_three_kinds() -> None:
    """GB/T 21010-2017."""
    assert (len(CLASSES), len(LAND_CLASSES), len({each.value for each in LAND_CLASSES})) == (12, 73, 73)
    assert all(each.group[:2] == each.value[:2] for each in LAND_CLASSES)


@pytest.mark.parametrize(("use", "years"), [("0701", 70), ("0601", 50), ("0803", 50), ("0504", 40), ("1201", 50)])
def test_article_12_longest_terms(use: str, years: int) -> None:
    """城镇国有土地使用权出让和转让暂行条例 第十二条."""
    assert longest_term(use) == years
