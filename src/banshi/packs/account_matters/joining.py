"""关联单位: a person asks to work for a unit; its administrator lets them in or, where there is none yet, the agency."""

from banshi.define import (
    SEATS,
    YES_NO,
    Administrator,
    Bind,
    Binding,
    Choice,
    Claim,
    Code,
    Form,
    Guide,
    Matter,
    MayFile,
    Option,
    Organisation,
    Phone,
    Section,
    State,
    Text,
    When,
)
from banshi.packs.account_matters.certificates import certificate
from banshi.packs.account_matters.deciding import NOTICES, flow
from banshi.packs.account_matters.roles import ADMINISTRATOR, OFFICER, PERSON, TREE

UNIT = Section(
    key="chosen",
    title="关联的单位",
    fields=(
        Organisation(key="unit", label="单位名称", among="units", read_only=True, facet=True),
        Code(
            key="unit_code",
            label="组织机构代码或统一社会信用代码",
            accepts=("uscc", "org_code"),
            read_only=True,
            source="GB 11714、GB 32100",
        ),
        Choice(
            key="administered",
            label="单位已有管理员",
            options=YES_NO,
            read_only=True,
            hint="有管理员的，由单位管理员审核；没有的，由管理机构凭证照审核",
        ),
    ),
)
PERSON_THERE = Section(
    key="there",
    title="在单位的工作",
    fields=(
        Choice(
            key="seat",
            label="分工",
            options=tuple(Option(seat, words) for seat, words in SEATS.items()),
            hint="填报：填写办件；复核：核对办件；签发：填写、提交办件",
        ),
        Text(key="post", label="所在部门和职务", longest=60),
        Phone(key="phone", label="联系电话", fact="phone", hint="审核的人会打这个电话核实"),
        Text(key="reason", label="说明", required=False, lines=2, longest=200),
    ),
)
JOINING = Matter(
    key="joining",
    title="关联单位",
    prefix="GL",
    form=Form(title="关联单位申请", sections=(UNIT, PERSON_THERE)),
    flow=flow(
        Administrator(of="unit"),
        State(key="joined", title="已关联"),
        asks=(PERSON,),
        decides=(ADMINISTRATOR, OFFICER),
        on_report=(Claim("joining", "unit", own=True),),
        on_approval=(Bind(),),
    ),
    may_file=MayFile(rights=("self",), roles=(PERSON,), tree=TREE),
    materials=certificate(When("administered", is_in=("否",))),
    notices=NOTICES,
    guide=Guide(
        kind="公共服务",
        serves=("自然人",),
        conditions=("已经注册账户", "单位已经在系统里；不在的，先办理新增单位"),
        promise="管理机构 5 个工作日内审核；单位管理员随时审核",
        result="可以以单位的名义办理单位的事项",
        steps=("查找单位", "填写单位代码", "说明分工", "单位管理员或者管理机构审核"),
        words=("绑定", "单位", "企业"),
    ),
    binds=Binding(unit="unit", code="unit_code", administered="administered", seat="seat"),
)
