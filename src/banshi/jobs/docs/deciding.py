"""What becomes of a case: its flow, what is said on the way, what is issued."""

from collections.abc import Iterator

from banshi.define import (
    AddUnit,
    Administrator,
    Bind,
    Claim,
    CloseUnit,
    Decider,
    Desk,
    Effect,
    EndNaming,
    EndRecord,
    Filer,
    IssuePaper,
    KeepRecord,
    Matter,
    Move,
    NameFiler,
    Pack,
    Publish,
    ReissuePaper,
    RenewUnit,
    Superiors,
    Term,
)
from banshi.jobs.docs.markdown import diagram, table

OPINIONS = {"none": "", "optional": "可写", "required": "必写"}
HEARERS = {"filer": "填报单位", "desk": "现在轮到的单位", "passed_on": "审核通过过的上级单位"}
EFFECTS: dict[type[Effect], str] = {
    EndRecord: "登记簿里的登记结束",
    RenewUnit: "更新单位信息",
    CloseUnit: "单位注销，不再填报",
    Bind: "申请人成为该单位的人员；该单位的第一个人员同时是单位管理员",
    ReissuePaper: "补发证照，原证照失效",
}
TIMES = {None: "", True: "（最后一级）", False: "（还有上级）"}


def flow(matter: Matter, pack: Pack) -> Iterator[str]:
    """States and moves as a diagram, then who may make each move and what it brings about."""
    yield from ("### 流程", "", *diagram(_states(matter)))
    titles = {role.key: role.title for role in pack.roles}
    rows = (
        [
            move.title,
            "、".join(titles[role] for role in move.by) or "系统",
            _seat(move, matter),
            _opinion(move),
            "；".join(_effect(effect, matter) for effect in move.effects),
        ]
        for move in matter.flow.moves
    )
    yield from table(["办理动作", "谁可以", "在哪里办", "意见", "同时"], rows)
    if matter.flow.terms:
        yield from ("### 时限", "")
        yield from table(["时限", "何时", "计时的状态", "停止计时", "法定", "承诺", "可以延长", "依据"], _terms(matter))


def _terms(matter: Matter) -> Iterator[list[str]]:
    for term in matter.flow.terms:
        when = term.when.explain(matter.form.label) if term.when else "任何情况"
        runs, still = ("、".join(matter.flow.state(key).title for key in keys) for keys in (term.states, term.still))
        extension = _days(term, term.extension) if term.extension else ""
        yield [term.title, when, runs, still, _days(term, term.days), _days(term, term.aimed), extension, term.law]


def _days(term: Term, number: int) -> str:
    return f"{number} 个{'工作日' if term.unit == 'working' else '自然日'}"


def _opinion(move: Move) -> str:
    """Whether an opinion is written, corrections being one, too; who reads it; and whether the move is made only once."""
    said = {"可列补正项": move.corrects, "申请人不可见": move.internal, "只能一次": move.once}
    return "、".join(filter(None, (OPINIONS[move.opinion], *(words for words, holds in said.items() if holds))))


def _states(matter: Matter) -> Iterator[str]:
    yield from ("stateDiagram-v2", f"  [*] --> {matter.flow.first.key}")
    for state in matter.flow.states:
        yield f"  {state.key}: {state.title}{f'（{_desk(state.desk)}）' if state.desk else ''}"
    for move in matter.flow.moves:
        for start in move.start:
            yield f"  {start} --> {move.to}: {move.title}{'（最后一级）' if move.climbs else ''}"
            if move.climbs:
                yield f"  {start} --> {start}: {move.title}（还有上级）"
    yield from (f"  {state.key} --> [*]" for state in matter.flow.states if state.desk is None)


def _desk(desk: Desk | None) -> str:
    if isinstance(desk, Administrator):
        return "该单位的管理员，还没有的由管理机构"
    if isinstance(desk, Superiors):
        return "上级单位，逐级"
    if isinstance(desk, Decider):
        return "作出决定的单位"
    return "填报单位" if isinstance(desk, Filer) else ""


def _seat(move: Move, matter: Matter) -> str:
    seats = [move.seat] if move.seat else [matter.flow.state(start).desk for start in move.start]
    return "、".join(dict.fromkeys(map(_desk, seats))) + ("，尚无人办理时" if move.untouched else "")


def _effect(effect: Effect, matter: Matter) -> str:
    """An effect in words; a new kind of effect must be given some."""
    label = matter.form.label
    match effect:
        case IssuePaper(paper=paper):
            words = f"签发《{matter.paper(paper).title}》"
        case KeepRecord(period=period):
            words = "记入登记簿" + (f"，时期为“{label(period)}”" if period else "")
        case Claim(of=of):
            words = f"别的办件不能再用同一个“{label(of)}”"
        case AddUnit(name=name, investee=investee):
            words = f"“{label(name)}”加入系统" + ("，由出资企业填报" if investee else "")
        case NameFiler(unit=unit, files=files):
            words = f"“{label(files)}”可以为“{label(unit)}”填报"
        case EndNaming(unit=unit, files=files):
            words = f"“{label(files)}”不再可以为“{label(unit)}”填报"
        case Publish(result=result):
            words = f"公示“{result}”"
        case _:
            words = EFFECTS[type(effect)]
    when = getattr(effect, "when", None)
    return f"{words}（当{when.explain(label)}）" if when else words


def notices(matter: Matter) -> Iterator[str]:
    """What is told to whom."""
    if matter.notices:
        yield from ("### 通知", "", "花括号里的内容由系统填写。", "")
        rows = (
            [
                matter.flow.move(notice.on).title + TIMES[notice.last],
                HEARERS[notice.to],
                notice.text,
                "站内、短信" if notice.sms else "站内",
            ]
            for notice in matter.notices
        )
        yield from table(["动作之后", "告诉谁", "内容", "方式"], rows)


def papers(matter: Matter) -> Iterator[str]:
    """What is issued, and what a public check tells."""
    if matter.papers:
        yield from ("### 证照文书", "")
        rows = (
            [
                paper.title,
                f"`{paper.number}`",
                "、".join(layout.title for layout in paper.layouts),
                "、".join(map(matter.form.label, paper.shown)),
            ]
            for paper in matter.papers
        )
        yield from table(["名称", "编号", "模板", "公开核验时显示"], rows)
