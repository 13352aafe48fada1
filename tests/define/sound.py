"""The smallest pack that says something of everything, and that pack with one word more."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from banshi.define import (
    FILER,
    YES_NO,
    Choice,
    Counter,
    Demo,
    DemoCampaign,
    DemoCase,
    DemoOpening,
    DemoPerson,
    DemoUnit,
    Dimension,
    Effect,
    Field,
    Figures,
    Flow,
    Form,
    Guide,
    Home,
    Layout,
    Material,
    MaterialList,
    Matter,
    MayFile,
    Menu,
    Move,
    Notice,
    OldSystem,
    Organisation,
    Pack,
    Page,
    Paper,
    Region,
    Registration,
    Role,
    Rule,
    Section,
    SignIn,
    SignUp,
    State,
    Superiors,
    Term,
    Text,
    Totals,
    Word,
    Workbook,
    Worklist,
    options,
)

NAME = Text(key="name", label="姓名")
POST = Choice(key="post", label="邮寄", options=YES_NO)
UNIT = Organisation(key="unit", label="单位", tree="树")
TOWN = Region(key="town", label="地区", facet=True)
SIZE = Choice(key="size", label="大小", options=options("小", "长" * 31), facet=True)
FIELDS = (NAME, POST, UNIT, TOWN, SIZE)
FORM = Form(title="申请", sections=(Section(key="main", title="申请", fields=FIELDS),))
PHOTO = Material(key="photo", title="照片", printed=True)
REPORT = Move(key="report", title="提交", start=("draft",), to="waiting", by=("clerk",), reports=True)
APPROVE = Move(key="approve", title="通过", start=("waiting",), to="done", by=("officer",))
STATES = (
    State(key="draft", title="填写中", desk=FILER, editable=True),
    State(key="waiting", title="待审核", desk=Superiors("树")),
    State(key="done", title="已办结"),
)
FLOW = Flow(states=STATES, moves=(REPORT, APPROVE))
TERM = Term(
    key="decide",
    title="审查决定",
    states=("waiting",),
    days=20,
    law="法",
    extension=10,
    lapses="lapse",
    alerts=("officer",),
)
PAPER = Paper(key="card", title="证", number="证{serial}", layouts=(Layout("a4", "A4", "a4.typ"),), fields=("name",))
GUIDE = Guide(
    kind="行政许可",
    serves=("自然人",),
    basis=("法第一条",),
    conditions=("年满十八岁",),
    limit="20 个工作日",
    complaints="机关",
)
MATTER = Matter(
    key="apply",
    title="申请",
    prefix="SQ",
    form=FORM,
    flow=FLOW,
    may_file=MayFile(rights=("self",), roles=("clerk",), tree="树"),
    materials=MaterialList(title="附件", materials=(PHOTO,)),
    rules=(Rule(code="R1", title="规则", about=("name",)),),
    papers=(PAPER,),
    notices=(Notice(on="approve", to="filer", text="{matter}已通过"),),
    guide=GUIDE,
)
MINE = Worklist(title="我的申请", key="mine", of="mine")
COUNTERS = (
    Counter(title="已上报", states=("waiting", "done")),
    Counter(title="待审核", states=("waiting",)),
    Counter(title="已办结", states=("done",)),
)
FIGURES = Figures(title="申请", matter="apply", counters=COUNTERS)
HOME = Home(starts=(), waiting=(MINE,), figures=(FIGURES,))
UNITS = (DemoUnit(key="root", name="机关"), DemoUnit(key="school", name="学校", parent="root"))
DEMO = Demo(tree="树", units=UNITS, people=(DemoPerson(name="王经办", unit="school", roles=("clerk",)),))
PACK = Pack(
    key="cards",
    title="办证",
    agency="机关",
    summary="最小的服务包。",
    roles=(Role(key="clerk", title="经办"), Role(key="officer", title="审核")),
    sign_in=SignIn(identifier="name", label="用户名"),
    matters=(MATTER,),
    menus=(Menu(title="办理", pages=(MINE,)),),
    home=HOME,
    demo=DEMO,
)


def pack_with(word: Word) -> Pack:
    """The sound pack with this word where a word of its kind belongs."""
    return next(put(word) for kind, put in _PUT.items() if isinstance(word, kind))


def _matter(**changed: Any) -> Pack:
    return replace(PACK, matters=(replace(MATTER, **changed),))


def _section(section: Section) -> Pack:
    return _matter(form=replace(FORM, sections=(*FORM.sections, section)))


def _field(field: Field) -> Pack:
    return _matter(form=Form(title="申请", sections=(replace(FORM.sections[0], fields=(*FIELDS, field)),)))


def _material(material: Material) -> Pack:
    return _matter(materials=MaterialList(title="附件", materials=(PHOTO, material)))


def _figures(figures: Figures) -> Pack:
    return replace(PACK, home=replace(HOME, figures=(figures,)))


def _page(page: Page) -> Pack:
    return replace(PACK, menus=(*PACK.menus, Menu(title="更多", pages=(page,))))


def _move(move: Move) -> Pack:
    return _matter(flow=replace(FLOW, moves=(*FLOW.moves, move)))


def _term(term: Term) -> Pack:
    """Its moves too: one that lengthens it, and the house's own when it lapses."""
    longer = replace(APPROVE, key="longer", to="waiting", opinion="required", extends=term.key)
    flow = replace(FLOW, moves=(*FLOW.moves, replace(APPROVE, key="lapse", by=()), longer), terms=(TERM, term))
    notices = (*MATTER.notices, Notice(on="longer", to="filer", text="延长：{opinion}"))
    return _matter(flow=flow, notices=notices, guide=replace(GUIDE, limit=""))


def _demo(**more: Any) -> Pack:
    more = {key: (*getattr(DEMO, key), *words) for key, words in more.items()}
    return replace(PACK, demo=replace(DEMO, **more))


_PUT: dict[type[Word], Callable[[Any], Pack]] = {
    Pack: lambda pack: pack,
    SignIn: lambda sign_in: replace(PACK, sign_in=sign_in),
    Registration: lambda said: replace(PACK, sign_in=replace(PACK.sign_in, registers=said)),
    SignUp: lambda said: replace(PACK, sign_in=replace(PACK.sign_in, signs_up=said)),
    Role: lambda role: replace(PACK, roles=(*PACK.roles, role)),
    Matter: lambda matter: replace(PACK, matters=(*PACK.matters, matter)),
    MayFile: lambda may_file: _matter(may_file=may_file),
    Guide: lambda guide: _matter(guide=guide),
    OldSystem: lambda said: _matter(old_system=said),
    Workbook: lambda workbook: _matter(workbook=workbook),
    Section: _section,
    Field: _field,
    MaterialList: lambda listed: _matter(materials=listed),
    Material: _material,
    Rule: lambda rule: _matter(rules=(*MATTER.rules, rule)),
    Flow: lambda flow: _matter(flow=flow),
    State: lambda state: _matter(flow=replace(FLOW, states=(*FLOW.states, state))),
    Move: _move,
    Term: _term,
    Effect: lambda effect: _move(replace(APPROVE, key="again", effects=(effect,))),
    Paper: lambda paper: _matter(papers=(*MATTER.papers, paper)),
    Notice: lambda notice: _matter(notices=(notice,)),
    Page: _page,
    Home: lambda home: replace(PACK, home=home),
    Figures: _figures,
    Counter: lambda counter: _figures(replace(FIGURES, counters=(*COUNTERS, counter))),
    Dimension: lambda by: _page(Totals(title="汇总", matter="apply", counters=COUNTERS, dimensions=(by,))),
    DemoUnit: lambda unit: _demo(units=(unit,)),
    DemoPerson: lambda person: _demo(people=(person,)),
    DemoCase: lambda case: _demo(cases=(case,)),
    DemoOpening: lambda opening: _demo(openings=(opening,)),
    DemoCampaign: lambda campaign: _demo(campaigns=(campaign,)),
}
