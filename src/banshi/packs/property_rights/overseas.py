"""境外企业编码: an enterprise abroad has no 组织机构代码. Its first-level enterprise asks, the agency agrees, the house gives it one."""

from collections.abc import Iterator

from banshi.define import (
    AddUnit,
    Claim,
    Filing,
    Form,
    Material,
    Matter,
    MayFile,
    Notice,
    Organisation,
    Problem,
    Rule,
    Section,
    State,
    Text,
    UnitOf,
    UnitsNamed,
)
from banshi.packs.property_rights.flow import ENTERPRISE, level_by_level
from banshi.packs.property_rights.forms import APPLICANT, TREE
from banshi.packs.property_rights.guides import OVERSEAS_GUIDE
from banshi.packs.property_rights.materials import under_the_same_terms
from banshi.packs.property_rights.notices import of_an_application

ABROAD = "JW"  # 境外: how the codes begin that the house gives
NEW_UNIT = Claim("new_unit", "name")  # one scope for every matter that adds a unit

APPLICATION = Form(
    title="境外企业编码申请",
    sections=(
        Section(
            key="enterprise",
            title="境外企业",
            hint="境外企业没有组织机构代码；批准后由系统编制，用它登录和办理产权登记，长期不变",
            fields=(
                Text(key="name", label="企业名称", hint="与注册证书一致，可附中文名称", facet=True),
                Text(key="country", label="国家或地区", longest=40),
                Text(key="address", label="注册地址", longest=200),
                Organisation(
                    key="parent",
                    label="上级企业",
                    tree=TREE,
                    among="group",
                    hint="直接出资的本集团企业；编码后列在它的下面",
                ),
                Text(key="reason", label="申请理由", longest=500, lines=3),
            ),
        ),
        APPLICANT,
    ),
)


def below_an_enterprise(filing: Filing) -> Iterator[Problem]:
    """JW01: it stands below an enterprise of the group that reviews what it files: not the agency, and no investee."""
    parent = filing.lookups["parent"]
    if parent and int(parent["tier"]) < 1:
        yield Problem("parent", "上级企业须为本集团的企业，不能选国资监管机构。")
    if parent and parent["investor"]:
        yield Problem("parent", "参股企业没有账户，不能审核下级企业的办件，请选它的出资企业。")


def name_is_free(filing: Filing) -> Iterator[Problem]:
    """JW02: nobody in the house bears the name, so that no enterprise gets two codes."""
    if filing.lookups["namesakes"]:
        yield Problem("name", "系统里已经有这个名称的企业；它已有代码的，不用再申请。")


OVERSEAS = Matter(
    key="overseas_code",
    title="境外企业编码",
    prefix="JW",
    form=APPLICATION,
    flow=level_by_level(
        State(key="coded", title="已编码"),
        agree=("同意编码。",),
        reject=("请补充境外注册证书。",),
        on_report=(NEW_UNIT,),
        on_approval=(AddUnit(name="name", series=ABROAD, parent="parent"),),
    ),
    may_file=MayFile(rights=("self",), roles=(ENTERPRISE,), tree=TREE, tiers=(1,)),
    names=("name",),
    materials=under_the_same_terms(
        "申请资料",
        Material(key="register", title="境外注册证书"),
        Material(key="approval", title="境外投资批准或备案文件"),
        Material(key="other", title="其他情况说明", required=None),
    ),
    rules=(
        Rule(
            code="JW01",
            title="上级企业是本集团的控股企业",
            about=("parent",),
            lookups=(UnitOf(name="parent", of="parent", tree=TREE),),
            check=below_an_enterprise,
        ),
        Rule(
            code="JW02",
            title="企业还没有编码",
            about=("name",),
            lookups=(UnitsNamed(name="namesakes", of="name"),),
            check=name_is_free,
        ),
    ),
    notices=of_an_application(
        "境外企业编码",
        Notice(
            on="approve",
            to="filer",
            text="境外企业代码已编制，请在“分发密码单”领取并转交境外企业。办件编号 {ref}。",
            sms=True,
        ),
    ),
    guide=OVERSEAS_GUIDE,
)
