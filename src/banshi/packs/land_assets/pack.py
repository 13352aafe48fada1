"""土地资产信息上报: the table of contents of this pack."""

from banshi.define import Claim, KeepRecord, Matter, Pack, Registration, Role, SignIn, Workbook
from banshi.packs.land_assets.demo import DEMO
from banshi.packs.land_assets.flow import ENTERPRISE, FILED_BY, OFFICER, TREE, two_levels
from banshi.packs.land_assets.guides import PARCEL_GUIDE, UNIT_GUIDE
from banshi.packs.land_assets.materials import ATTACHED
from banshi.packs.land_assets.notices import NOTICES
from banshi.packs.land_assets.pages import HOME, MENUS
from banshi.packs.land_assets.parcel_form import EXAMPLE, PARCEL_FORM
from banshi.packs.land_assets.rules import PARCEL_RULES, UNIT_RULES
from banshi.packs.land_assets.unit_form import UNIT_FORM

REGISTER = "land_unit"

UNIT = Matter(
    key="unit",
    title="用地单位信息",
    prefix="YD",
    form=UNIT_FORM,
    # A unit reports itself once at a time; what was approved is where the next 填报期 begins.
    flow=two_levels(on_report=(Claim("land_unit", "name"),), on_approval=(KeepRecord(REGISTER),)),
    may_file=FILED_BY,
    renews=REGISTER,
    rules=UNIT_RULES,
    notices=NOTICES,
    guide=UNIT_GUIDE,
)
PARCEL = Matter(
    key="parcel",
    title="地块信息",
    prefix="DK",
    form=PARCEL_FORM,
    # LD03: within its unit a parcel's name stays its own, also when it is approved.
    flow=two_levels(on_report=(Claim("parcel_name", "name", own=True, lasts=True),)),
    may_file=FILED_BY,
    names=("name",),
    materials=ATTACHED,
    rules=PARCEL_RULES,
    notices=NOTICES,
    workbook=Workbook(key="name", example=EXAMPLE),
    guide=PARCEL_GUIDE,
)

PACK = Pack(
    key="land_assets",
    title="土地资产信息上报系统",
    agency="省级国有资产监督管理机构",
    summary="省属企业上报用地单位和省内土地资产，一级单位和省级管理机构审核、汇总。",
    roles=(
        Role(key=ENTERPRISE, title="企业"),
        Role(key=OFFICER, title="省级审核人员", second_factor="totp"),
    ),
    sign_in=SignIn(
        identifier="name",
        label="账户名",
        hint="企业填写企业全称；省级管理机构人员填写用户名",
        submit="确定",
        registers=Registration(role=ENTERPRISE, tree=TREE),
    ),
    matters=(UNIT, PARCEL),
    menus=MENUS,
    home=HOME,
    phone="12345",
    guide="guide.md",
    demo=DEMO,
)
