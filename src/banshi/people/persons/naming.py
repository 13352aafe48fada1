"""What people who sign up may call themselves: a name as documents show it, and a user name that nobody takes for an officer's."""

import re

from django.db.models import CharField, Func

from banshi.people import queries, rules
from banshi.people.models import Account

SHORTEST = 2  # characters of a person's name
NOT_A_NAME = "姓名只能有汉字（姓名中的点用“·”）、外文字母、空格、“-”和“'”，与证件一致。"
RESERVED_NAME = "这个用户名不能使用：它留给管理人员，或者与已有的账户太像。请换一个。"

# Han, the rare ones of the planes above too, and Latin letters with the marks that belong to them; each part begins with one (S20).
_LETTER = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ〇㐀-䶿一-鿿豈-龎\U00020000-\U0003ffff]"
_NAME = re.compile(rf"{_LETTER}+(?:[ ·'’-]{{1,2}}{_LETTER}+)*[·'’]?")
_RESERVED = (
    "admin administrator root system sysadmin superuser kefu service support help official operator manager security audit "
    "guanliyuan xitong banshi webmaster postmaster"
)
_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("_", ""), (".", ""))


class Drawn(Func):
    """A user name as the eye takes it, as an expression: what looks alike is one letter."""

    template = "translate(replace(replace(%(expressions)s, 'rn', 'm'), 'vv', 'w'), '01i5_.', 'olls')"
    arity = 1
    output_field = CharField()


def drawn(username: str) -> str:
    """The same of a user name at hand."""
    for seen, taken_for in _ALIKE:
        username = username.replace(seen, taken_for)
    return username


def name_problem(name: str) -> str:
    """Why a person cannot be called that, or ""."""
    if len(name) < SHORTEST:
        return "请填写姓名，与证件一致。"
    if not _NAME.fullmatch(name):
        return NOT_A_NAME
    return "这是一个单位的名称，请填写您本人的姓名。" if queries.bearers(name).exists() else ""


def is_reserved(username: str) -> bool:
    """True where a user name would be taken for the house's, or for that of an account which was issued by name."""
    own = drawn(username)
    if own in drawn(_RESERVED).split() or own.startswith(tuple(map(drawn, rules.ADMINISTRATION))):
        return True
    issued = Account.objects.filter(personal=False, username__regex=r"^[a-z]").alias(drawn=Drawn("username"))
    return issued.filter(drawn=own).exists()
