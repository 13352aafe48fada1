"""Menus and home."""

from banshi.define import Colleagues, Help, Home, Menu, OwnUnits, Profile, StartCase, Subscriptions, Worklist
from banshi.packs.account_matters.roles import ADMINISTRATOR, OFFICER, PERSON, UNIT_PEOPLE
from banshi.packs.account_matters.unit_change import FILERS

PEOPLE = (PERSON, *UNIT_PEOPLE)
MINE = Profile(title="个人中心", roles=PEOPLE, icon="person-vcard")
MATTERS = Subscriptions(title="可办事项", roles=PEOPLE, icon="list-check")
UNITS = OwnUnits(title="我的单位", roles=PEOPLE, icon="people")
JOIN = StartCase(title="关联单位", matter="joining", roles=(PERSON,), icon="person-plus")
ADD = StartCase(title="新增单位", matter="new_unit", roles=(PERSON,), icon="building")
ASKED = Worklist(
    title="我的申请", key="asked", of="mine", moves=("recall", "reopen", "discard"), roles=PEOPLE, icon="folder"
)
STAFF = Colleagues(title="单位人员", roles=UNIT_PEOPLE, icon="people")
CHANGE = StartCase(title="企业关键信息项修改", matter="unit_change", roles=FILERS, icon="pencil-square")
WAITING = Worklist(
    title="待审核",
    key="waiting",
    of="desk",
    states=("waiting",),
    roles=(ADMINISTRATOR, OFFICER),
    icon="inbox",
)
SEEN = Worklist(title="已审核", key="seen", of="handled", roles=(ADMINISTRATOR, OFFICER), icon="check2-square")
HELP = Help(title="办事指南", icon="question-circle")

MENUS = (
    Menu(title="我的", pages=(MINE, MATTERS, ASKED)),
    Menu(title="单位", pages=(UNITS, JOIN, ADD, STAFF, CHANGE)),
    Menu(title="审核", pages=(WAITING, SEEN)),
    Menu(title="帮助", pages=(HELP,)),
)
HOME = Home(starts=(MINE, MATTERS, UNITS, HELP), waiting=(WAITING,))
