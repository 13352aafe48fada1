"""What sets mistakes right: 更正登记 of what was registered wrongly, and 补领 of a paper that is lost or spoilt."""

from banshi.define import (
    ALWAYS,
    Choice,
    Code,
    Day,
    Form,
    Material,
    Matter,
    Not,
    ReissuePaper,
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
from banshi.packs.property_rights.guides import CORRECT_GUIDE, REPLACE_GUIDE
from banshi.packs.property_rights.materials import under_the_same_terms
from banshi.packs.property_rights.notices import NOTICES
from banshi.packs.property_rights.papers import registration_papers
from banshi.packs.property_rights.rules import CONTENT_RULES, REGISTER

CORRECTION = Form(
    title="更正内容",
    sections=(
        Section(
            key="situation",
            title="更正说明",
            hint="只更正登记错误；企业情况本身有变化的，请办理变动登记",
            fields=(
                Text(
                    key="reason", fresh=True, label="更正原因", longest=500, lines=3, hint="写明哪一项登记错了、为什么"
                ),
                Day(key="period", label="数据截止日", hint="与原登记一致", past=True),
            ),
        ),
        REGISTERED_IDENTITY,
        CAPITAL,
        OWNERSHIP,
        OUTWARD,
        CONTACT,
    ),
)

CORRECT = Matter(
    key="correct",
    title="更正登记",
    prefix="GZ",
    form=CORRECTION,
    flow=level_by_level(
        State(key="registered", title="已登记"),
        agree=("同意更正。",),
        reject=("更正原因不清楚，请补充说明。",),
        on_report=(REGISTERED_CASE,),
        on_approval=INTO_THE_REGISTER,
        more=(take_back_from("registered"),),
    ),
    may_file=FILED_BY,
    starts_from=REGISTER,
    materials=under_the_same_terms(
        "更正依据",
        Material(key="proof", title="证明登记有误的文件"),
        Material(key="old_cert", title="原产权登记证（登记表）", required=ALWAYS),
        Material(key="other", title="其他情况说明", required=None),
    ),
    rules=CONTENT_RULES,
    papers=registration_papers(CORRECTION),
    notices=NOTICES,
    guide=CORRECT_GUIDE,
)

LOST = When("cause", is_in=("遗失",))
REPLACEMENT = Form(
    title="补领申请",
    sections=(
        Section(
            key="application",
            title="补领事项",
            hint="补领后发新的编号，原证（表）同时失效，核验时显示“已换发”",
            fields=(
                Choice(key="cause", fresh=True, label="补领原因", options=options("遗失", "损坏", "其他")),
                Text(key="reason", fresh=True, label="情况说明", longest=500, lines=3),
                Text(key="name", label="企业名称", fact="name", read_only=True),
                Code(
                    key="org_code",
                    label="组织机构代码",
                    accepts=("org_code",),
                    fact="code",
                    read_only=True,
                    source="GB 11714",
                ),
            ),
        ),
        CONTACT,
    ),
)

REPLACE_PAPER = Matter(
    key="replace_paper",
    title="登记证（表）补领",
    prefix="BL",
    form=REPLACEMENT,
    flow=level_by_level(
        State(key="reissued", title="已补发"),
        agree=("同意补领。",),
        reject=("请补充遗失声明。",),
        on_report=(REGISTERED_CASE,),
        on_approval=(ReissuePaper(("registration_form", "registration_certificate")),),
        more=(take_back_from("reissued"),),
    ),
    may_file=FILED_BY,
    starts_from=REGISTER,
    materials=under_the_same_terms(
        "补领资料",
        Material(key="application", title="补领申请"),
        Material(key="lost_notice", title="遗失声明", when=LOST),
        Material(key="old_cert", title="损坏的原登记证（表）", when=Not(LOST), required=None),
    ),
    notices=NOTICES,
    guide=REPLACE_GUIDE,
)
