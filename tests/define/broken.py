"""A smallest broken word for every sentence of `banshi.define.faults`: what `banshi check` says of it, and the word."""

from dataclasses import replace

from banshi.define import (
    DECIDER,
    FILER,
    SEATS,
    YES_NO,
    AddUnit,
    Administrator,
    AnswersOf,
    Ask,
    Bind,
    Binding,
    CasesOf,
    Choice,
    Choices,
    Claim,
    Code,
    Converted,
    Counter,
    DemoCampaign,
    DemoCase,
    DemoOpening,
    DemoPerson,
    DemoUnit,
    Desk,
    Dimension,
    EndNaming,
    EndRecord,
    Field,
    Figures,
    Flow,
    HandOutSlips,
    Home,
    ImportCases,
    IssuePaper,
    KeepRecord,
    Layout,
    Material,
    MaterialList,
    Matter,
    MayFile,
    Menu,
    Move,
    NameFiler,
    Not,
    Notice,
    Number,
    OldSystem,
    Organisation,
    Pack,
    Page,
    Paper,
    PrintPapers,
    Publish,
    Registration,
    ReissuePaper,
    Role,
    Roster,
    Rule,
    SameAnswers,
    Section,
    SignIn,
    SignUp,
    StartCase,
    State,
    Superiors,
    Table,
    Text,
    Totals,
    UnitCoded,
    UnitOf,
    When,
    Word,
    Workbook,
    Worklist,
    options,
)
from banshi.define.guides import KINDS, SERVES
from tests.define.sound import APPROVE, FLOW, FORM, GUIDE, MATTER, MINE, PACK, PAPER, REPORT, STATES, TERM

ROWS = (Text(key="own", label="列"),)

NAMED: list[tuple[str, Word]] = [
    ("服务包“9x”的键只能用小写字母、数字和下划线，并以字母开头", replace(PACK, key="9x")),
    ("角色“clerk”重复了", Role(key="clerk", title="又一个")),
    ("事项“apply”重复了", replace(MATTER, prefix="AP")),
    ("事项“two”的编号前缀“sq”应为 2 至 4 个大写字母，且不与别的事项相同", replace(MATTER, key="two", prefix="sq")),
    ("填报角色“boss”不存在", MayFile(rights=("self",), roles=("boss",), tree="树")),
    ("填报资格“all”不认识", MayFile(rights=("all",), roles=("clerk",), tree="树")),  # type: ignore[arg-type]
]
ASKED: list[tuple[str, Word]] = [
    ("栏目组“main”重复了", Section(key="main", title="又一组", fields=())),
    ("栏目“name”重复了", Text(key="name", label="又一个")),
    ("asks_first 中的栏目“gone”不在表单里", replace(MATTER, key="two", prefix="TW", asks_first=("gone",))),
    (
        "事项“two”用栏目“gone”称呼办件，它应是表单里的文字、代码或单选",
        replace(MATTER, key="two", prefix="TW", names=("gone",)),
    ),
    ("工作簿用“post”区分各行，它应是一定要填的文字或代码栏目", Workbook(key="post")),
    ("工作簿已填好的栏目“gone”不在表单里", Workbook(key="name", given={"gone": "是"})),
    ("工作簿示例行的栏目“rows/gone”不在表单里", Workbook(key="name", example={"rows/gone": "是"})),
    ("栏目“a”取自单位信息“age”，但没有这一项", Text(key="a", label="甲", fact="age")),
    ("栏目“a”只读，却没有内容来源（fact）", Text(key="a", label="甲", read_only=True)),
    ("栏目“a”有重复的选项", Choice(key="a", label="甲", options=options("是", "是"))),
    ("栏目“a”没有选项", Choices(key="a", label="甲", options=())),
    ("栏目“a”的代码种类“isbn”不认识", Code(key="a", label="甲", accepts=("isbn",))),
    ("栏目“a”的代码样式“[”写错了", Code(key="a", label="甲", accepts=("uscc",), also=("[",))),
    ("栏目“a”的范围“1,000”不是数字", Number(key="a", label="甲", most="1,000")),
    (
        "栏目“a”的编排“地块”应写成 地块 {serial:02} 的样子，只有一处 serial",
        Text(key="a", label="甲", series="地块"),
    ),
    (
        "栏目“a”的换算系数“千”不是数字",
        Number(key="a", label="甲", also=Converted("亩", "千")),
    ),
    ("栏目“a”的单位范围“town”不认识", Organisation(key="a", label="甲", tree="树", among="town")),
    ("栏目“a”没有说明在哪种隶属关系（tree）里选择单位", Organisation(key="a", label="甲", among="all")),
    ("表“t”至少 3 行，却至多 2 行", Table(key="t", label="表", columns=ROWS, least=3, most=2)),
    ("表“t”里不能再有表“u”", Table(key="t", label="表", columns=(Table(key="u", label="表", columns=ROWS),))),
    (
        "列“b”不能取自单位信息，也不能只读",
        Table(key="t", label="表", columns=(Text(key="b", label="乙", fact="name"),)),
    ),
    (
        "列“b”的条件提到同一行里没有的“name”",
        Table(key="t", label="表", columns=(Text(key="b", label="乙", when=When("name", is_in=("甲",))),)),
    ),
    ("栏目“b”没有选项", Table(key="t", label="表", columns=(Choice(key="b", label="乙", options=()),))),
    ("条件提到的栏目“gone”不在表单里", Text(key="a", label="甲", when=When("gone", is_in=("是",)))),
    ("条件提到的栏目“gone”不在表单里", Section(key="s", title="组", fields=(), when=When("gone", is_in=("是",)))),
    ("条件“post”提到的选项“也许”不存在", Text(key="a", label="甲", when=Not(When("post", is_in=("也许",))))),
]
ATTACHED: list[tuple[str, Word]] = [
    ("材料“filled”也是打印出来的填报表（printed），一个事项只有一份", Material(key="filled", title="表", printed=True)),
    ("材料“photo”重复了", Material(key="photo", title="又一张")),
    ("附件格式“exe”不认识", MaterialList(title="附件", materials=(), kinds=("exe",))),
    ("条件提到的栏目“gone”不在表单里", Material(key="a", title="甲", required=When("gone", is_in=("是",)))),
    ("条件提到的栏目“gone”不在表单里", Material(key="a", title="甲", when=When("gone", is_in=("是",)))),
    ("材料“a”出现的条件永远不会成立", Material(key="a", title="甲", when=When("post", is_in=()))),
    ("规则“R1”重复了", Rule(code="R1", title="又一条", about=("name",))),
    ("规则“R2”没有指明针对哪个栏目", Rule(code="R2", title="规则", about=())),
    ("规则“R2”针对的栏目“gone”不在表单里", Rule(code="R2", title="规则", about=("gone",))),
    (
        "规则“R2”要查的“name”不是选择单位的栏目",
        Rule(code="R2", title="规则", about=("name",), lookups=(UnitOf(name="n", of="name", tree="树"),)),
    ),
    (
        "规则“R2”要查的栏目“gone”不在表单里",
        Rule(code="R2", title="规则", about=("name",), lookups=(UnitCoded(name="n", of="gone"),)),
    ),
]
ATTACHED += [
    (
        "规则“R2”要查的事项“gone”不存在",
        Rule(code="R2", title="规则", about=("name",), lookups=(CasesOf(name="n", matter="gone", states=()),)),
    ),
    (
        "规则“R2”要查的状态“gone”不存在",
        Rule(code="R2", title="规", about=("name",), lookups=(AnswersOf(name="n", matter="apply", states=("gone",)),)),
    ),
    (
        "规则“R2”按相同的栏目查找，第一个应是留作检索（facet）的文字栏目，其余应在表单里",
        Rule(code="R2", title="规则", about=("name",), lookups=(SameAnswers(name="n", of=("post",), states=()),)),
    ),
    (
        "规则“R2”要在“report”时核对，但没有这个决定的办理动作",
        Rule(code="R2", title="规则", about=("name",), on=("report",)),
    ),
]
DECIDED: list[tuple[str, Word]] = [
    ("流程里没有状态", Flow(states=(), moves=FLOW.moves)),
    ("状态“done”重复了", State(key="done", title="又一个")),
    ("办理动作“approve”重复了", replace(APPROVE, title="又一个")),
    ("办理动作“x”提到的状态“gone”不存在", replace(APPROVE, key="x", to="gone")),
    ("办理动作“x”的角色“boss”不存在", replace(APPROVE, key="x", by=("boss",))),
    ("办理动作“x”没有说谁可以办理", replace(APPROVE, key="x", by=())),
    ("办理动作“x”逐级上升，但起始状态不在上级的案头", replace(REPORT, key="x", climbs=True)),
    (
        "办理动作“x”上报或者退回补正，办件还要继续，不是不予或者终止（refuses）",
        replace(REPORT, key="x", refuses=True),
    ),
    (
        "办理动作“x”的意见只在案头之间（internal），应写意见，由上级办理，仍在上级的案头",
        replace(APPROVE, key="x", opinion="required", internal=True),
    ),
    (
        "办理动作“x”收回决定，应由作出决定的单位（DECIDER）办理，并回到上级的案头",
        Move(key="x", title="收回", start=("done",), to="draft", by=("officer",), seat=DECIDER, takes_back=True),
    ),
    (
        "办理动作“x”退回补正（corrects），应由上级在自己的案头办理，并回到填报人手里",
        replace(APPROVE, key="x", corrects=True),
    ),
    ("状态“lost”到不了", State(key="lost", title="丢失")),
    ("流程里没有上报（reports）的办理动作", Flow(states=STATES, moves=(replace(REPORT, reports=False), APPROVE))),
    ("要签发的证照文书“gone”不存在", IssuePaper("gone")),
    ("条件提到的栏目“gone”不在表单里", IssuePaper("card", when=When("gone", is_in=("是",)))),
    ("登记时期“name”不是表单里的日期栏目", KeepRecord("册", period="name")),
    ("要结束的登记“册”不是事项所依据的登记（starts_from）", EndRecord("册")),
    (
        "事项“enter”使单位进入登记“册”，应由它记入这一登记，也不能以已有的登记为依据",
        replace(MATTER, key="enter", prefix="EN", enters="册"),
    ),
    (
        "事项“renew”更新登记“册”，应由它记入这一登记，也不再写 starts_from",
        replace(MATTER, key="renew", prefix="RE", renews="册"),
    ),
    ("要补发的证照文书“gone”不存在", ReissuePaper(("card", "gone"))),
    ("指定填报要用的“name”不是选择单位的栏目", NameFiler(unit="unit", files="name")),
    ("指定填报要用的“name”不是选择单位的栏目", EndNaming(unit="name", files="unit")),
    ("要公示的“gone”不是表单里的栏目", Publish(result="准予", shown=("gone",))),
    ("要占用的栏目“gone”不在表单里", Claim("名称", of="gone")),
    ("增加单位要用的栏目“gone”不在表单里", AddUnit(name="name", code="gone")),
    ("新单位的上级“name”不是选择单位的栏目", AddUnit(name="name", series="XX", parent="name")),
    ("代码的字头“x1”应为 2 个大写字母", AddUnit(name="name", series="x1")),
    ("新单位没有代码：要么由栏目填写，要么由系统按字头编制", AddUnit(name="name")),
    ("事项“apply”关联单位，却没有说明关联哪个单位（binds）", Bind()),
    (
        "角色“judge”要用动态口令，不能随单位人员的分工（seat）给出",
        Role(key="judge", title="审核", seat="signs", second_factor="totp"),
    ),
]
TIMED: list[tuple[str, Word]] = [
    ("时限“decide”重复了", replace(TERM, title="又一个")),
    ("时限“x”提到的状态“gone”不存在，或者没有案头", replace(TERM, key="x", states=("waiting", "gone"), lapses="")),
    ("时限“x”提到的状态“done”不存在，或者没有案头", replace(TERM, key="x", still=("done",))),
    (
        "时限“x”应写明在哪些状态计时（states），停止计时的状态（still）不能与它们相同",
        replace(TERM, key="x", still=("waiting",)),
    ),
    ("时限“x”的天数不对：法定天数至少 1 天，承诺天数不多于法定天数", replace(TERM, key="x", promised=21)),
    ("条件提到的栏目“gone”不在表单里", replace(TERM, key="x", when=When("gone", is_in=("是",)))),
    ("时限“x”没有写明依据（law）", replace(TERM, key="x", law="")),
    ("时限“x”要提醒的角色“boss”不存在", replace(TERM, key="x", alerts=("boss",))),
    ("时限“x”届满时的办理动作“gone”不存在，或者不能从它计时的状态开始", replace(TERM, key="x", lapses="gone")),
    (
        "时限“x”届满时的办理动作“approve”由系统作出：不写谁办理（by），不上报，也不逐级上升",
        replace(TERM, key="x", lapses="approve"),
    ),
]
SAID: list[tuple[str, Word]] = [
    ("证照文书“card”重复了", replace(PAPER, title="又一种")),
    ("证照文书“two”没有模板", replace(PAPER, key="two", layouts=())),
    ("证照文书“two”要代替的“gone”不存在", replace(PAPER, key="two", replaces=("gone",))),
    ("证照文书“two”要用的“gone”没有栏目可填", replace(PAPER, key="two", shown=("gone",))),
    ("证照文书“two”的编号里“day”不认识，只能用 year 和 serial", replace(PAPER, key="two", number="{day}-{serial}")),
    ("证照文书“two”的编号里没有流水号 serial", replace(PAPER, key="two", number="证{year}号")),
    (
        "证照文书“two”的编号“{serial”写错了花括号",
        Paper(key="two", title="证", number="{serial", layouts=PAPER.layouts, fields=()),
    ),
    ("证照文书“two”的编号“{serial:z}”写错了花括号", replace(PAPER, key="two", number="{serial:z}")),
    ("通知针对的办理动作“gone”不存在", Notice(on="gone", to="filer", text="好")),
    (
        "通知里的“day”不认识，可以用：matter、unit、ref、by、opinion、desk",
        Notice(on="approve", to="desk", text="{day}"),
    ),
    ("通知“{by”写错了花括号", Notice(on="approve", to="desk", text="{by")),
    (
        "通知里的“unit”不认识，可以用：matter、count、cases、by、opinion、desk",
        Notice(on="approve", to="desk", text="好", many="{unit}"),
    ),
]
SHOWN: list[tuple[str, Word]] = [
    ("页面“新页”的角色“boss”不存在", Page(title="新页", roles=("boss",))),
    ("首页的台账“other”不在菜单里", Home(starts=(), waiting=(replace(MINE, key="other"),))),
    ("页面“新页”要办的事项“gone”不存在", StartCase(title="新页", matter="gone")),
    ("页面“新页”要打印的证照文书“gone”不存在", PrintPapers(title="新页", paper="gone")),
    ("页面“新页”要导入的事项“gone”不存在，或者不能用工作簿填报", ImportCases(title="新页", matter="gone")),
    ("页面“新页”所发账户的角色“boss”不存在", HandOutSlips(title="新页", tree="树", role="boss")),
    ("台账“x”的范围“theirs”不认识", Worklist(title="新页", key="x", of="theirs")),
    ("台账“x”列出所属单位上报的办件，应说明是哪个事项的（matter）", Worklist(title="新页", key="x", of="below")),
    ("台账“x”提到的状态“gone”不存在", Worklist(title="新页", key="x", of="mine", states=("gone",))),
    ("台账“x”的事项“gone”不存在", Worklist(title="新页", key="x", of="mine", matter="gone")),
    (
        "台账“x”列出或查询栏目，应说明是哪个事项的（matter）",
        Worklist(title="新页", key="x", of="mine", columns=("name",)),
    ),
    (
        "台账“x”列出的栏目“gone”不在表单里",
        Worklist(title="新页", key="x", of="mine", matter="apply", columns=("gone",)),
    ),
    ("台账“x”查询的栏目“gone”不在表单里", Worklist(title="新页", key="x", of="mine", matter="apply", search=("gone",))),
    ("台账“x”提到的办理动作“gone”不存在", Worklist(title="新页", key="x", of="mine", moves=("gone",))),
    ("演示单位“root”重复了", DemoUnit(key="root", name="又一个")),
    ("演示人员“王经办”不止一位，分不清谁是谁", DemoPerson(name="王经办", unit="root", roles=("officer",))),
    ("演示单位“x”的上级“gone”不存在", DemoUnit(key="x", name="甲", parent="gone")),
    ("演示人员“李审核”没有单位，而这里不能注册", DemoPerson(name="李审核", unit="", roles=("officer",))),
    ("演示人员“李审核”的单位“gone”不存在", DemoPerson(name="李审核", unit="gone", roles=("officer",))),
    ("演示人员“李审核”的角色“boss”不存在", DemoPerson(name="李审核", unit="root", roles=("boss",))),
    ("演示办件的事项“gone”或单位“root”不存在", DemoCase(matter="gone", unit="root")),
    ("演示办件填了表单里没有的“gone”", DemoCase(matter="apply", unit="root", answers={"gone": "1"})),
    ("演示受理时间的事项“gone”不存在", DemoOpening(matter="gone")),
    ("演示填报期的事项“apply”没有应报名册", DemoCampaign(matter="apply", title="年度填报")),
    ("页面“名册”要列的事项“gone”不存在", Roster(title="名册", matter="gone", passed=("done",))),
    ("应报名册“名册”提到的状态“gone”不存在", Roster(title="名册", matter="apply", passed=("done", "gone"))),
    ("应报名册“名册”应说明哪些状态算通过，同一个状态不能又算退回", Roster(title="名册", matter="apply", passed=())),
    (
        "应报名册“名册”的联系人或电话“gone”不是表单里的文字、电话栏目",
        Roster(title="名册", matter="apply", passed=("done",), contact="gone", phone="gone"),
    ),
    (
        "应报名册“名册”应同时说明联系人和电话的栏目",
        Roster(title="名册", matter="apply", passed=("done",), contact="name"),
    ),
    (
        "条件提到的栏目“gone”不在表单里",
        Roster(title="名册", matter="apply", passed=("done",), zero=When("gone", is_in=("否",))),
    ),
]
COUNTED = Counter(title="全部", states=("waiting", "done"))
TOTALS = Totals(title="新表", matter="apply", counters=(COUNTED,), dimensions=())
SHOWN += [
    ("“新表”要数的事项“gone”不存在", replace(TOTALS, matter="gone")),
    ("“数字”要数的事项“gone”不存在", Figures(title="数字", matter="gone", counters=(COUNTED,))),
    ("汇总表“新表”要合计的“post”不是标明 facet 的数字栏目", replace(TOTALS, measure="post")),
    ("计数项“错”的状态“gone”不存在", Counter(title="错", states=("gone",))),
    ("计数项“错”的状态“draft”还在填报，上报以后才计数", Counter(title="错", states=("draft",))),
    ("计数项“错”的状态“done”在饼图里数了两次", Counter(title="错", states=("done",))),
    (
        "分类“错”的“name”不是标明 facet 的单选、行政区划或单位栏目",
        Dimension(title="错", of="name"),
    ),
    ("分类“错”取区划代码的 3 位，只能取 2、4 或 6 位", Dimension(title="错", of="town", digits=3)),
    (f"分类“错”的选项“{'长' * 31}”超过 30 个字", Dimension(title="错", of="size")),
]
REGISTERS = Registration(role="clerk", tree="树")
SIGNS_UP = SignUp(role="clerk", tree="树", agreement="agreement.md")
ASKS = Ask(title="留言", tree="树", answers=("officer",))
SHOWN += [
    ("注册所得的角色“boss”不存在", replace(REGISTERS, role="boss")),
    ("注册时没有“999”这种证件", replace(SIGNS_UP, documents=("111", "999"))),
    ("注册时没有证件类型可选", replace(SIGNS_UP, documents=())),
    ("注册没有用户协议", replace(SIGNS_UP, agreement="")),
    ("老系统的键“Old=1”应由小写字母、数字和下划线组成", OldSystem(key="Old=1", title="老系统")),
    ("没有事项在注册所用的隶属关系“林”里填报", replace(REGISTERS, tree="林")),
    ("注册时没有单位级别可选", replace(REGISTERS, tiers=())),
    ("页面“留言”的答复角色“boss”不存在", replace(ASKS, answers=("boss",))),
    ("页面“留言”超过承诺后要提醒的角色“boss”不存在", replace(ASKS, alerts=("boss",))),
    ("页面“留言”没有说谁答复", replace(ASKS, answers=())),
    ("页面“留言”承诺的答复期限至少 1 个工作日", replace(ASKS, promised=0)),
    ("没有事项在页面“留言”所用的隶属关系“林”里填报", replace(ASKS, tree="林")),
]
DECIDES = Role(key="judge", title="审核", second_factor="totp")
BY_THEMSELVES = Registration(role="judge", tree="树")
SECOND = replace(ASKS, title="又一处")
# Words that are only broken by what stands around them.
A4 = Layout("a4", "A4", "a4.typ")
EARLY = Text(key="early", label="先", when=When("later", is_in=("是",)))
LATER = Choice(key="later", label="后", options=YES_NO)
WITHIN = Section(key="s", title="组", fields=(LATER,), when=When("later", is_in=("是",)))
STUCK = State(key="stuck", title="卡住", desk=FILER)
DONE = State(key="done", title="已办结")
NEW_UNIT = AddUnit(name="name", series="XX")
TAKE_BACK = Move(
    key="back", title="收回", start=("done",), to="waiting", by=("officer",), seat=DECIDER, takes_back=True
)
OPEN = State(key="waiting", title="待审核", desk=Superiors("树"), editable=True)
GONE = StartCase(title="新建", matter="gone")
NOTE = Text(key="note", label="备注", longest=500, facet=True)
ASKED_OF_ALL = replace(
    MATTER, form=replace(FORM, sections=(*FORM.sections, Section(key="s", title="组", fields=(NOTE,))))
)
BY_NOTE = Worklist(title="新页", key="x", of="mine", matter="apply", search=("note",))
REASONED = replace(MATTER, flow=replace(FLOW, moves=(REPORT, replace(APPROVE, opinion="required"))))
ON_ROWS = Worklist(title="新页", key="x", of="desk", moves=("approve",))
DECIDED_ON = replace(MATTER, flow=replace(FLOW, moves=(*FLOW.moves, TAKE_BACK)))
UNDONE = Worklist(title="新页", key="x", of="handled", together=("back",))
ROSTER = Roster(title="名册", matter="apply", passed=("done",))

LAPSE = replace(APPROVE, key="lapse", by=())
LONGER = replace(APPROVE, key="x", to="waiting", opinion="required", extends="decide")
TOO_LATE, UNKNOWN, UNTOLD = replace(LONGER, to="done"), replace(LONGER, extends="gone"), replace(LONGER, opinion="none")
TWICE_TOLD = replace(GUIDE, promise="5 个工作日")
HEARD = State(key="heard", title="听证", desk=Superiors("树"))
HEAR, GO_ON = replace(APPROVE, key="x", to="heard"), replace(APPROVE, key="y", start=("heard",), to="waiting")


def limited(move: Move, still: tuple[State, ...] = (), *others: Move) -> Matter:
    """A matter whose decision is limited, with a move more and its notice."""
    terms = (replace(TERM, still=tuple(state.key for state in still)),)
    flow = Flow(states=(*STATES, *still), moves=(*FLOW.moves, LAPSE, move, *others), terms=terms)
    notices = (Notice(on="x", to="filer", text="{opinion}"),)
    return replace(
        MATTER, key="two", prefix="TW", flow=flow, notices=notices, guide=replace(GUIDE, limit="", promise="")
    )


FIRM = Organisation(key="firm", label="单位", among="units", read_only=True)
NUMBER = Code(key="number", label="代码", accepts=("uscc",), read_only=True)
TOLD = Choice(key="told", label="已有管理员", options=YES_NO, read_only=True)
SEAT = Choice(key="seat", label="分工", options=options("fills", "signs"))
BINDS = Binding(unit="firm", code="number", administered="told", seat="seat")
HEAD = Role(key="head", title="管理员", seat="administers")
NO_FIRM, NO_HEAD, SECOND_ROAD = Administrator("name"), Administrator("unit"), Administrator("unit")


def begun_with(*fields: Field) -> Matter:
    """A matter that binds people to units by these fields."""
    form = replace(FORM, sections=(*FORM.sections, Section(key="s", title="组", fields=fields)))
    return replace(MATTER, key="two", prefix="TW", form=form, binds=BINDS)


def seen_by(*desks: Desk, roles: tuple[Role, ...] = (HEAD,)) -> Pack:
    """A pack of one matter on which these desks decide, one after the other."""
    keys = [f"at{number}" for number, _ in enumerate(desks)]
    states = [State(key=key, title="待审核", desk=desk) for key, desk in zip(keys, desks, strict=True)]
    moves = [
        replace(APPROVE, key=f"go{key}", start=(key,), to=there)
        for key, there in zip(keys, (*keys[1:], "done"), strict=True)
    ]
    flow = Flow(states=(STATES[0], *states, STATES[2]), moves=(replace(REPORT, to="at0"), *moves))
    matter = replace(MATTER, flow=flow, notices=())
    return replace(PACK, roles=(*PACK.roles, *roles), matters=(matter,), home=Home(starts=(), waiting=(MINE,)))


INSIDE: list[tuple[str, Word, Word]] = [
    (
        "关联单位要用的“firm”不是从全部单位里（units）选择单位的栏目",
        begun_with(replace(FIRM, among="all", tree="树"), NUMBER, TOLD, SEAT),
        BINDS,
    ),
    (
        "关联单位要用的“number”不是代码栏目",
        begun_with(FIRM, Text(key="number", label="代码", read_only=True), TOLD, SEAT),
        BINDS,
    ),
    (
        "关联单位要用的“told”不是单选栏目",
        begun_with(FIRM, NUMBER, Text(key="told", label="有", read_only=True), SEAT),
        BINDS,
    ),
    ("关联单位时选定的单位和代码应只读", begun_with(replace(FIRM, read_only=False), NUMBER, TOLD, SEAT), BINDS),
    (
        f"单位人员的分工“seat”应是单选栏目，选项只能是：{'、'.join(SEATS)}",
        begun_with(FIRM, NUMBER, TOLD, replace(SEAT, options=options("fills", "boss"))),
        BINDS,
    ),
    ("单位管理员的案头要用的“name”不是选择单位的栏目", seen_by(NO_FIRM), NO_FIRM),
    ("没有角色担任单位管理员（seat）", seen_by(NO_HEAD, roles=()), NO_HEAD),
    ("一件办件只走一条路：逐级审核和单位管理员审核不能都有", seen_by(Superiors("树"), SECOND_ROAD), SECOND_ROAD),
    (
        "角色“judge”有审批权，不能注册得到",
        replace(
            PACK,
            roles=(*PACK.roles, DECIDES),
            sign_in=SignIn(identifier="name", label="用户名", registers=BY_THEMSELVES),
        ),
        BY_THEMSELVES,
    ),
    (
        "留言页面“又一处”多余：一个服务包只有一个",
        replace(PACK, menus=(*PACK.menus, Menu(title="更多", pages=(ASKS, SECOND)))),
        SECOND,
    ),
    (
        "事项“apply”已有一张汇总表，“新表”多了",
        replace(
            PACK,
            menus=(Menu(title="更多", pages=(replace(TOTALS, title="先"), TOTALS)),),
            home=Home(starts=(), waiting=()),
        ),
        TOTALS,
    ),
    (
        "“申请”的流程里写了时限（Term），服务指南会自己列出，不再写 limit 和 promise",
        replace(limited(LONGER), guide=TWICE_TOLD),
        TWICE_TOLD,
    ),
    ("办理动作“x”延长的时限“gone”不存在，或者没有写可以延长几天（extension）", limited(UNKNOWN), UNKNOWN),
    ("办理动作“x”延长时限“decide”，应在它计时的状态里办理", limited(TOO_LATE), TOO_LATE),
    ("办理动作“x”延长时限，应写明理由（opinion）并告知申请人（Notice）", limited(UNTOLD), UNTOLD),
    (
        "办理动作“x”使时限“decide”停止计时，应同时签发告知申请人的文书（IssuePaper）",
        limited(HEAR, (HEARD,), GO_ON),
        HEAR,
    ),
    ("表“t”的列“own”重复了", Table(key="t", label="表", columns=(*ROWS, *ROWS)), ROWS[0]),
    ("条件提到的栏目“later”应排在前面", WITHIN, WITHIN),
    ("条件提到的栏目“later”应排在前面", Section(key="s", title="组", fields=(EARLY, LATER)), EARLY),
    ("“证”的模板“a4”重复了", replace(PAPER, key="two", layouts=(A4, A4)), A4),
    (
        "状态“stuck”没有人能离开：有案头却没有办理动作",
        Flow(states=(*STATES, STUCK), moves=(*FLOW.moves, replace(APPROVE, key="x", to="stuck"))),
        STUCK,
    ),
    (
        "状态“done”没有案头，却有办理动作从它开始",
        Flow(states=(*STATES[:2], DONE), moves=(*FLOW.moves, replace(APPROVE, key="x", start=("done",)))),
        DONE,
    ),
    (
        "办理动作“approve”增加单位，这样的决定不能收回",
        Flow(states=STATES, moves=(REPORT, replace(APPROVE, effects=(NEW_UNIT,)), TAKE_BACK)),
        NEW_UNIT,
    ),
    ("页面“新建”要办的事项“gone”不存在", Worklist(title="新页", key="x", of="mine", start=GONE), GONE),
    (
        "栏目“note”供台账查询，应是 200 字以内的文字、代码、单选或本省区划，并注明 facet",
        replace(PACK, matters=(ASKED_OF_ALL,), menus=(Menu(title="更多", pages=(MINE, BY_NOTE)),)),
        NOTE,
    ),
    (
        "办理动作“approve”必须填写意见，不能放在台账“x”的行上",
        replace(PACK, matters=(REASONED,), menus=(Menu(title="更多", pages=(MINE, ON_ROWS)),)),
        ON_ROWS,
    ),
    (
        "办理动作“back”收回决定，不能在台账“x”里一起办理",
        replace(PACK, matters=(DECIDED_ON,), menus=(Menu(title="更多", pages=(MINE, UNDONE)),)),
        UNDONE,
    ),
    ("状态“waiting”可以修改，但不在填报人手里", Flow(states=(STATES[0], OPEN, STATES[2]), moves=FLOW.moves), OPEN),
    (
        "事项“apply”的应报名册不止一处",
        replace(PACK, menus=(Menu(title="更多", pages=(MINE, ROSTER, ROSTER)),)),
        ROSTER,
    ),
]

GUIDED: list[tuple[str, Word]] = [
    (f"“申请”的事项类型“许可”不认识，可以用：{'、'.join(KINDS)}", replace(GUIDE, kind="许可")),
    (f"“申请”的服务对象“百姓”不认识，可以用：{'、'.join(SERVES)}", replace(GUIDE, serves=("百姓",))),
    ("“申请”没有说服务对象", replace(GUIDE, serves=())),
    ("“申请”是行政许可，服务指南应写明法定时限（行政许可法第三十条）", replace(GUIDE, limit="")),
]

# What is said, the word that goes into the sound pack, and the word it is said of.
BROKEN = [
    (said, word, word) for said, word in (*NAMED, *ASKED, *ATTACHED, *DECIDED, *TIMED, *SAID, *SHOWN, *GUIDED)
] + INSIDE
