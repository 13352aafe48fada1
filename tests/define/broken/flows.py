"""Broken words of flows: states, moves and their effects."""

from dataclasses import replace

from banshi.define import (
    DECIDER,
    FILER,
    AddUnit,
    Claim,
    EndNaming,
    EndRecord,
    Flow,
    IssuePaper,
    KeepRecord,
    Move,
    NameFiler,
    Publish,
    ReissuePaper,
    State,
    Superiors,
    When,
    Word,
)
from tests.define.sound import APPROVE, FLOW, MATTER, REPORT, STATES

ALONE: list[tuple[str, Word]] = [
    ("流程里没有状态", Flow(states=(), moves=FLOW.moves)),
    ("状态“done”重复了", State(key="done", title="又一个")),
    ("办理动作“approve”重复了", replace(APPROVE, title="又一个")),
    ("办理动作“x”提到的状态“gone”不存在", replace(APPROVE, key="x", to="gone")),
    ("办理动作“x”的角色“boss”不存在", replace(APPROVE, key="x", by=("boss",))),
    ("办理动作“x”没有说谁可以办理", replace(APPROVE, key="x", by=())),
    ("办理动作“x”逐级上升，但起始状态不在上级的案头", replace(REPORT, key="x", climbs=True)),
    (
        "办理动作“x”上报或者退回补正，办件还要继续，不是不予或者终止（refuses）",
        replace(REPORT, key="x", refuses=True),
    ),
    (
        "办理动作“x”的意见只在案头之间（internal），应写意见，由上级办理，仍在上级的案头",
        replace(APPROVE, key="x", opinion="required", internal=True),
    ),
    (
        "办理动作“x”收回决定，应由作出决定的单位（DECIDER）办理，并回到上级的案头",
        Move(key="x", title="收回", start=("done",), to="draft", by=("officer",), seat=DECIDER, takes_back=True),
    ),
    (
        "办理动作“x”退回补正（corrects），应由上级在自己的案头办理，并回到填报人手里",
        replace(APPROVE, key="x", corrects=True),
    ),
    ("状态“lost”到不了", State(key="lost", title="丢失")),
    ("流程里没有上报（reports）的办理动作", Flow(states=STATES, moves=(replace(REPORT, reports=False), APPROVE))),
    ("要签发的证照文书“gone”不存在", IssuePaper("gone")),
    ("条件提到的栏目“gone”不在表单里", IssuePaper("card", when=When("gone", is_in=("是",)))),
    ("登记时期“name”不是表单里的日期栏目", KeepRecord("册", period="name")),
    ("要结束的登记“册”不是事项所依据的登记（starts_from）", EndRecord("册")),
    (
        "事项“enter”使单位进入登记“册”，应由它记入这一登记，也不能以已有的登记为依据",
        replace(MATTER, key="enter", prefix="EN", enters="册"),
    ),
    (
        "事项“renew”更新登记“册”，应由它记入这一登记，也不再写 starts_from",
        replace(MATTER, key="renew", prefix="RE", renews="册"),
    ),
    ("要补发的证照文书“gone”不存在", ReissuePaper(("card", "gone"))),
    ("指定填报要用的“name”不是选择单位的栏目", NameFiler(unit="unit", files="name")),
    ("指定填报要用的“name”不是选择单位的栏目", EndNaming(unit="name", files="unit")),
    ("要公示的“gone”不是表单里的栏目", Publish(result="准予", shown=("gone",))),
    ("要占用的栏目“gone”不在表单里", Claim("名称", of="gone")),
    ("增加单位要用的栏目“gone”不在表单里", AddUnit(name="name", code="gone")),
    ("新单位的上级“name”不是选择单位的栏目", AddUnit(name="name", series="XX", parent="name")),
    ("代码的字头“x1”应为 2 个大写字母", AddUnit(name="name", series="x1")),
    ("新单位没有代码：要么由栏目填写，要么由系统按字头编制", AddUnit(name="name")),
]
STUCK = State(key="stuck", title="卡住", desk=FILER)
DONE = State(key="done", title="已办结")
NEW_UNIT = AddUnit(name="name", series="XX")
TAKE_BACK = Move(
    key="back", title="收回", start=("done",), to="waiting", by=("officer",), seat=DECIDER, takes_back=True
)
OPEN = State(key="waiting", title="待审核", desk=Superiors("树"), editable=True)
INSIDE: list[tuple[str, Word, Word]] = [
    (
        "状态“stuck”没有人能离开：有案头却没有办理动作",
        Flow(states=(*STATES, STUCK), moves=(*FLOW.moves, replace(APPROVE, key="x", to="stuck"))),
        STUCK,
    ),
    (
        "状态“done”没有案头，却有办理动作从它开始",
        Flow(states=(*STATES[:2], DONE), moves=(*FLOW.moves, replace(APPROVE, key="x", start=("done",)))),
        DONE,
    ),
    (
        "办理动作“approve”增加单位，这样的决定不能收回",
        Flow(states=STATES, moves=(REPORT, replace(APPROVE, effects=(NEW_UNIT,)), TAKE_BACK)),
        NEW_UNIT,
    ),
    ("状态“waiting”可以修改，但不在填报人手里", Flow(states=(STATES[0], OPEN, STATES[2]), moves=FLOW.moves), OPEN),
]
