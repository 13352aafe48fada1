"""用户中心: the table of contents."""

from banshi.define import Pack, SignIn, SignUp
from banshi.packs.account_matters.demo import DEMO
from banshi.packs.account_matters.joining import JOINING
from banshi.packs.account_matters.new_unit import NEW_UNIT
from banshi.packs.account_matters.pages import HOME, MENUS
from banshi.packs.account_matters.roles import PERSON, ROLES, TREE
from banshi.packs.account_matters.unit_change import UNIT_CHANGE

PACK = Pack(
    key="account_matters",
    title="用户中心",
    agency="网上办事服务大厅",
    phone="12345",
    summary="个人在这里注册账户，管理自己的信息，关联所在的单位。",
    roles=ROLES,
    sign_in=SignIn(
        identifier="user_name",
        label="用户名",
        hint="注册时的用户名，或者手机号",
        signs_up=SignUp(role=PERSON, tree=TREE, agreement="agreement.md", agreement_title="网上办事大厅用户注册协议"),
    ),
    matters=(JOINING, NEW_UNIT, UNIT_CHANGE),
    menus=MENUS,
    home=HOME,
    guide="guide.md",
    demo=DEMO,
    ref_title="申请编号",
)
