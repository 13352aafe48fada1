"""Menus and home."""

from banshi.define import Help, Home, ImportCases, Menu, PrintPapers, StartCase, Worklist
from banshi.packs.library_card.flow import APPLICANT, REVIEWER

APPLY = StartCase(title="申请借书证", matter="apply", roles=(APPLICANT,), icon="person-vcard")
IMPORT = ImportCases(title="批量申请", matter="apply", roles=(APPLICANT,), icon="upload")
MINE = Worklist(title="我的申请", key="mine", of="mine", roles=(APPLICANT,), icon="folder")
WAITING = Worklist(title="待审核", key="waiting", of="desk", roles=(REVIEWER,), icon="inbox")
PRINT = PrintPapers(title="打印借书证", paper="card", icon="printer")

MENUS = (
    Menu(title="办理", pages=(APPLY, IMPORT, MINE, WAITING, PRINT)),
    Menu(title="帮助", pages=(Help(title="办事指南", icon="question-circle"),)),
)
HOME = Home(starts=(APPLY, PRINT), waiting=(WAITING,))
