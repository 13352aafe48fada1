"""增列参股企业: an enterprise held without control has no account; who invested in it asks to file for it, and the agency agrees."""

from collections.abc import Iterator
from decimal import Decimal

from banshi.define import (
    AddUnit,
    Choice,
    Code,
    Filing,
    Form,
    Material,
    Matter,
    MayFile,
    Not,
    Notice,
    Percent,
    Problem,
    Rule,
    Section,
    State,
    Text,
    UnitCoded,
    UnitsNamed,
    options,
)
from banshi.packs.property_rights.flow import ENTERPRISE, level_by_level
from banshi.packs.property_rights.forms import APPLICANT, IS_ABROAD, TREE
from banshi.packs.property_rights.guides import INVESTEE_GUIDE
from banshi.packs.property_rights.materials import under_the_same_terms
from banshi.packs.property_rights.notices import of_an_application
from banshi.packs.property_rights.overseas import ABROAD, NEW_UNIT
from banshi.packs.property_rights.rules import ORDER_29

APPLICATION = Form(
    title="增列参股企业申请",
    sections=(
        Section(
            key="enterprise",
            title="参股企业",
            hint="参股企业不登录系统，由出资企业填报。有实际控制权的企业不在这里办理，由它自己填报",
            fields=(
                Text(key="name", label="企业名称", hint="与营业执照或注册证书一致", facet=True),
                Choice(key="territory", label="境内／境外", options=options("境内", "境外")),
                Code(
                    key="org_code",
                    label="组织机构代码",
                    accepts=("org_code",),
                    when=Not(IS_ABROAD),
                    hint="统一社会信用代码的第 9 至 17 位",
                    source="GB 11714",
                ),
                Text(key="country", label="国家或地区", when=IS_ABROAD, longest=40, hint="境外企业的代码由系统编制"),
                Percent(key="ratio", label="本企业持股比例"),
                Text(key="reason", label="投资情况", longest=500, lines=3, hint="何时、以什么方式投资"),
            ),
        ),
        APPLICANT,
    ),
)


def code_is_free(filing: Filing) -> Iterator[Problem]:
    """CG01: nobody in the house has the code; where several hold a share, the largest of them files."""
    known = filing.lookups["known"]
    if known:
        yield Problem("org_code", f"系统里已经有这个代码的企业：{known}。由它的主要出资企业填报，不用再增列。")


def name_is_free(filing: Filing) -> Iterator[Problem]:
    """CG02: nobody in the house bears the name."""
    if filing.lookups["namesakes"]:
        yield Problem("name", "系统里已经有这个名称的企业，请核对。")


def held_without_control(filing: Filing) -> Iterator[Problem]:
    """CG03: more than half is control, and whoever is controlled files for itself."""
    ratio = filing.number("ratio")
    if ratio is not None and ratio > Decimal(50):
        yield Problem("ratio", "持股超过 50% 的是控股企业，应由它自己填报；请联系管理机构为它增列单位、发放账户。")


INVESTEE = Matter(
    key="add_investee",
    title="增列参股企业",
    prefix="CG",
    form=APPLICATION,
    flow=level_by_level(
        State(key="added", title="已增列"),
        agree=("同意增列。",),
        reject=("请补充投资协议或章程。",),
        on_report=(NEW_UNIT,),
        on_approval=(AddUnit(name="name", code="org_code", series=ABROAD, investee=True),),
    ),
    may_file=MayFile(rights=("self",), roles=(ENTERPRISE,), tree=TREE),
    names=("name",),
    materials=under_the_same_terms(
        "申请资料",
        Material(key="licence", title="营业执照或境外注册证书"),
        Material(key="articles", title="投资协议或公司章程"),
        Material(key="other", title="其他情况说明", required=None),
    ),
    rules=(
        Rule(
            code="CG01",
            title="代码没有被别的单位使用",
            about=("org_code",),
            lookups=(UnitCoded(name="known", of="org_code"),),
            check=code_is_free,
        ),
        Rule(
            code="CG02",
            title="名称没有被别的单位使用",
            about=("name",),
            lookups=(UnitsNamed(name="namesakes", of="name"),),
            check=name_is_free,
        ),
        Rule(code="CG03", title="持股不超过一半", about=("ratio",), check=held_without_control, source=ORDER_29),
    ),
    notices=of_an_application(
        "增列参股企业",
        Notice(
            on="approve",
            to="filer",
            text="{unit}申请的参股企业已增列，可以为它办理产权登记。办件编号 {ref}。",
            sms=True,
            last=True,
        ),
    ),
    guide=INVESTEE_GUIDE,
)
