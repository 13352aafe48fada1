"""新增单位: a person asks that a unit which is on no list comes into the house; the agency looks at its certificate."""

from banshi.define import (
    YES_NO,
    AddUnit,
    Choice,
    Claim,
    Code,
    Form,
    Guide,
    Matter,
    MayFile,
    Region,
    Section,
    State,
    Superiors,
    Text,
    options,
)
from banshi.packs.account_matters.certificates import certificate
from banshi.packs.account_matters.codes import GB, NOBODYS_CODE, NOBODYS_NAME, ONE_CODE
from banshi.packs.account_matters.deciding import NOTICES, flow
from banshi.packs.account_matters.roles import OFFICER, PERSON, TREE

KINDS = options("机关", "事业单位", "国有企业", "集体企业", "民营企业", "外资企业", "社会团体", "其他")
RANKS = options("部级", "副部级", "厅局级", "副厅局级", "县处级", "副处级", "乡科级", "副科级", "无")
FUNDS = options("全额拨款", "差额拨款", "自收自支", "企业化管理", "无")
UNIT = Section(
    key="unit",
    title="单位信息",
    fields=(
        Text(key="name", label="单位名称", hint="与证照一致", facet=True),
        Region(key="region", label="所在地区"),
        Choice(key="kind", label="单位性质", options=KINDS),
        Choice(key="direct", label="测绘地理信息行政主管部门直属单位", options=YES_NO),
        Choice(key="rank", label="单位规格", options=RANKS),
        Choice(key="funds", label="经费形式", options=FUNDS),
        Code(
            key="org_code",
            label="组织机构代码",
            accepts=("org_code",),
            hint="9 位；只有统一社会信用代码的，填它的第 9 至 17 位",
            source=GB,
        ),
        Code(key="uscc", label="统一社会信用代码", accepts=("uscc",), required=False, source=GB),
    ),
)
NEW_UNIT = Matter(
    key="new_unit",
    title="新增单位",
    prefix="XZ",
    names=("name",),
    form=Form(title="新增单位申请", sections=(UNIT,)),
    flow=flow(
        Superiors(TREE),
        State(key="added", title="已新增"),
        asks=(PERSON,),
        decides=(OFFICER,),
        on_report=(Claim("new_unit", "org_code"),),
        on_approval=(AddUnit(name="name", code="org_code", uscc="uscc", region="region", top=True),),
    ),
    may_file=MayFile(rights=("self",), roles=(PERSON,), tree=TREE),
    materials=certificate(),
    rules=(ONE_CODE, NOBODYS_CODE, NOBODYS_NAME),
    notices=NOTICES,
    guide=Guide(
        kind="公共服务",
        serves=("自然人",),
        conditions=("单位还不在系统里",),
        promise="5 个工作日",
        result="单位列入系统，可以办理关联单位",
        steps=("填写单位信息、上传证照", "管理机构审核", "办理关联单位"),
        words=("单位", "企业", "新增"),
    ),
)
