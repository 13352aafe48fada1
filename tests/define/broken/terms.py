"""Broken words of limits, and of the moves that stop or extend them."""

from dataclasses import replace

from banshi.define import Flow, Matter, Move, Notice, State, Superiors, When, Word
from tests.define.sound import APPROVE, FLOW, GUIDE, MATTER, STATES, TERM

ALONE: list[tuple[str, Word]] = [
    ("时限“decide”重复了", replace(TERM, title="又一个")),
    ("时限“x”提到的状态“gone”不存在，或者没有案头", replace(TERM, key="x", states=("waiting", "gone"), lapses="")),
    ("时限“x”提到的状态“done”不存在，或者没有案头", replace(TERM, key="x", still=("done",))),
    (
        "时限“x”应写明在哪些状态计时（states），停止计时的状态（still）不能与它们相同",
        replace(TERM, key="x", still=("waiting",)),
    ),
    ("时限“x”的天数不对：法定天数至少 1 天，承诺天数不多于法定天数", replace(TERM, key="x", promised=21)),
    ("条件提到的栏目“gone”不在表单里", replace(TERM, key="x", when=When("gone", is_in=("是",)))),
    ("时限“x”没有写明依据（law）", replace(TERM, key="x", law="")),
    ("时限“x”要提醒的角色“boss”不存在", replace(TERM, key="x", alerts=("boss",))),
    ("时限“x”届满时的办理动作“gone”不存在，或者不能从它计时的状态开始", replace(TERM, key="x", lapses="gone")),
    (
        "时限“x”届满时的办理动作“approve”由系统作出：不写谁办理（by），不上报，也不逐级上升",
        replace(TERM, key="x", lapses="approve"),
    ),
]
LAPSE = replace(APPROVE, key="lapse", by=())
LONGER = replace(APPROVE, key="x", to="waiting", opinion="required", extends="decide")
TOO_LATE, UNKNOWN, UNTOLD = replace(LONGER, to="done"), replace(LONGER, extends="gone"), replace(LONGER, opinion="none")
TWICE_TOLD = replace(GUIDE, promise="5 个工作日")
HEARD = State(key="heard", title="听证", desk=Superiors("树"))
HEAR, GO_ON = replace(APPROVE, key="x", to="heard"), replace(APPROVE, key="y", start=("heard",), to="waiting")


def limited(move: Move, still: tuple[State, ...] = (), *others: Move) -> Matter:
    """A matter whose decision is limited, with a move more and its notice."""
    terms = (replace(TERM, still=tuple(state.key for state in still)),)
    flow = Flow(states=(*STATES, *still), moves=(*FLOW.moves, LAPSE, move, *others), terms=terms)
    notices = (Notice(on="x", to="filer", text="{opinion}"),)
    return replace(
        MATTER, key="two", prefix="TW", flow=flow, notices=notices, guide=replace(GUIDE, limit="", promise="")
    )


INSIDE: list[tuple[str, Word, Word]] = [
    (
        "“申请”的流程里写了时限（Term），服务指南会自己列出，不再写 limit 和 promise",
        replace(limited(LONGER), guide=TWICE_TOLD),
        TWICE_TOLD,
    ),
    ("办理动作“x”延长的时限“gone”不存在，或者没有写可以延长几天（extension）", limited(UNKNOWN), UNKNOWN),
    ("办理动作“x”延长时限“decide”，应在它计时的状态里办理", limited(TOO_LATE), TOO_LATE),
    ("办理动作“x”延长时限，应写明理由（opinion）并告知申请人（Notice）", limited(UNTOLD), UNTOLD),
    (
        "办理动作“x”使时限“decide”停止计时，应同时签发告知申请人的文书（IssuePaper）",
        limited(HEAR, (HEARD,), GO_ON),
        HEAR,
    ),
]
