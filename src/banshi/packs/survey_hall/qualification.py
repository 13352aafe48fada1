"""甲级测绘资质审批, by the rules of 2021: the province decides, but for 导航电子地图制作."""

from collections.abc import Iterator
from dataclasses import replace

from banshi.define import Choices, Filing, Material, Number, Problem, Rule, Section, Text, options
from banshi.packs.survey_hall.guides import LAW, PERMIT_GUIDE
from banshi.packs.survey_hall.limits import QUALIFICATION as LIMIT
from banshi.packs.survey_hall.matters import a_permit

RULES_OF_2021 = "《测绘资质管理办法》（自然资办发〔2021〕43号）"
NAVIGATION = "导航电子地图制作"
SPECIALTIES = options(
    "大地测量",
    "测绘航空摄影",
    "摄影测量与遥感",
    "工程测量",
    "海洋测绘",
    "界线与不动产测绘",
    "地理信息系统工程",
    "地图编制",
    NAVIGATION,
    "互联网地图服务",
)

QUALIFICATION_SECTION = Section(
    key="qualification",
    title="申请的资质",
    fields=(
        Choices(key="specialties", label="专业类别", options=SPECIALTIES, source=RULES_OF_2021),
        Number(key="staff", label="测绘专业技术人员", least="1", most="100000", unit="人"),
        Number(key="senior", label="其中高级技术职称", least="0", most="100000", unit="人"),
        Text(key="equipment", label="主要仪器设备", lines=4, longest=1000),
        Text(key="works", label="近两年的主要测绘项目", lines=4, longest=1000),
    ),
)


def decided_here(filing: Filing) -> Iterator[Problem]:
    """SH03: 导航电子地图制作 is decided by the ministry."""
    if NAVIGATION in (filing["specialties"] or []):
        yield Problem("specialties", f"{NAVIGATION}甲级资质由自然资源部审批，请不要选择，另向自然资源部申请。")


def senior_are_some(filing: Filing) -> Iterator[Problem]:
    """SH04: no more senior staff than staff."""
    staff, senior = filing.number("staff"), filing.number("senior")
    if staff is not None and senior is not None and senior > staff:
        yield Problem("senior", f"高级技术职称 {senior} 人，多于专业技术人员 {staff} 人，请核对。")


QUALIFICATION = a_permit(
    key="qualification",
    title="甲级测绘资质审批",
    prefix="ZZ",
    asked=(QUALIFICATION_SECTION,),
    materials=(
        Material(key="form", title="测绘资质申请表（盖章）", printed=True),
        Material(key="legal_person", title="法人证书或者营业执照"),
        Material(key="staff_list", title="专业技术人员的身份、学历、职称和社会保险证明"),
        Material(key="equipment_proof", title="仪器设备的所有权证明和检定证书"),
        Material(key="systems", title="技术、质量保证体系文件，安全保障和测绘成果保密、档案管理制度"),
        Material(key="past_works", title="测绘项目的合同和验收材料", required=None),
    ),
    rules=(
        Rule(
            code="SH03", title="属于本机关审批的专业", about=("specialties",), check=decided_here, source=RULES_OF_2021
        ),
        Rule(code="SH04", title="高级职称人数不多于总人数", about=("senior",), check=senior_are_some),
    ),
    limits=(LIMIT,),
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{LAW}第二十七条、第二十八条", RULES_OF_2021),
        authority="省级测绘地理信息主管部门；导航电子地图制作甲级由自然资源部审批",
        conditions=(
            "有法人资格",
            "有与从事的测绘活动相适应的专业技术人员",
            "有与从事的测绘活动相适应的技术装备和设施",
            "有健全的技术和质量保证体系、安全保障措施、信息安全保密管理制度以及测绘成果和资料档案管理制度",
        ),
        result="准予许可的，10 个工作日内发给测绘资质证书",
        words=("测绘资质", "甲级", "资质证书"),
    ),
)
