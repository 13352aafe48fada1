"""Broken words of pages and worklists."""

from dataclasses import replace

from banshi.define import (
    DECIDER,
    HandOutSlips,
    Home,
    ImportCases,
    Menu,
    Move,
    Page,
    PrintPapers,
    Section,
    StartCase,
    Text,
    Word,
    Worklist,
)
from tests.define.sound import APPROVE, FLOW, FORM, MATTER, MINE, PACK, REPORT

ALONE: list[tuple[str, Word]] = [
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
]
TAKE_BACK = Move(
    key="back", title="收回", start=("done",), to="waiting", by=("officer",), seat=DECIDER, takes_back=True
)
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
INSIDE: list[tuple[str, Word, Word]] = [
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
]
