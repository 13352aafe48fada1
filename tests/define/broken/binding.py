"""Broken words of how people come to belong to units."""

from dataclasses import replace

from banshi.define import (
    SEATS,
    YES_NO,
    Administrator,
    Bind,
    Binding,
    Choice,
    Code,
    Desk,
    Field,
    Flow,
    Home,
    Matter,
    Organisation,
    Pack,
    Role,
    Section,
    State,
    Superiors,
    Text,
    Word,
    options,
)
from tests.define.sound import APPROVE, FORM, MATTER, MINE, PACK, REPORT, STATES

ALONE: list[tuple[str, Word]] = [
    ("事项“apply”关联单位，却没有说明关联哪个单位（binds）", Bind()),
    (
        "角色“judge”要用动态口令，不能随单位人员的分工（seat）给出",
        Role(key="judge", title="审核", seat="signs", second_factor="totp"),
    ),
]
FIRM = Organisation(key="firm", label="单位", among="units", read_only=True)
NUMBER = Code(key="number", label="代码", accepts=("uscc",), read_only=True)
TOLD = Choice(key="told", label="已有管理员", options=YES_NO, read_only=True)
SEAT = Choice(key="seat", label="分工", options=options("fills", "signs"))
BINDS = Binding(unit="firm", code="number", administered="told", seat="seat")
HEAD = Role(key="head", title="管理员", seat="administers")
NO_FIRM, NO_HEAD, SECOND_ROAD = Administrator("name"), Administrator("unit"), Administrator("unit")


def begun_with(*fields: Field) -> Matter:
    """A matter that binds people to units by these fields."""
    form = replace(FORM, sections=(*FORM.sections, Section(key="s", title="组", fields=fields)))
    return replace(MATTER, key="two", prefix="TW", form=form, binds=BINDS)


def seen_by(*desks: Desk, roles: tuple[Role, ...] = (HEAD,)) -> Pack:
    """A pack of one matter on which these desks decide, one after the other."""
    keys = [f"at{number}" for number, _ in enumerate(desks)]
    states = [State(key=key, title="待审核", desk=desk) for key, desk in zip(keys, desks, strict=True)]
    moves = [
        replace(APPROVE, key=f"go{key}", start=(key,), to=there)
        for key, there in zip(keys, (*keys[1:], "done"), strict=True)
    ]
    flow = Flow(states=(STATES[0], *states, STATES[2]), moves=(replace(REPORT, to="at0"), *moves))
    matter = replace(MATTER, flow=flow, notices=())
    return replace(PACK, roles=(*PACK.roles, *roles), matters=(matter,), home=Home(starts=(), waiting=(MINE,)))


INSIDE: list[tuple[str, Word, Word]] = [
    (
        "关联单位要用的“firm”不是从全部单位里（units）选择单位的栏目",
        begun_with(replace(FIRM, among="all", tree="树"), NUMBER, TOLD, SEAT),
        BINDS,
    ),
    (
        "关联单位要用的“number”不是代码栏目",
        begun_with(FIRM, Text(key="number", label="代码", read_only=True), TOLD, SEAT),
        BINDS,
    ),
    (
        "关联单位要用的“told”不是单选栏目",
        begun_with(FIRM, NUMBER, Text(key="told", label="有", read_only=True), SEAT),
        BINDS,
    ),
    ("关联单位时选定的单位和代码应只读", begun_with(replace(FIRM, read_only=False), NUMBER, TOLD, SEAT), BINDS),
    (
        f"单位人员的分工“seat”应是单选栏目，选项只能是：{'、'.join(SEATS)}",
        begun_with(FIRM, NUMBER, TOLD, replace(SEAT, options=options("fills", "boss"))),
        BINDS,
    ),
    ("单位管理员的案头要用的“name”不是选择单位的栏目", seen_by(NO_FIRM), NO_FIRM),
    ("没有角色担任单位管理员（seat）", seen_by(NO_HEAD, roles=()), NO_HEAD),
    ("一件办件只走一条路：逐级审核和单位管理员审核不能都有", seen_by(Superiors("树"), SECOND_ROAD), SECOND_ROAD),
]
