"""Menus and home, by the manual's own words."""

from banshi.define import (
    Counter,
    Dimension,
    Figures,
    HandOutSlips,
    Help,
    Home,
    ImportCases,
    Menu,
    PrintPapers,
    StartCase,
    Totals,
    Worklist,
)
from banshi.packs.property_rights.flow import ENTERPRISE, OFFICER
from banshi.packs.property_rights.forms import TREE

OCCUPY = StartCase(title="占有登记", matter="occupy", roles=(ENTERPRISE,), icon="file-earmark-plus")
CHANGE = StartCase(title="变动登记", matter="change", roles=(ENTERPRISE,), icon="arrow-left-right")
CANCEL = StartCase(title="注销登记", matter="cancel", roles=(ENTERPRISE,), icon="file-earmark-x")
CORRECT = StartCase(title="更正登记", matter="correct", roles=(ENTERPRISE,), icon="eraser")
REPLACE_PAPER = StartCase(title="登记证（表）补领", matter="replace_paper", roles=(ENTERPRISE,), icon="files")
NAME_FILER = StartCase(title="指定填报单位", matter="name_filer", roles=(ENTERPRISE,), icon="person-plus")
INVESTEE = StartCase(title="增列参股企业", matter="add_investee", roles=(ENTERPRISE,), icon="building-add")
OVERSEAS = StartCase(title="境外企业编码", matter="overseas_code", roles=(ENTERPRISE,), icon="globe")
SLIPS = HandOutSlips(title="分发密码单", roles=(ENTERPRISE,), tree=TREE, role=ENTERPRISE, icon="person-vcard")
IMPORT = ImportCases(title="批量补录", matter="occupy", roles=(ENTERPRISE,), icon="upload")
HOLDERS = "一级企业打印登记证，其他企业打印登记表。"
PRINT_FORM = PrintPapers(title="打表", paper="registration_form", icon="printer", holders=HOLDERS)
PRINT_CERTIFICATE = PrintPapers(title="打证", paper="registration_certificate", icon="award", holders=HOLDERS)
TO_REVIEW = Worklist(
    title="待审核",
    key="waiting",
    of="desk",
    states=("under_review",),
    together=("approve", "return"),
    icon="inbox",
)
REVIEWED = Worklist(title="已审核", key="reviewed", of="handled", icon="check2-square")
DRAFTS = Worklist(title="填报中", key="drafts", of="mine", states=("draft",), roles=(ENTERPRISE,), icon="pencil-square")
RETURNED = Worklist(
    title="已退回", key="returned", of="mine", states=("returned",), roles=(ENTERPRISE,), icon="arrow-return-left"
)
MINE = Worklist(
    title="我的办件",
    key="mine",
    of="mine",
    states=("draft", "under_review", "returned", "registered", "cancelled", "reissued", "agreed", "added", "coded"),
    roles=(ENTERPRISE,),
    icon="folder",
)
COUNTERS = (
    Counter(title="已上报", states=("under_review", "returned", "registered")),
    Counter(title="待审核", states=("under_review",)),
    Counter(title="已退回", states=("returned",)),
    Counter(title="已登记", states=("registered",)),
)
TOTALS = Totals(
    title="占有登记汇总",
    matter="occupy",
    roles=(OFFICER,),
    icon="bar-chart",
    counters=COUNTERS,
    dimensions=(
        Dimension(title="一级企业"),
        Dimension(title="企业类别", of="ownership_class"),
        Dimension(title="注册地（市）", of="region", digits=4),
    ),
    measure="registered_capital",
)

MENUS = (
    Menu(title="业务办理", pages=(OCCUPY, CHANGE, CANCEL, PRINT_FORM, PRINT_CERTIFICATE)),
    Menu(title="其他业务", pages=(IMPORT, CORRECT, REPLACE_PAPER)),
    Menu(title="单位", pages=(NAME_FILER, INVESTEE, OVERSEAS, SLIPS)),
    Menu(title="我的填报", pages=(MINE, DRAFTS, RETURNED)),
    Menu(title="审核", pages=(TO_REVIEW, REVIEWED, TOTALS)),
    Menu(title="帮助", pages=(Help(title="用户手册", icon="question-circle"),)),
)
HOME = Home(
    starts=(OCCUPY, CHANGE, CANCEL, PRINT_FORM, PRINT_CERTIFICATE),
    waiting=(TO_REVIEW, DRAFTS, RETURNED),
    figures=(Figures(title="占有登记", matter="occupy", counters=COUNTERS),),
)
