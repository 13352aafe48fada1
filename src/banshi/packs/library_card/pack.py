"""借书证: the table of contents."""

from banshi.define import Guide, Matter, MayFile, OldSystem, Pack, Role, SignIn, Workbook
from banshi.packs.library_card.demo import DEMO
from banshi.packs.library_card.flow import APPLICANT, FLOW, REVIEWER, TREE
from banshi.packs.library_card.forms import APPLICATION
from banshi.packs.library_card.materials import MATERIALS
from banshi.packs.library_card.notices import NOTICES
from banshi.packs.library_card.pages import HOME, MENUS
from banshi.packs.library_card.papers import CARD
from banshi.packs.library_card.rules import RULES

APPLY = Matter(
    key="apply",
    title="申请借书证",
    prefix="JSZ",
    form=APPLICATION,
    flow=FLOW,
    may_file=MayFile(rights=("self",), roles=(APPLICANT,), tree=TREE),
    names=("reader_name",),
    materials=MATERIALS,
    rules=RULES,
    papers=(CARD,),
    notices=NOTICES,
    # Many readers at once; the name tells the rows apart.
    workbook=Workbook(key="reader_name"),
    guide=Guide(
        kind="公共服务",
        serves=("事业法人", "企业法人"),
        conditions=("本市的单位，为在职的读者申请",),
        result="借书证",
        steps=("单位填报", "图书馆审核", "领证"),
        redress="",
        words=("图书馆", "读者"),
    ),
    old_system=OldSystem(key="library", title="原读者证系统", by_key=True),
)

PACK = Pack(
    key="library_card",
    title="借书证",
    agency="图书馆",
    summary="单位为读者申请借书证。",
    roles=(Role(key=APPLICANT, title="申请单位"), Role(key=REVIEWER, title="审核人员")),
    sign_in=SignIn(identifier="org_code", label="用户名", hint="组织机构代码"),
    matters=(APPLY,),
    menus=MENUS,
    home=HOME,
    guide="guide.md",
    demo=DEMO,
)
