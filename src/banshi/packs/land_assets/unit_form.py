"""用地单位信息: the unit above, its contact below, as the manual lays it out."""

from banshi.define import (
    YES_NO,
    Choice,
    Code,
    Form,
    Industry,
    Number,
    Option,
    Organisation,
    Phone,
    Region,
    Section,
    Text,
    When,
    options,
)
from banshi.packs.land_assets.flow import TREE

HAS_LAND = When("has_local_land", is_in=("是",))
HAS_NO_LAND = When("has_local_land", is_in=("否",))
TIERS = (
    Option("1", "一级"),
    Option("2", "二级"),
    Option("3", "三级"),
    Option("4", "四级"),
    Option("5", "五级及以下"),
)

COMPANY = Section(
    key="company",
    title="企业信息",
    fields=(
        Text(key="name", label="用地单位", fact="name", read_only=True, facet=True),
        Code(
            key="uscc",
            label="统一社会信用代码",
            accepts=("uscc",),
            fact="uscc",
            required=False,
            hint="18 位，见营业执照",
            source="GB 32100",
        ),
        Organisation(key="top_unit", label="一级单位", tree=TREE, fact="top", read_only=True),
        Organisation(key="parent", label="上级单位", tree=TREE, fact="parent", read_only=True),
        Choice(key="tier", label="单位级别", options=TIERS, fact="tier"),
        Choice(
            key="company_type",
            label="企业类型",
            options=options("国有独资", "国有全资", "国有绝对控股", "国有实际控制", "国有参股", "事业单位", "其他"),
            facet=True,
        ),
        Region(key="region", label="注册地", fact="region", hint="选到县、区"),
        Text(key="address", label="办公地址"),
        Industry(key="industry", label="所属行业", required=False, source="GB/T 4754"),
        Choice(key="operating_state", label="经营状态", options=options("正常", "停业", "清算", "破产")),
        Choice(
            key="has_local_land",
            label="是否涉及省内土地资产",
            options=YES_NO,
            hint="没有土地资产的也要上报本表：选“否”，地块信息不用填",
            facet=True,
        ),
        Number(
            key="parcel_count", label="省内地块数", unit="宗", least="1", when=HAS_LAND, hint="应与填报的地块条数一致"
        ),
        Text(key="remark", label="备注", longest=500, lines=3, required=False),
    ),
)
CONTACT = Section(
    key="contact",
    title="企业联络人",
    hint="通知中的《企业联络人报名表》填在这里，不再另报",
    fields=(
        Text(key="contact_name", label="联络人姓名", longest=40, fact="contact"),
        Text(key="contact_dept", label="所在部门", longest=60, fact="department"),
        Text(key="contact_title", label="职务", longest=40),
        Phone(
            key="contact_phone",
            label="联系电话",
            fact="phone",
            hint="有事按这个号码联系；短信发到账户的手机号，在右上角【联系人和手机号】里修改",
        ),
        Phone(key="contact_tel", label="办公电话", required=False, hint="区号-号码"),
        Text(key="contact_email", label="电子邮箱", required=False),
        Text(key="contact_chat", label="QQ 或微信", longest=40, required=False),
        Text(key="leader_name", label="分管领导姓名", longest=40),
        Text(key="leader_title", label="分管领导职务", longest=40, required=False),
        Phone(key="leader_phone", label="分管领导电话", required=False),
    ),
)
UNIT_FORM = Form(title="用地单位信息", sections=(COMPANY, CONTACT), submit="确定")
