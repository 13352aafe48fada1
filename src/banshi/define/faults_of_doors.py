"""Faults of the way in, and of the way to the agency: signing in, registering, signing up, asking, accounts of before."""

import re
from collections.abc import Iterator

from banshi.define.fault import Fault, at, unknown_roles
from banshi.define.pack import Pack, Registration
from banshi.define.pages import Ask
from banshi.define.sign_up import SignUp
from banshi.lib.documents import KINDS

KEY = re.compile(r"[a-z][a-z0-9_]*")  # settings name the system by it
PHONE = re.compile(r"[0-9]{3,}(-[0-9]+)*")  # short ones, such as 12345, as well


def doors(pack: Pack) -> Iterator[Fault]:
    """Faults of the sign-in and of what is asked of the agency."""
    if pack.phone and not PHONE.fullmatch(pack.phone):
        yield at(pack, f"主管机构的电话“{pack.phone}”应由数字和“-”组成")
    if pack.sign_in.registers:
        yield from _registration(pack.sign_in.registers, pack)
    if pack.sign_in.signs_up:
        yield from _sign_up(pack.sign_in.signs_up, pack)
    asked = [page for menu in pack.menus for page in menu.pages if isinstance(page, Ask)]
    for page in asked:
        yield from _ask(page, pack)
    for page in asked[1:]:
        yield at(page, f"留言页面“{page.title}”多余：一个服务包只有一个")
    for said in (matter.old_system for matter in pack.matters if matter.old_system):
        if not KEY.fullmatch(said.key):
            yield at(said, f"老系统的键“{said.key}”应由小写字母、数字和下划线组成")


def _registration(said: Registration, pack: Pack) -> Iterator[Fault]:
    yield from _role(said, pack)
    if said.tree not in _trees(pack):
        yield at(said, f"没有事项在注册所用的隶属关系“{said.tree}”里填报")
    if not said.tiers:
        yield at(said, "注册时没有单位级别可选")


def _role(said: Registration | SignUp, pack: Pack) -> Iterator[Fault]:
    for role in unknown_roles((said.role,), pack):
        yield at(said, f"注册所得的角色“{role}”不存在")
    if said.role in {role.key for role in pack.roles if role.second_factor != "none"}:
        yield at(said, f"角色“{said.role}”有审批权，不能注册得到")


def _sign_up(said: SignUp, pack: Pack) -> Iterator[Fault]:
    yield from _role(said, pack)
    if pack.matters and said.tree not in _trees(pack):
        yield at(said, f"没有事项在注册所用的隶属关系“{said.tree}”里填报")
    for kind in said.documents:
        if kind not in KINDS:
            yield at(said, f"注册时没有“{kind}”这种证件")
    if not said.documents:
        yield at(said, "注册时没有证件类型可选")
    if not said.agreement:
        yield at(said, "注册没有用户协议")


def _ask(page: Ask, pack: Pack) -> Iterator[Fault]:
    for role in unknown_roles(page.answers, pack):
        yield at(page, f"页面“{page.title}”的答复角色“{role}”不存在")
    for role in unknown_roles(page.alerts, pack):
        yield at(page, f"页面“{page.title}”超过承诺后要提醒的角色“{role}”不存在")
    if not page.answers:
        yield at(page, f"页面“{page.title}”没有说谁答复")
    if page.promised < 1:
        yield at(page, f"页面“{page.title}”承诺的答复期限至少 1 个工作日")
    if page.tree not in _trees(pack):
        yield at(page, f"没有事项在页面“{page.title}”所用的隶属关系“{page.tree}”里填报")


def _trees(pack: Pack) -> set[str]:
    return {matter.may_file.tree for matter in pack.matters}
