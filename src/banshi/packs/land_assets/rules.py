"""审核公式 LD01–LD07: what must agree in what a unit says of itself and of its land."""

from collections.abc import Iterator
from datetime import date

from banshi.define import AnswersOf, CasesOf, Filing, Problem, Rule, SameAnswers
from banshi.packs.land_assets.flow import REPORTED
from banshi.packs.land_assets.land_classes import longest_term
from banshi.packs.land_assets.parcel_form import (
    ALLOTTED,
    GRANT_RULES,
    GRANTED,
    REAL_ESTATE_LAW,
    REGISTRATION_RULES,
)

LAND_LAW = "土地管理法 第五十四条"
USE_OF_LAND = "土地管理法 第五十六条"
TITLE_LAW = "民法典 第二百一十七条"
INTANGIBLES = "企业会计准则第 6 号——无形资产"
NOTICE = "省内土地资产信息上报通知"


def day(filing: Filing, key: str) -> date | None:
    """The answer to a field as a day."""
    given = filing[key]
    return date.fromisoformat(given) if given else None


def years_after(start: date, years: int) -> date:
    """The same day so many years later; the first of March where there is no 29 February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


# The unit ------------------------------------------------------------------------------------------------------------------------


def no_land_means_no_parcels(filing: Filing) -> Iterator[Problem]:
    """LD02, at 上报: who says 否 has reported no parcels."""
    reported, approved = filing.lookups["parcels"], filing.lookups["approved_parcels"]
    if filing["has_local_land"] == "否" and reported:
        taken_back = f"；审核通过的 {approved} 宗，请联系省级管理机构收回决定后退回" if approved else ""
        yield Problem(
            "has_local_land",
            f"本单位已经上报 {reported} 宗地块，不能选“否”。确实没有土地资产的，请先让它们回到“未上报”："
            f"待审核的撤回，或者请审核单位退回；已退回的点【重新上报】{taken_back}。",
        )


def land_means_parcels(filing: Filing) -> Iterator[Problem]:
    """LD02, at the last 审核通过: who says 是 has reported a parcel."""
    if filing["has_local_land"] == "是" and not filing.lookups["parcels"]:
        yield Problem(
            "has_local_land", "这个单位填报涉及省内土地资产，但还没有上报地块。请等它上报地块后再审核通过，或者退回。"
        )


def parcels_are_carried(filing: Filing) -> Iterator[Problem]:
    """LD02, when the unit's report is recalled: no parcel stays reported without a unit that says it has land."""
    approved, reported = filing.lookups["approved"], filing.lookups["parcels"]
    if filing["has_local_land"] == "是" and reported and (approved or {}).get("has_local_land") != "是":
        words = f"本单位已经上报 {reported} 宗地块，用地单位信息不能撤回。请先撤回这些地块，或者请审核单位退回用地单位信息。"
        yield Problem("has_local_land", words)


def parcels_are_as_many(filing: Filing) -> Iterator[Problem]:
    """LD02: who reviews sees whether the parcels have all come."""
    said, reported = filing.number("parcel_count"), filing.lookups["parcels"]
    if said is not None and said != reported:
        yield Problem("parcel_count", f"填报 {said:,} 宗，已上报 {reported} 宗，请核对。")


UNIT_RULES = (
    Rule(
        code="LD02",
        title="没有土地资产的单位不填地块",
        about=("has_local_land",),
        check=no_land_means_no_parcels,
        source=NOTICE,
        lookups=(
            CasesOf(name="parcels", matter="parcel", states=REPORTED),
            CasesOf(name="approved_parcels", matter="parcel", states=("approved",)),
        ),
    ),
    Rule(
        code="LD02A",
        title="有土地资产的单位至少上报一宗地块",
        about=("has_local_land",),
        check=land_means_parcels,
        source=NOTICE,
        lookups=(CasesOf(name="parcels", matter="parcel", states=("under_review", "approved")),),
        on=("approve",),
    ),
    Rule(
        code="LD02D",
        title="已上报地块的，单位信息不撤回",
        about=("has_local_land",),
        check=parcels_are_carried,
        source=NOTICE,
        lookups=(
            CasesOf(name="parcels", matter="parcel", states=("under_review", "approved")),
            AnswersOf(name="approved", matter="unit", states=("approved",)),
        ),
        on=("recall",),
    ),
    Rule(
        code="LD02B",
        title="填报的地块数与上报的一致",
        about=("parcel_count",),
        check=parcels_are_as_many,
        weight="warning",
        source=NOTICE,
        lookups=(CasesOf(name="parcels", matter="parcel", states=REPORTED),),
    ),
)

# The parcel ----------------------------------------------------------------------------------------------------------------------


def area_adds_up(filing: Filing) -> Iterator[Problem]:
    """LD01: land has an area, and what is used alone and what is shared make it up."""
    area, own, shared = (filing.number(key) for key in ("area", "area_own", "area_shared"))
    if area is not None and area <= 0:
        yield Problem("area", "土地面积应大于 0 ㎡。")
    elif area is not None and (own is not None or shared is not None) and (own or 0) + (shared or 0) != area:
        total = (own or 0) + (shared or 0)
        yield Problem("area_own", f"独用面积与分摊面积合计 {total:,} ㎡，与土地面积 {area:,} ㎡ 不符。")


def unit_has_land(filing: Filing) -> Iterator[Problem]:
    """LD02, at the 上报 of a parcel: the unit has not said that it has no land."""
    unit = filing.lookups["unit"]
    if unit and unit.get("has_local_land") == "否":
        words = "本单位在用地单位信息里填报不涉及省内土地资产，不能上报地块。请先把“是否涉及省内土地资产”改为“是”并重新上报。"
        yield Problem("name", words)


def unit_still_has_land(filing: Filing) -> Iterator[Problem]:
    """LD02, at the last 审核通过 of a parcel: the unit has not said since that it has no land."""
    unit = filing.lookups["unit"]
    if unit and unit.get("has_local_land") == "否":
        words = "这个单位填报不涉及省内土地资产，这宗地块不能审核通过。请先核对它的用地单位信息，或者退回这宗地块。"
        yield Problem("name", words)


def approved_with_land(filing: Filing) -> bool:
    """True when the unit was approved as one that has land."""
    unit = filing.lookups["approved_unit"]
    return bool(unit) and unit.get("has_local_land") == "是"


def one_parcel_stays_reported(filing: Filing) -> Iterator[Problem]:
    """LD02, when a parcel is recalled: it still counts among those that are reported."""
    if approved_with_land(filing) and filing.lookups["reported"] <= 1:
        yield Problem(
            "name",
            "用地单位信息已审核通过，填报涉及省内土地资产，这是唯一一宗已上报的地块，不能撤回。请先上报其他地块；需要修改的，请审核单位退回。",
        )


def one_parcel_stays(filing: Filing) -> Iterator[Problem]:
    """LD02, when a parcel that was reported is deleted."""
    if approved_with_land(filing) and not filing.lookups["others"]:
        yield Problem(
            "name",
            "用地单位信息已审核通过，填报涉及省内土地资产，这是最后一宗上报过的地块，不能删除。请先上报其他地块；确实没有土地资产的，请先重新上报用地单位信息，选“否”，审核通过后再删除。",
        )


def document_is_reported_once(filing: Filing) -> Iterator[Problem]:
    """LD03: the same document of the same place is reported once; by another holder it may be a shared one."""
    for other in filing.lookups["same"]:
        whose = "本单位的另一宗地块" if other.own else "其他单位的地块"
        if other.answers.get("right_holder") == filing["right_holder"]:
            yield Problem("doc_no", f"这个编号在同一县区已由{whose}上报，土地使用权人也相同，请核对是否重复。", "error")
        else:
            yield Problem("doc_no", f"这个编号在同一县区已由{whose}上报，土地使用权人不同，请核对。", "warning")


def term_is_lawful(filing: Filing) -> Iterator[Problem]:
    """LD04: granted land has a term no longer than the law allows for its use; allotted land has neither term nor price."""
    start, end, use = day(filing, "term_start"), day(filing, "term_end"), filing["use_code"]
    if filing["right_nature"] == ALLOTTED and (filing.number("price") or 0) > 0:
        yield Problem("price", "划拨土地没有出让价款，取得价款应为 0 或不填。", source=LAND_LAW)
    if filing["right_nature"] == GRANTED:
        for key, given in (("term_start", start), ("term_end", end)):
            if given is None:
                yield Problem(key, "出让土地应填写使用期限。")
    if start and end and end <= start:
        yield Problem("term_end", "使用期限止应晚于使用期限起。")
    elif start and end and use and filing["right_nature"] == GRANTED and end > years_after(start, longest_term(use)):
        years = longest_term(use)
        yield Problem(
            "term_end", f"这种用途的出让年限最高 {years} 年，应不晚于 {years_after(start, years).isoformat()}。"
        )


def idleness_is_told(filing: Filing) -> Iterator[Problem]:
    """LD05: land that has lain idle for a year may be charged, for two years taken back."""
    since = day(filing, "idle_since")
    if filing["usage"] != "闲置" or since is None:
        return
    if years_after(since, 2) <= filing.today:
        yield Problem("idle_since", "闲置已满二年，可以无偿收回土地使用权，请尽快处置并在备注中说明情况。")
    elif years_after(since, 1) <= filing.today:
        yield Problem("idle_since", "闲置已满一年，可以征收相当于出让金百分之二十以下的土地闲置费。")


def lease_is_within(filing: Filing) -> Iterator[Problem]:
    """LD05: no more is let than there is."""
    area, let = filing.number("area"), filing.number("lease_area")
    if filing["usage"] == "出租" and area is not None and let is not None and let > area:
        yield Problem("lease_area", f"出租面积 {let:,} ㎡ 大于土地面积 {area:,} ㎡。")


def worth_a_second_look(filing: Filing) -> Iterator[Problem]:
    """LD06: what may be right, and mostly is not; each by the law or standard that says how it should be."""
    if filing["right_holder"] and filing["right_holder"] != filing.unit.get("name") and not filing["holder_note"]:
        words = "证书上的土地使用权人不是本单位，请核对，或者填写不一致的说明。"
        yield Problem("right_holder", words, source=TITLE_LAW)
    if filing["use_code"] and filing["actual_use"] and filing["use_code"] != filing["actual_use"]:
        yield Problem("actual_use", "实际用途与证载用途不同，请核对；改变用途应经批准。", source=USE_OF_LAND)
    if filing["title_state"] in ("无证有合同", "无证无合同", "有争议") and not filing["title_note"]:
        yield Problem("title_note", "没有办证或有争议的，请说明情况。")
    book, net = filing.number("book_value"), filing.number("net_value")
    if book is not None and net is not None and net > book:
        words = f"账面净值 {net:,} 万元大于账面原值 {book:,} 万元，请核对。"
        yield Problem("net_value", words, source=INTANGIBLES)


def nothing_beside_none(filing: Filing) -> Iterator[Problem]:
    """他项权利: “无” stands alone."""
    given = filing["encumbrances"] or []
    if "无" in given and len(given) > 1:
        yield Problem("encumbrances", "选了“无”，就不能再选其他项。")


def lies_in_the_province(filing: Filing) -> Iterator[Problem]:
    """LD07: only land in the agency's own province is reported here."""
    region, jurisdiction = filing["region"], filing.unit.get("jurisdiction") or ""
    if region and jurisdiction and region["code"][:2] != jurisdiction[:2]:
        yield Problem("region", f"{region['name']}不在本省，这里只上报省内土地资产。")


PARCEL_RULES = (
    Rule(
        code="LD01",
        title="面积",
        about=("area", "area_own"),
        check=area_adds_up,
        source=REGISTRATION_RULES,
    ),
    Rule(
        code="LD02",
        title="没有土地资产的单位不填地块",
        about=("name",),
        check=unit_has_land,
        source=NOTICE,
        lookups=(AnswersOf(name="unit", matter="unit", states=("under_review", "approved")),),
    ),
    Rule(
        code="LD02E",
        title="没有土地资产的单位没有地块",
        about=("name",),
        check=unit_still_has_land,
        source=NOTICE,
        lookups=(AnswersOf(name="unit", matter="unit", states=("under_review", "approved")),),
        on=("approve",),
    ),
    Rule(
        code="LD02F",
        title="有土地资产的单位不撤回唯一的地块",
        about=("name",),
        check=one_parcel_stays_reported,
        source=NOTICE,
        lookups=(
            AnswersOf(name="approved_unit", matter="unit", states=("approved",)),
            CasesOf(name="reported", matter="parcel", states=REPORTED),
        ),
        on=("recall",),
    ),
    Rule(
        code="LD02C",
        title="有土地资产的单位保留一宗地块",
        about=("name",),
        check=one_parcel_stays,
        source=NOTICE,
        lookups=(
            AnswersOf(name="approved_unit", matter="unit", states=("approved",)),
            CasesOf(name="others", matter="parcel", states=REPORTED),
        ),
        on=("discard",),
    ),
    Rule(
        code="LD03",
        title="同一证书只报一次",
        about=("doc_no",),
        check=document_is_reported_once,
        source=REGISTRATION_RULES,
        lookups=(SameAnswers(name="same", of=("doc_no", "region"), states=REPORTED),),
    ),
    Rule(
        code="LD04",
        title="使用期限",
        about=("term_start", "term_end", "price"),
        check=term_is_lawful,
        source=GRANT_RULES,
    ),
    Rule(
        code="LD05",
        title="闲置土地",
        about=("idle_since",),
        check=idleness_is_told,
        weight="warning",
        source=REAL_ESTATE_LAW,
    ),
    Rule(code="LD05A", title="出租面积", about=("lease_area",), check=lease_is_within, source=NOTICE),
    Rule(
        code="LD06",
        title="需要核对",
        about=("right_holder", "actual_use", "title_note", "net_value"),
        check=worth_a_second_look,
        weight="warning",
        source=NOTICE,
    ),
    Rule(code="LD06A", title="他项权利", about=("encumbrances",), check=nothing_beside_none, source=REGISTRATION_RULES),
    Rule(code="LD07", title="省内土地", about=("region",), check=lies_in_the_province, source=NOTICE),
)
