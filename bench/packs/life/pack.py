"""A matter of twenty questions and two levels, nothing else: what a case costs, not what an agency wants to know."""

from collections.abc import Iterator
from dataclasses import replace

from banshi.define import (
    FILER,
    YES_NO,
    Choice,
    Counter,
    Day,
    Dimension,
    Field,
    Figures,
    Filing,
    Flow,
    Form,
    Home,
    Matter,
    MayFile,
    Menu,
    Money,
    Move,
    Notice,
    Number,
    Pack,
    Phone,
    Problem,
    Role,
    Roster,
    Rule,
    SameAnswers,
    Section,
    SignIn,
    StartCase,
    State,
    Superiors,
    Term,
    Text,
    Totals,
    Workbook,
    Worklist,
)

FILES, REVIEWS, TREE = "filer", "reviewer", "life"


def begins_before_end(filing: Filing) -> Iterator[Problem]:
    """The first day comes before the last."""
    if filing["begins"] and filing["ends"] and filing["begins"] > filing["ends"]:
        yield Problem("ends", "结束日期应晚于开始日期。")


def parts_make_the_whole(filing: Filing) -> Iterator[Problem]:
    """Own and borrowed money make the sum."""
    sums = [filing.number(key) for key in ("own", "borrowed", "total")]
    if None not in sums and sums[0] + sums[1] != sums[2]:  # type: ignore[operator]  # none of them is None
        yield Problem("total", "合计应等于自有与借入之和。")


def large_needs_a_reason(filing: Filing) -> Iterator[Problem]:
    """Much money asks for a long reason."""
    if (filing.number("total") or 0) > 10_000 and len(filing["reason"] or "") < 20:
        yield Problem("reason", "金额较大，请详细说明理由。", "warning")


def subject_is_reported_once(filing: Filing) -> Iterator[Problem]:
    """Nobody has reported the same project before."""
    if filing.lookups["same"]:
        yield Problem("subject", "这个项目已经报过。")


TEXTS: tuple[Field, ...] = tuple(Text(key=f"text_{number}", label=f"第 {number} 项") for number in range(1, 10))
QUESTIONS: tuple[Field, ...] = (
    Text(key="unit", label="单位名称", fact="name", read_only=True),
    Text(key="subject", label="项目名称", facet=True),
    Text(key="reason", label="理由", lines=3, longest=500),
    *TEXTS,
    Phone(key="phone", label="联系电话"),
    Choice(key="urgent", label="是否加急", options=YES_NO, facet=True),
    Day(key="begins", label="开始日期"),
    Day(key="ends", label="结束日期"),
    Money(key="own", label="自有资金"),
    Money(key="borrowed", label="借入资金"),
    Money(key="total", label="合计", facet=True),
    Number(key="people", label="人数", least="1"),
)
FLOW = Flow(
    states=(
        State(key="draft", title="填写中", desk=FILER, editable=True),
        State(key="waiting", title="待审核", desk=Superiors(TREE)),
        State(key="returned", title="已退回", desk=FILER),
        State(key="granted", title="已通过"),
    ),
    moves=(
        Move(key="report", title="上报", start=("draft",), to="waiting", by=(FILES,), reports=True),
        Move(
            key="approve",
            title="通过",
            start=("waiting",),
            to="granted",
            by=(REVIEWS,),
            opinion="optional",
            climbs=True,
        ),
        Move(key="return", title="退回", start=("waiting",), to="returned", by=(REVIEWS,), opinion="required"),
        Move(key="reopen", title="修改", start=("returned",), to="draft", by=(FILES,)),
    ),
)
MATTER = Matter(
    key="request",
    title="申请",
    prefix="BM",
    form=Form(title="申请信息", sections=(Section(key="all", title="申请信息", fields=QUESTIONS),)),
    flow=FLOW,
    may_file=MayFile(rights=("self",), roles=(FILES,), tree=TREE),
    rules=(
        Rule(code="L1", title="日期先后", about=("ends",), check=begins_before_end),
        Rule(code="L2", title="合计相符", about=("total",), check=parts_make_the_whole),
        Rule(code="L3", title="理由充分", about=("reason",), check=large_needs_a_reason, weight="warning"),
    ),
    notices=(
        Notice(on="report", to="desk", text="{unit}上报了{matter}，编号 {ref}。"),
        Notice(on="approve", to="desk", text="{unit}的{matter}经{by}通过，请审核。编号 {ref}。", last=False),
        Notice(on="approve", to="filer", text="{matter}已通过。编号 {ref}。", last=True),
        Notice(on="return", to="filer", text="{matter}被{by}退回：{opinion}"),
    ),
    workbook=Workbook(key="subject"),
)
COMPARED = replace(
    MATTER,
    key="compared",
    title="查重申请",
    prefix="BC",
    rules=(
        *MATTER.rules,
        Rule(
            code="L4",
            title="项目只报一次",
            about=("subject",),
            check=subject_is_reported_once,
            lookups=(SameAnswers(name="same", of=("subject", "urgent"), states=("waiting", "returned", "granted")),),
        ),
    ),
)
TIMED = replace(
    MATTER,
    key="timed",
    title="限时申请",
    prefix="BT",
    flow=replace(
        FLOW,
        terms=(Term(key="decide", title="审核期限", states=("waiting",), days=5, law="测速"),),
    ),
)
START = StartCase(title="新申请", matter="request", roles=(FILES,))
MINE = Worklist(
    title="我的申请",
    key="mine",
    of="mine",
    matter="request",
    columns=("subject", "urgent", "total"),
    search=("subject", "urgent"),
    reported=True,
    moves=("report", "reopen"),
    together=("report",),
    roles=(FILES,),
)
WAITING = Worklist(title="待审核", key="waiting", of="desk", together=("approve", "return"), roles=(REVIEWS,))
HANDLED = Worklist(title="已审核", key="handled", of="handled", roles=(REVIEWS,))
REACHED = Worklist(
    title="收到的申请",
    key="reached",
    of="reached",
    matter="request",
    columns=("subject", "urgent", "total"),
    search=("subject", "urgent"),
    roles=(REVIEWS,),
)
COUNTERS = (
    Counter(title="上报", states=("waiting", "returned", "granted")),
    Counter(title="通过", states=("granted",)),
    Counter(title="退回", states=("returned",)),
    Counter(title="未审", states=("waiting",)),
)
TOTALS = Totals(
    title="汇总",
    matter="request",
    counters=COUNTERS,
    dimensions=(Dimension(title="一级单位"), Dimension(title="加急", of="urgent")),
    measure="total",
)
ROSTER = Roster(title="填报进度", matter="request", passed=("granted",), returned=("returned",))

PACK = Pack(
    key="life",
    title="测速",
    agency="测速中心",
    summary="只为测速。",
    roles=(Role(key=FILES, title="申请人"), Role(key=REVIEWS, title="审核人")),
    sign_in=SignIn(identifier="org_code", label="用户名"),
    matters=(MATTER, COMPARED, TIMED),
    menus=(Menu(title="办理", pages=(START, MINE, WAITING, HANDLED, REACHED, TOTALS, ROSTER)),),
    home=Home(
        starts=(START,), waiting=(WAITING,), figures=(Figures(title="申请", matter="request", counters=COUNTERS),)
    ),
)
