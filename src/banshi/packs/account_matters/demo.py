"""The agency below which people stand who sign up, and one of them."""

from banshi.define import Demo, DemoPerson, DemoUnit
from banshi.packs.account_matters.roles import OFFICER, PERSON, TREE

DEMO = Demo(
    tree=TREE,
    units=(DemoUnit(key="hall", name="网上办事服务大厅管理中心"),),
    people=(
        DemoPerson(name="周小满", unit="", roles=(PERSON,), identifier="zhouxiaoman"),
        DemoPerson(name="何审核", unit="hall", roles=(OFFICER,), identifier="hallhe"),
    ),
)
