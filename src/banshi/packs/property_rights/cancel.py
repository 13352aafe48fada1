"""注销登记: a unit leaves the register, and nobody files for it any more."""

from collections.abc import Iterator

from banshi.define import (
    Choices,
    CloseUnit,
    Code,
    Day,
    EndRecord,
    Filing,
    Form,
    IssuePaper,
    Layout,
    Matter,
    Paper,
    Problem,
    Rule,
    Section,
    State,
    Text,
    UnitsBelow,
    When,
    options,
)
from banshi.packs.property_rights.flow import FILED_BY, REGISTERED_CASE, level_by_level, take_back_from
from banshi.packs.property_rights.forms import CONTACT, INVESTMENTS, TREE
from banshi.packs.property_rights.guides import CANCEL_GUIDE
from banshi.packs.property_rights.materials import Matrix
from banshi.packs.property_rights.notices import NOTICES
from banshi.packs.property_rights.rules import REGISTER

WOUND_UP = ("解散清算", "破产清算", "吸收合并注销")
LEFT = ("全部转让", "划出至其他国资监管机构", "减资退出", "股权出资退出", "其他")

CANCELLATION = Form(
    title="注销情况",
    sections=(
        Section(
            key="situation",
            title="注销情形",
            fields=(
                Choices(
                    key="situations",
                    fresh=True,
                    label="产权登记情形",
                    options=options(*WOUND_UP, *LEFT),
                    source="29号令",
                ),
                Text(key="reason", fresh=True, label="注销原因", longest=500, lines=3),
                Day(key="period", fresh=True, label="注销日期", hint="工商注销或产权转出完成的日期", past=True),
            ),
        ),
        Section(
            key="identity",
            title="企业基本情况",
            fields=(
                Text(key="name", label="企业名称", fact="name", read_only=True, facet=True),
                Code(
                    key="org_code",
                    label="组织机构代码",
                    accepts=("org_code",),
                    fact="code",
                    read_only=True,
                    facet=True,
                    source="GB 11714",
                ),
                Text(key="legal_representative", label="法定代表人", longest=40),
            ),
        ),
        Section(
            key="outward",
            title="对外投资情况",
            hint="注销前应当全部处置；已经处置的请删除该行",
            fields=(INVESTMENTS,),
        ),
        CONTACT,
    ),
)


def nothing_below(filing: Filing) -> Iterator[Problem]:
    """PR18: no unit stands below any more."""
    below = filing.lookups["below"]
    if below:
        yield Problem("org_code", f"下面还有 {below} 家企业没有注销或划出，请先办理它们的注销或由管理员调整隶属关系。")


def investments_are_gone(filing: Filing) -> Iterator[Problem]:
    """PR18: what was invested has been disposed of."""
    if filing.rows("investments"):
        yield Problem(filing.rows("investments")[0].at("name"), "还有对外投资没有处置，处置完成后才能注销。")


CANCEL_MATERIALS = Matrix(
    {"wound_up": When("situations", is_in=WOUND_UP), "left": When("situations", is_in=LEFT)}
).listed(
    ("application", "业务办理申请文件", "R R"),
    ("resolution", "决策文件（董事会、股东会、党委会决议）", "R R"),
    ("approval", "批复文件（国资监管机构、国家出资企业、主管部门）", "C R"),
    ("agreement", "转让、划转协议", "- R"),
    ("valuation", "资产评估核准或备案表", "C R"),
    ("exchange_voucher", "产权交易凭证（进场交易）", "- C"),
    ("audit", "审计报告或上年度财务报告", "R R"),
    ("debt_note", "债务处置或承继说明、减资公告", "C -"),
    ("staff_vote", "职工代表大会决议", "C C"),
    ("encumbrance", "抵押、质押、留置、保证、冻结情况说明", "- R"),
    ("old_cert", "原产权登记证（登记表）", "R R"),
    ("liquidation", "清算报告、注销公告、工商注销证明或破产裁定", "R -"),
    ("other", "其他情况说明", "C C"),
)

CANCELLATION_FORM = Paper(
    key="cancellation_form",
    title="企业产权注销登记表",
    number="产权注销〔{year}〕{serial:06}号",
    layouts=(Layout("standard", "注销登记表（A4）", "cancellation_form.typ"),),
    fields=("name", "org_code", "situations", "reason", "period", "legal_representative", "filler", "filler_phone"),
    shown=("name", "org_code", "situations", "period"),
    replaces=("registration_form", "registration_certificate"),
)

CANCEL = Matter(
    key="cancel",
    title="注销登记",
    prefix="ZX",
    form=CANCELLATION,
    flow=level_by_level(
        State(key="cancelled", title="已注销"),
        agree=("同意上报。", "经审核，注销情况与资料相符，同意。"),
        reject=("注销资料不全，请补充后重新上报。",),
        on_report=(REGISTERED_CASE,),
        on_approval=(EndRecord(REGISTER), CloseUnit(), IssuePaper("cancellation_form")),
        more=(take_back_from("cancelled"),),
    ),
    may_file=FILED_BY,
    starts_from=REGISTER,
    materials=CANCEL_MATERIALS,
    rules=(
        Rule(
            code="PR18",
            title="没有下级企业",
            about=("org_code",),
            check=nothing_below,
            lookups=(UnitsBelow(name="below", tree=TREE),),
        ),
        Rule(code="PR18A", title="对外投资已处置", about=("investments/name",), check=investments_are_gone),
    ),
    papers=(CANCELLATION_FORM,),
    notices=NOTICES,
    guide=CANCEL_GUIDE,
)
