"""地图审核: three limits, by what the map is for."""

from collections.abc import Iterator
from dataclasses import replace

from banshi.define import (
    YES_NO,
    Choice,
    Filing,
    Material,
    Number,
    Paper,
    Problem,
    Rule,
    Section,
    Text,
    When,
    options,
)
from banshi.packs.survey_hall.guides import PERMIT_GUIDE
from banshi.packs.survey_hall.limits import DECISION
from banshi.packs.survey_hall.matters import a_permit
from banshi.packs.survey_hall.papers import LETTER

REGULATION = "《地图管理条例》第十九条"
ORDINARY, TOPICAL, URGENT = (
    "一般地图",
    "时事宣传地图，或者时效性要求较高的图书、报刊插附地图",
    "应急保障等特殊情况使用的地图",
)
IS_TOPICAL, IS_URGENT = When("sort", is_in=(TOPICAL,)), When("sort", is_in=(URGENT,))
IN_A_HURRY = When("sort", is_in=(TOPICAL, URGENT))
IS_HOME_MADE, USES_SECRETS = When("imported", is_in=("否",)), When("from_secrets", is_in=("是",))
NATIONAL = "世界、全国、跨省或者历史地图，或者表现香港、澳门、台湾地区的地图"

TERMS = (
    replace(DECISION, law=REGULATION, when=When("sort", is_in=(ORDINARY,))),
    replace(
        DECISION,
        key="topical",
        title="审查决定（时事宣传）",
        days=7,
        promised=5,
        extension=0,
        law=REGULATION,
        when=IS_TOPICAL,
    ),
    # 即送即审: a clock of whole days can say no less than the next one.
    replace(
        DECISION,
        key="urgent",
        title="审查决定（即送即审）",
        days=1,
        promised=0,
        extension=0,
        law=REGULATION,
        when=IS_URGENT,
    ),
)

MAP = Section(
    key="map",
    title="送审的地图",
    fields=(
        Text(key="map_name", label="地图名称", facet=True),
        Choice(
            key="sort",
            label="地图类别",
            options=options(ORDINARY, TOPICAL, URGENT),
            facet=True,
            hint="一般地图 20 个工作日，时事宣传等 7 个工作日，应急保障即送即审",
            source=REGULATION,
        ),
        Text(key="need", label="为什么要加快审核", lines=3, longest=500, when=IN_A_HURRY),
        Choice(
            key="scope",
            label="表现的范围",
            options=options("本省行政区域内", NATIONAL),
            source="《地图管理条例》第十七条、第十八条",
        ),
        Choice(key="medium", label="载体", options=options("纸质", "电子", "互联网地图", "附着地图图形的产品")),
        Text(key="scale", label="比例尺", longest=40, required=False, hint="例如 1:500000"),
        Number(key="sheets", label="幅数", least="1", most="100000", unit="幅"),
        Text(key="purpose", label="用途", lines=3, longest=500),
        Choice(key="imported", label="是否进口", options=YES_NO),
        Choice(key="from_secrets", label="编制时是否使用了涉密测绘成果", options=YES_NO),
    ),
)
MATERIALS = (
    Material(key="form", title="地图审核申请表（盖章）", printed=True),
    Material(key="draft_map", title="需要审核的地图样图或者样品"),
    Material(
        key="qualification",
        title="地图编制单位的测绘资质证书",
        required=IS_HOME_MADE,
    ),
    Material(
        key="declassified",
        title="保密技术处理证明",
        when=USES_SECRETS,
        hint="使用了涉密测绘成果的，先依法进行保密技术处理",
    ),
)
# 审图号 is the number of this paper. It stands on every copy of the map.
APPROVAL = Paper(
    key="map_approval",
    title="地图审核批准书",
    number="湘S({year}){serial:03}号",
    layouts=LETTER,
    fields=("unit_name", "map_name", "scope", "medium", "scale", "sheets", "purpose"),
    shown=("unit_name", "map_name", "scale", "scope"),
    alone=True,
)


def within_the_province(filing: Filing) -> Iterator[Problem]:
    """SH02: maps of more than the province are reviewed by the state's authority."""
    if filing["scope"] == NATIONAL:
        yield Problem("scope", "这类地图由国务院自然资源主管部门审核，请在自然资源部政务服务门户申请。")


MAP_REVIEW = a_permit(
    key="map_review",
    title="地图审核",
    prefix="DT",
    asked=(MAP,),
    materials=MATERIALS,
    rules=(
        Rule(
            code="SH02",
            title="属于本机关审核的范围",
            about=("scope",),
            check=within_the_province,
            source="《地图管理条例》第十七条",
        ),
    ),
    names=("map_name",),
    limits=TERMS,
    issues=(APPROVAL,),
    guide=replace(
        PERMIT_GUIDE,
        basis=("《地图管理条例》第十五条至第十九条",),
        conditions=(
            "地图的内容符合国家有关地图编制标准和公开地图内容表示的规定",
            "编制单位有相应的测绘资质",
            "使用涉密测绘成果的，已经依法进行保密技术处理",
        ),
        result="准予许可的，发给准予行政许可决定书和载明审图号的地图审核批准书",
        words=("地图", "审图号", "样图", "出版"),
    ),
)
