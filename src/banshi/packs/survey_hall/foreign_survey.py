"""外国的组织或个人来华进行一次性测绘活动审批: with a Chinese body, for one time."""

from collections.abc import Iterator
from dataclasses import replace

from banshi.define import Day, Filing, Material, Problem, Rule, Section, Text
from banshi.packs.survey_hall.guides import LAW, PERMIT_GUIDE
from banshi.packs.survey_hall.matters import a_permit

ORDER_38 = "《外国的组织或者个人来华测绘管理暂行办法》"
VISIT = Section(
    key="visit",
    title="来华测绘",
    fields=(
        Text(key="foreign_party", label="外国的组织或者个人", facet=True),
        Text(key="country", label="国家或者地区", longest=40),
        Text(key="purpose", label="测绘目的", lines=3, longest=500),
        Text(key="area", label="测绘的范围和地点", lines=3, longest=500),
        Text(key="work", label="测绘的内容和精度", lines=3, longest=500),
        Day(key="begins_on", label="开始日期"),
        Day(key="ends_on", label="结束日期"),
        Text(key="crew", label="测绘人员和设备", lines=4, longest=1000),
    ),
)


def in_order(filing: Filing) -> Iterator[Problem]:
    """SH05: it begins after today, and ends after it has begun."""
    begins, ends = filing["begins_on"], filing["ends_on"]
    if begins and begins <= filing.today.isoformat():
        yield Problem("begins_on", "应在取得批准以后开始，请填写今天以后的日期。")
    if begins and ends and ends < begins:
        yield Problem("ends_on", "结束日期早于开始日期，请核对。")


FOREIGN_SURVEY = a_permit(
    key="foreign_survey",
    title="外国的组织或者个人来华进行一次性测绘活动审批",
    prefix="LH",
    names=("foreign_party",),
    asked=(VISIT,),
    materials=(
        Material(key="form", title="申请表（盖章）", printed=True),
        Material(key="approval", title="国务院有关部门或者省级人民政府的批准文件"),
        Material(key="contract", title="中外双方的合作合同"),
        Material(key="partner", title="中方合作单位的测绘资质证书"),
        Material(key="crew_list", title="测绘人员和设备清单"),
        Material(key="area_map", title="测绘范围示意图", hint="只用公开的地图绘制"),
        Material(key="ownership", title="测绘成果归属和使用的承诺"),
    ),
    rules=(Rule(code="SH05", title="日期先后相符", about=("begins_on", "ends_on"), check=in_order),),
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{LAW}第八条", ORDER_38),
        authority="国务院测绘地理信息主管部门会同军队测绘部门；省级测绘地理信息主管部门受理、初审",
        conditions=("与中华人民共和国有关部门或者单位合作进行", "不涉及国家秘密", "不危害国家安全"),
        words=("来华测绘", "外国", "一次性测绘"),
    ),
)
