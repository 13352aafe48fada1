"""Broken words of rosters and campaigns."""

from dataclasses import replace

from banshi.define import DemoCampaign, Menu, Roster, When, Word
from tests.define.sound import MINE, PACK

ALONE: list[tuple[str, Word]] = [
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
ROSTER = Roster(title="名册", matter="apply", passed=("done",))
INSIDE: list[tuple[str, Word, Word]] = [
    (
        "事项“apply”的应报名册不止一处",
        replace(PACK, menus=(Menu(title="更多", pages=(MINE, ROSTER, ROSTER)),)),
        ROSTER,
    ),
]
