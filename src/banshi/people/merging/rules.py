"""Which accounts are merged, and what one person keeps who had two of them in one unit."""

from collections.abc import Collection, Iterable, Sequence

from banshi.define import SEATS, Seats
from banshi.lib import documents
from banshi.lib.spelled import looks
from banshi.people import rules
from banshi.people.models import Account, Link

SAME = "这就是您现在登录的账户。请填写您的另一个账户。"
OF_A_UNIT = "以单位代码、单位全称登录的账户属于单位，不能并入个人的账户。"
OF_TWO_PEOPLE = (
    "两个账户的姓名或者居民身份证号码不一致，不是同一个人的账户，不能合并。姓名填错的，请先联系管理机构更正。"
)
NOT_A_SEAT = "管理员的账户、办理审核的账户和单位发放的专用账户不能合并，职责应当分开。"
_DOTS = str.maketrans("", "", "·•・‧∙⋅.")  # between the parts of a name, as keyboards have them


def is_one_name(one: str, other: str) -> bool:
    """True where two names are the same but for width, spaces and the dots within."""
    return looks(one).translate(_DOTS) == looks(other).translate(_DOTS)


def are_two_people(kinds: Sequence[str]) -> bool:
    """True where accounts with documents of these kinds have two of one that a person has only once: each number is one account's."""
    return any(kinds.count(kind) > 1 for kind in documents.ONE_FOR_LIFE)


def kept(roles: Collection[str], seats: Seats) -> set[str]:
    """Of all roles two accounts held in one unit those their person keeps: of the seats in one pack only the highest, so that nobody
    checks what they sign; what is no seat stays."""
    ranks = {role: rank for rank, seat in enumerate(SEATS) for role in seats[seat]}
    highest: dict[str, int] = {}
    for role in set(roles) & set(ranks):
        highest[_pack(role)] = max(highest.get(_pack(role), 0), ranks[role])
    return {role for role in roles if role not in ranks or ranks[role] == highest[_pack(role)]}


def _pack(role: str) -> str:
    return role.partition("/")[0]


def problem(account: Account, links: Iterable[Link], seats: Seats) -> str:
    """Why an account with these running links is not merged, or "": it is a unit's, or does more than act for its person and sit in
    units."""
    if not account.personal and rules.user_name_problem(account.username):
        return OF_A_UNIT
    seated = {role for roles in seats.values() for role in roles}
    held = (link.organisation.kind == "person" or link.role in seated for link in links)
    return "" if all(held) else NOT_A_SEAT
