"""变动登记: what is registered of a unit changes; the case starts from it and says what becomes of it."""

from collections.abc import Iterator

from banshi.define import (
    YES_NO,
    Choice,
    Choices,
    Day,
    Filing,
    Form,
    Matter,
    Problem,
    Rule,
    Section,
    State,
    Text,
    When,
    options,
)
from banshi.packs.property_rights.flow import (
    FILED_BY,
    INTO_THE_REGISTER,
    REGISTERED_CASE,
    level_by_level,
    take_back_from,
)
from banshi.packs.property_rights.forms import CAPITAL, CONTACT, OUTWARD, OWNERSHIP, REGISTERED_IDENTITY
from banshi.packs.property_rights.guides import CHANGE_GUIDE
from banshi.packs.property_rights.materials import Matrix
from banshi.packs.property_rights.notices import NOTICES
from banshi.packs.property_rights.papers import registration_papers
from banshi.packs.property_rights.rules import CONTENT_RULES, REGISTER

# What may be ticked, and which answers each explains.
MONEY = ("registered_capital", "paid_in_capital", "state_capital", "currency", "investors")
HOLDINGS = ("investors", "main_investor", "ownership_class", "state_capital")
EXPLAINED = {
    "名称": ("name", "established_on"),
    "注册地": ("region", "address", "territory", "country"),
    "主营业务": ("main_business", "industries", "is_core"),
    "组织形式（改制）": ("organisation_form", "ownership_class", "listed", "ticker", "uscc"),
    "增资（货币）": MONEY,
    "增资（非货币）": MONEY,
    "转增资本": MONEY,
    "债转股": MONEY,
    "减资": MONEY,
    "股权无偿划转": HOLDINGS,
    "协议转让": HOLDINGS,
    "进场转让": HOLDINGS,
    "吸收合并": (*MONEY, "investments"),
    "分立": (*MONEY, "investments"),
    "出资人名称变化": ("investors",),
    "级次变化": ("tier", "main_investor"),
    "其他": (),
}
# What follows from a change, or says who files: these need no tick of their own.
ATTENDANT = {
    *(
        "assets",
        "liabilities",
        "equity",
        "ownership_class",
        "state_capital",
        "investments",
        "registry_level",
        "flags",
        "size",
    ),
    "operating_state",
}
INCREASE = ("增资（货币）", "增资（非货币）", "转增资本", "债转股")
TRANSFER = ("股权无偿划转", "协议转让", "进场转让", "吸收合并", "分立")
DECREASE = ("减资",)
BASIC = ("名称", "注册地", "主营业务", "组织形式（改制）", "出资人名称变化", "级次变化", "其他")

SITUATION = Section(
    key="situation",
    title="变动情形",
    fields=(
        Choices(
            key="situations",
            fresh=True,
            label="产权登记情形",
            options=options(*EXPLAINED),
            hint="可以同时选择几项；下面改动的内容要与所选情形相符",
            source="29号令",
        ),
        Text(key="reason", fresh=True, label="变动原因", longest=500, lines=3),
        Day(key="period", fresh=True, label="变动日期", hint="经济行为完成的日期", past=True),
        Choice(key="business_registered", fresh=True, label="是否已办工商变更登记", options=YES_NO),
    ),
)
CHANGED_INFORMATION = Form(
    title="变动情况", sections=(SITUATION, REGISTERED_IDENTITY, CAPITAL, OWNERSHIP, OUTWARD, CONTACT)
)


def something_changed(filing: Filing) -> Iterator[Problem]:
    """PR15: the system compares with what is registered; without a difference there is nothing to register."""
    changed = [
        key for key in filing.changed if key not in ATTENDANT - {"assets", "investments", "operating_state", "size"}
    ]
    if filing.record is not None and not changed:
        yield Problem("situations", "与已登记的数据相比没有变化，不需要办理变动登记。")


def ticks_explain_changes(filing: Filing) -> Iterator[Problem]:
    """PR15: each change belongs to a ticked situation, and each ticked situation shows in a change."""
    ticked, changed = filing["situations"] or [], set(filing.changed)
    if filing.record is None or not changed:
        return
    for situation in ticked:
        if EXPLAINED[situation] and not changed.intersection(EXPLAINED[situation]):
            yield Problem("situations", f"选择了“{situation}”，但有关的内容与已登记的数据相同。")
    explained = {key for situation in ticked for key in EXPLAINED[situation]} | ATTENDANT
    for key in sorted(changed - explained):
        if "其他" not in ticked:
            yield Problem(
                key, "这一项与已登记的数据不同，但没有选择相应的变动情形；请补选情形，或选“其他”并在变动原因里写明。"
            )


IS_CHANGE = {
    "increase": When("situations", is_in=INCREASE),
    "transfer": When("situations", is_in=TRANSFER),
    "decrease": When("situations", is_in=DECREASE),
    "basic": When("situations", is_in=BASIC),
}
# R: must be there; C: as applicable; a situation not named: not asked.
CHANGE_MATERIALS = Matrix(IS_CHANGE).listed(
    ("application", "业务办理申请文件", "R R R R"),
    ("resolution", "决策文件（董事会、股东会、党委会决议）", "R R R C"),
    ("approval", "批复文件（国资监管机构、国家出资企业、主管部门）", "R R R -"),
    ("agreement", "投资、增资、转让、划转协议", "R R - -"),
    ("articles", "公司章程或章程修正案", "R R R C"),
    ("name_notice", "名称变更核准通知书", "- - - C"),
    ("licence", "营业执照（本企业）", "R R R R"),
    ("investor_ids", "各出资人营业执照、法人证书、身份证明", "R R - -"),
    ("investor_cert", "国有出资人产权登记证（表）", "R R - -"),
    ("capital_verification", "验资报告、货币出资进账单", "R - R -"),
    ("valuation", "资产评估核准或备案表", "C R C -"),
    ("exchange_voucher", "产权交易凭证（进场交易）", "C C - -"),
    ("audit", "审计报告或上年度财务报告", "R R R -"),
    ("debt_note", "债务处置或承继说明、减资公告", "- C R -"),
    ("staff_vote", "职工代表大会决议", "- C - -"),
    ("encumbrance", "抵押、质押、留置、保证、冻结情况说明", "R R R -"),
    ("old_cert", "原产权登记证（登记表）", "R R R R"),
    ("other", "其他情况说明", "C C C C"),
)

CHANGE = Matter(
    key="change",
    title="变动登记",
    prefix="BD",
    form=CHANGED_INFORMATION,
    flow=level_by_level(
        State(key="registered", title="已登记"),
        agree=("同意上报。", "经审核，变动情况与资料相符，同意。"),
        reject=("变动情形与资料不符，请核对后重新上报。", "附件不清晰，请重新扫描上传。"),
        on_report=(REGISTERED_CASE,),
        on_approval=INTO_THE_REGISTER,
        more=(take_back_from("registered"),),
    ),
    may_file=FILED_BY,
    starts_from=REGISTER,
    materials=CHANGE_MATERIALS,
    rules=(
        *CONTENT_RULES,
        Rule(code="PR15", title="与登记数据相比有变化", about=("situations",), check=something_changed),
        Rule(code="PR15A", title="变动情形与变动内容相符", about=("situations",), check=ticks_explain_changes),
    ),
    papers=registration_papers(CHANGED_INFORMATION),
    notices=NOTICES,
    guide=CHANGE_GUIDE,
)
