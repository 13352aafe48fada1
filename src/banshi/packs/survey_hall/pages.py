"""Menus and home."""

from banshi.define import Ask, Help, Home, Menu, PrintPapers, StartCase, Worklist
from banshi.packs.survey_hall.limits import SIGNER
from banshi.packs.survey_hall.map_review import APPROVAL
from banshi.packs.survey_hall.papers import DENIAL, GRANT
from banshi.packs.survey_hall.permit import CLERK, FILERS, HANDLER, TREE

OFFICERS = (CLERK, HANDLER, SIGNER)


def _apply(matter: str, title: str, icon: str) -> StartCase:
    return StartCase(title=title, matter=matter, roles=FILERS, icon=icon)


MAP_REVIEW = _apply("map_review", "地图审核", "map")
QUALIFICATION = _apply("qualification", "甲级测绘资质", "award")
APPLYING = (
    MAP_REVIEW,
    QUALIFICATION,
    _apply("local_coordinates", "相对独立的平面坐标系统", "files"),
    _apply("survey_marks", "永久性测量标志拆迁", "flag"),
    _apply("foreign_survey", "来华一次性测绘", "globe"),
    _apply("secret_use", "涉密成果提供使用", "shield-check"),
    _apply("secret_abroad", "对外提供涉密成果", "arrow-left-right"),
)
MINE = Worklist(
    title="我的申请",
    key="mine",
    of="mine",
    moves=("report", "discard"),
    roles=FILERS,
    icon="folder",
)
TO_MEND = Worklist(
    title="待补正",
    key="to_mend",
    of="mine",
    states=("asked",),
    moves=("report",),
    roles=FILERS,
    icon="arrow-return-left",
)
TO_RECEIVE = Worklist(
    title="待受理",
    key="to_receive",
    of="desk",
    states=("received",),
    roles=(CLERK,),
    icon="inbox",
)
EXAMINED = Worklist(
    title="审查中",
    key="examined",
    of="desk",
    states=("accepted", "special"),
    roles=(HANDLER, SIGNER),
    icon="search",
)
TO_SIGN = Worklist(title="待签发", key="to_sign", of="desk", states=("to_sign",), roles=(SIGNER,), icon="pencil-square")
TO_DELIVER = Worklist(
    title="待送达",
    key="to_deliver",
    of="desk",
    states=("granted", "denied"),
    roles=(CLERK,),
    icon="box-arrow-right",
)
RECEIVED = Worklist(title="全部申请", key="received", of="reached", roles=OFFICERS, icon="check2-square")
DECISIONS = (
    PrintPapers(title="准予许可决定书", paper=GRANT, icon="printer"),
    PrintPapers(title="地图审核批准书", paper=APPROVAL.key, icon="printer"),
    PrintPapers(title="不予许可决定书", paper=DENIAL, icon="printer"),
)
ASK = Ask(title="留言咨询", tree=TREE, answers=(CLERK,), alerts=(SIGNER,), icon="chat-dots")

MENUS = (
    Menu(title="在线办理", pages=(*APPLYING, TO_MEND, MINE)),
    Menu(title="受理和审查", pages=(TO_RECEIVE, EXAMINED, TO_SIGN, TO_DELIVER, RECEIVED)),
    Menu(title="文书", pages=DECISIONS),
    Menu(title="帮助", pages=(ASK, Help(title="办事指南", icon="question-circle"))),
)
HOME = Home(starts=(MAP_REVIEW, QUALIFICATION, MINE), waiting=(TO_MEND, TO_RECEIVE, EXAMINED, TO_SIGN, TO_DELIVER))
