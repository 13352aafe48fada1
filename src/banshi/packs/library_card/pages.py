"""Menus and home."""

from banshi.define import Help, Home, ImportCases, Menu, PrintPapers, Roster, StartCase, Worklist
from banshi.packs.library_card.flow import APPLICANT, REVIEWER

APPLY = StartCase(title="申请借书证", matter="apply", roles=(APPLICANT,), icon="person-vcard")
IMPORT = ImportCases(title="批量申请", matter="apply", roles=(APPLICANT,), icon="upload")
# What the lists show of each case, and what one may look for.
COLUMNS, SEARCHED = ("reader_name", "wants_post", "books"), ("reader_name", "wants_post")
MINE = Worklist(
    title="我的申请",
    key="mine",
    of="mine",
    matter="apply",
    columns=COLUMNS,
    search=SEARCHED,
    reported=True,
    moves=("report", "recall", "reopen", "discard"),
    together=("report",),
    start=StartCase(title="新申请", matter="apply", roles=(APPLICANT,)),
    roles=(APPLICANT,),
    icon="folder",
)
WAITING = Worklist(
    title="待审核",
    key="waiting",
    of="desk",
    matter="apply",
    columns=COLUMNS,
    search=SEARCHED,
    together=("approve", "return"),
    roles=(REVIEWER,),
    icon="inbox",
)
RECEIVED = Worklist(
    title="收到的申请",
    key="received",
    of="reached",
    matter="apply",
    columns=COLUMNS,
    search=SEARCHED,
    roles=(REVIEWER,),
    icon="check2-square",
)
PRINT = PrintPapers(title="打印借书证", paper="card", icon="printer")
# Who has applied in a campaign (填报期), and who has not.
PROGRESS = Roster(title="申请进度", matter="apply", passed=("issued",), returned=("returned",), icon="list-check")

MENUS = (
    Menu(title="办理", pages=(APPLY, IMPORT, MINE, WAITING, RECEIVED, PROGRESS, PRINT)),
    Menu(title="帮助", pages=(Help(title="办事指南", icon="question-circle"),)),
)
HOME = Home(starts=(APPLY, PRINT), waiting=(WAITING,))
