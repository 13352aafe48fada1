"""Pure rules of people: how they name themselves, and which roles must stay apart."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate

from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden
from banshi.lib.spelled import spelled
from banshi.lib.text import visible

# 三员分立: who keeps units, who hands out accounts and who reads the log are three people (GB/T 22239-2019, 8.1.5).
ADMINISTRATION = {"system_admin": "系统管理员", "security_admin": "安全管理员", "auditor": "审计员"}

# 登录求助: what somebody who cannot sign in may ask for.
PLEAS = {"phone": "手机号已换或丢失", "authenticator": "动态口令丢失", "successor": "填报人已换"}

_CODE_SHAPE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_USER_NAME = re.compile(r"[a-z][a-z0-9_.]{2,31}")
_CLOSING_MARKS = {"Pc", "Pd", "Pi", "Po"}  # what may close a name is a bracket or a quotation mark
LONGEST = 100  # characters of an identifier: a unit's full name is one


def identifier(typed: str) -> str:
    """What was typed as accounts keep it: a code in capitals without hyphen, a unit's full name however it is spelled, any other user
    name in small letters. A phone in its 11 digits: tries count for it as it is, whoever's it may be."""
    if phone := codes.mobile(typed):
        return phone
    normal = codes.normal(typed)
    if _CODE_SHAPE.fullmatch(normal):
        return normal
    name = unicodedata.normalize("NFKC", visible(typed)).strip().lower()
    return name if name.isascii() else spelled(name)


def code_problem(identifier: str) -> str:
    """What is wrong with an identifier that has the shape of a code, or ""; user names never have it."""
    return codes.org_code_problem(identifier) if _CODE_SHAPE.fullmatch(identifier) else ""


def identifier_problem(identifier: str) -> str:
    """Why nobody may be given this identifier, or ""."""
    if _CODE_SHAPE.fullmatch(identifier):
        return code_problem(identifier)
    if not identifier.isascii():
        return full_name_problem(identifier)
    return user_name_problem(identifier)


def user_name_problem(identifier: str) -> str:
    """Why nobody may choose this identifier as a name of their own, or ""; a unit's code or full name is none."""
    if _CODE_SHAPE.fullmatch(identifier):
        return "用户名不能与单位代码同形（8 位字母、数字之后 1 位数字或 X），请加长或改短一位。"
    return "" if _USER_NAME.fullmatch(identifier) else "用户名应以字母开头，由 3 至 32 个小写字母、数字、“_”或“.”组成。"


def full_name_problem(identifier: str) -> str:
    """Why nobody may be given this full name as identifier, or ""; it also stands in addresses."""
    if not 4 <= len(identifier) <= LONGEST or "/" in identifier or not identifier.isprintable():
        return f"单位全称应为 4 至 {LONGEST} 个字，不能有“/”。"
    return ""


def marks_problem(name: str) -> str:
    """What is wrong with the brackets and the end of a name that only its bearer has written, or "": such a slip makes two of one unit."""
    kinds = [unicodedata.category(each) for each in name]
    opened = list(accumulate((kind == "Ps") - (kind == "Pe") for kind in kinds))
    if min(opened) < 0 or opened[-1]:
        return "括号没有成对，请与营业执照一致。"
    return "单位全称末尾不能有标点，请与营业执照一致。" if kinds[-1] in _CLOSING_MARKS else ""


def apart(roles: Iterable[str]) -> bool:
    """True unless one account would hold two roles of administration, or one beside a role in some pack's work."""
    held = set(roles)
    administers = held & set(ADMINISTRATION)
    return not administers or len(held) == 1


def require(by: Actor, role: str) -> None:
    """Raises Forbidden unless the actor holds that role of administration; the system itself may do what it is told."""
    if by.kind != "system" and not by.holds(role):
        raise Forbidden(f"只有{ADMINISTRATION[role]}可以办理。")
