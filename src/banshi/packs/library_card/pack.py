"""借书证: the table of contents."""

from banshi.define import (
    Help,
    Home,
    Layout,
    Material,
    MaterialList,
    Matter,
    MayFile,
    Menu,
    Notice,
    Pack,
    Paper,
    PrintPapers,
    Role,
    SignIn,
    StartCase,
    Worklist,
)
from banshi.packs.library_card.demo import DEMO
from banshi.packs.library_card.flow import FLOW, LIBRARIAN, READERS, TREE
from banshi.packs.library_card.forms import APPLICATION
from banshi.packs.library_card.rules import RULES

APPLY = StartCase(title="申请借书证", matter="apply", roles=(READERS,), icon="person-vcard")
WAITING = Worklist(title="待审核", key="waiting", of="desk", roles=(LIBRARIAN,), icon="inbox")
MINE = Worklist(title="我的申请", key="mine", of="mine", roles=(READERS,), icon="folder")
PRINT = PrintPapers(title="打印借书证", paper="card", icon="printer")

PACK = Pack(
    key="library_card",
    title="借书证",
    agency="图书馆",
    summary="单位为读者申请借书证。",
    roles=(Role(key=READERS, title="读者单位"), Role(key=LIBRARIAN, title="图书馆员")),
    sign_in=SignIn(identifier="org_code", label="用户名", hint="组织机构代码"),
    matters=(
        Matter(
            key="apply",
            title="申请借书证",
            prefix="JSZ",
            form=APPLICATION,
            flow=FLOW,
            may_file=MayFile(rights=("self",), roles=(READERS,), tree=TREE),
            materials=MaterialList(
                title="附件", materials=(Material(key="photo", title="证件照"),), kinds=("jpg", "png")
            ),
            rules=RULES,
            papers=(
                Paper(
                    key="card",
                    title="借书证",
                    number="借书证〔{year}〕{serial:05}号",
                    layouts=(Layout("card", "卡片", "card.typ"),),
                    fields=("reader_name", "unit_name", "books"),
                    shown=("reader_name", "unit_name"),
                ),
            ),
            notices=(
                Notice(on="report", to="desk", text="{unit}提交了{matter}，编号 {ref}。"),
                Notice(on="approve", to="filer", text="{matter}已通过，可以打印。"),
                Notice(on="return", to="filer", text="{matter}被退回：{opinion}", sms=True),
            ),
        ),
    ),
    menus=(
        Menu(title="办理", pages=(APPLY, MINE, WAITING, PRINT)),
        Menu(title="帮助", pages=(Help(title="办事指南", icon="question-circle"),)),
    ),
    home=Home(starts=(APPLY, PRINT), waiting=(WAITING,)),
    guide="guide.md",
    demo=DEMO,
)
