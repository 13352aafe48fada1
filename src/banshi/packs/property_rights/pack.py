"""产权登记: the table of contents of this pack."""

from banshi.define import Matter, Pack, Role, SignIn, Workbook
from banshi.packs.property_rights.cancel import CANCEL
from banshi.packs.property_rights.change import CHANGE
from banshi.packs.property_rights.demo import DEMO
from banshi.packs.property_rights.flow import ENTERPRISE, FILED_BY, OCCUPATION, OFFICER
from banshi.packs.property_rights.forms import BASIC_INFORMATION, HISTORIC
from banshi.packs.property_rights.guides import OCCUPY_GUIDE
from banshi.packs.property_rights.investees import INVESTEE
from banshi.packs.property_rights.materials import COMPLIANCE
from banshi.packs.property_rights.mending import CORRECT, REPLACE_PAPER
from banshi.packs.property_rights.naming import NAME_FILER
from banshi.packs.property_rights.notices import NOTICES
from banshi.packs.property_rights.overseas import OVERSEAS
from banshi.packs.property_rights.pages import HOME, MENUS
from banshi.packs.property_rights.papers import REGISTRATION_CERTIFICATE, REGISTRATION_FORM
from banshi.packs.property_rights.rules import REGISTER, RULES

OCCUPY = Matter(
    key="occupy",
    title="占有登记",
    prefix="CQ",
    form=BASIC_INFORMATION,
    flow=OCCUPATION,
    may_file=FILED_BY,
    asks_first=("business_registered",),
    enters=REGISTER,
    materials=COMPLIANCE,
    rules=RULES,
    papers=(REGISTRATION_FORM, REGISTRATION_CERTIFICATE),
    notices=NOTICES,
    # A group files the history of all its companies by one workbook.
    workbook=Workbook(
        key="org_code",
        given={"business_registered": "是", "situations": HISTORIC},
        example={"assets": "300", "liabilities": "200", "flags": ""},
        rights=("self", "named", "below"),
    ),
    guide=OCCUPY_GUIDE,
)

PACK = Pack(
    key="property_rights",
    title="产权登记管理信息系统",
    agency="国有资产监督管理机构",
    summary="国家出资企业办理产权占有、变动、注销登记，逐级审核，打印登记表和登记证。",
    roles=(
        Role(key=ENTERPRISE, title="企业"),
        Role(key=OFFICER, title="国资监管机构审核人员", second_factor="totp"),
    ),
    sign_in=SignIn(
        identifier="org_code",
        label="用户名",
        hint="企业填写组织机构代码（带不带“-”、大小写均可）；国资监管机构人员填写用户名",
    ),
    matters=(OCCUPY, CHANGE, CANCEL, CORRECT, REPLACE_PAPER, NAME_FILER, INVESTEE, OVERSEAS),
    menus=MENUS,
    home=HOME,
    guide="guide.md",
    demo=DEMO,
)
