"""Broken words of the ways in, and of 留言咨询."""

from dataclasses import replace

from banshi.define import Ask, Menu, OldSystem, Registration, Role, SignIn, SignUp, Word
from tests.define.sound import PACK

REGISTERS = Registration(role="clerk", tree="树")
SIGNS_UP = SignUp(role="clerk", tree="树", agreement="agreement.md")
ASKS = Ask(title="留言", tree="树", answers=("officer",))
ALONE: list[tuple[str, Word]] = [
    ("注册所得的角色“boss”不存在", replace(REGISTERS, role="boss")),
    ("注册时没有“999”这种证件", replace(SIGNS_UP, documents=("111", "999"))),
    ("注册时没有证件类型可选", replace(SIGNS_UP, documents=())),
    ("注册没有用户协议", replace(SIGNS_UP, agreement="")),
    ("老系统的键“Old=1”应由小写字母、数字和下划线组成", OldSystem(key="Old=1", title="老系统")),
    ("没有事项在注册所用的隶属关系“林”里填报", replace(REGISTERS, tree="林")),
    ("注册时没有单位级别可选", replace(REGISTERS, tiers=())),
    ("页面“留言”的答复角色“boss”不存在", replace(ASKS, answers=("boss",))),
    ("页面“留言”超过承诺后要提醒的角色“boss”不存在", replace(ASKS, alerts=("boss",))),
    ("页面“留言”没有说谁答复", replace(ASKS, answers=())),
    ("页面“留言”承诺的答复期限至少 1 个工作日", replace(ASKS, promised=0)),
    ("没有事项在页面“留言”所用的隶属关系“林”里填报", replace(ASKS, tree="林")),
]
DECIDES = Role(key="judge", title="审核", second_factor="totp")
BY_THEMSELVES = Registration(role="judge", tree="树")
SECOND = replace(ASKS, title="又一处")
BY_MAIL = replace(PACK, phone="office@example.cn")
NUMBERED = replace(PACK, ref_title="")
INSIDE: list[tuple[str, Word, Word]] = [
    ("服务包“cards”没有写明办件的编号叫什么", NUMBERED, NUMBERED),
    ("主管机构的电话“office@example.cn”应由数字和“-”组成", BY_MAIL, BY_MAIL),
    (
        "角色“judge”有审批权，不能注册得到",
        replace(
            PACK,
            roles=(*PACK.roles, DECIDES),
            sign_in=SignIn(identifier="name", label="用户名", registers=BY_THEMSELVES),
        ),
        BY_THEMSELVES,
    ),
    (
        "留言页面“又一处”多余：一个服务包只有一个",
        replace(PACK, menus=(*PACK.menus, Menu(title="更多", pages=(ASKS, SECOND)))),
        SECOND,
    ),
]
