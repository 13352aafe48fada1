"""Faults of who decides: states, moves, effects."""

import re
from collections.abc import Iterable, Iterator

from banshi.define.fault import Fault, at, kinds, twice, unknown_roles
from banshi.define.faults_of_forms import conditions
from banshi.define.fields import Day, Organisation, Table
from banshi.define.flow import (
    AddUnit,
    Claim,
    Decider,
    EndNaming,
    EndRecord,
    Filer,
    Flow,
    IssuePaper,
    KeepRecord,
    Move,
    NameFiler,
    Publish,
    ReissuePaper,
    Road,
)
from banshi.define.pack import Matter, Pack
from banshi.define.word import Word


def decided(matter: Matter, pack: Pack) -> Iterator[Fault]:
    """Faults of the flow."""
    flow = matter.flow
    if not flow.states:
        yield at(flow, "流程里没有状态")
        return
    yield from twice(flow.states, "状态")
    yield from twice(flow.moves, "办理动作")
    known = {state.key for state in flow.states}
    for move in flow.moves:
        for state in {*move.start, move.to} - known:
            yield at(move, f"办理动作“{move.key}”提到的状态“{state}”不存在")
        for role in unknown_roles(move.by, pack):
            yield at(move, f"办理动作“{move.key}”的角色“{role}”不存在")
        if move.takes_back and not (isinstance(move.seat, Decider) and known >= {move.to} and _climbing(flow, move.to)):
            yield at(move, f"办理动作“{move.key}”收回决定，应由作出决定的单位（DECIDER）办理，并回到上级的案头")
        if move.climbs and not all(_climbing(flow, state) for state in move.start if state in known):
            yield at(move, f"办理动作“{move.key}”逐级上升，但起始状态不在上级的案头")
        if move.corrects and not _sends_back(flow, move, known):
            yield at(move, f"办理动作“{move.key}”退回补正（corrects），应由上级在自己的案头办理，并回到填报人手里")
        if move.refuses and (move.reports or move.corrects):
            yield at(move, f"办理动作“{move.key}”上报或者退回补正，办件还要继续，不是不予或者终止（refuses）")
        if move.internal and not _within(flow, move, known):
            yield at(move, f"办理动作“{move.key}”的意见只在案头之间（internal），应写意见，由上级办理，仍在上级的案头")
        yield from _effects(move.effects, matter, pack)
    yield from _register(matter)
    yield from _reach(flow)


def _register(matter: Matter) -> Iterator[Fault]:
    """A matter by which units enter a register keeps their record there, and starts from none."""
    effects = [effect for move in matter.flow.moves for effect in move.effects]
    kept = {effect.register for effect in effects if isinstance(effect, KeepRecord)}
    if matter.enters and (matter.enters not in kept or matter.begins_with):
        yield at(
            matter, f"事项“{matter.key}”使单位进入登记“{matter.enters}”，应由它记入这一登记，也不能以已有的登记为依据"
        )
    if matter.renews and (matter.renews not in kept or matter.starts_from):
        yield at(matter, f"事项“{matter.key}”更新登记“{matter.renews}”，应由它记入这一登记，也不再写 starts_from")


def _climbing(flow: Flow, state: str) -> bool:
    return isinstance(flow.state(state).desk, Road)


def _sends_back(flow: Flow, move: Move, known: set[str]) -> bool:
    """True when a move goes from the desk of a superior to the filer."""
    here = all(_climbing(flow, state) for state in move.start if state in known)
    return here and not move.seat and move.to in known and isinstance(flow.state(move.to).desk, Filer)


def _within(flow: Flow, move: Move, known: set[str]) -> bool:
    """True when a move has words and leads from desk to desk, so that the filer is not left without a reason."""
    ends = [state for state in (*move.start, move.to) if state in known]
    return move.opinion != "none" and not move.seat and all(_climbing(flow, state) for state in ends)


def _reach(flow: Flow) -> Iterator[Fault]:
    reached = {flow.first.key}
    while new := {move.to for move in flow.moves if reached & {*move.start}} - reached:
        reached |= new
    for state in flow.states:
        leaves = any(not move.takes_back for move in flow.moves_from(state.key))
        if state.key not in reached:
            yield at(state, f"状态“{state.key}”到不了")
        if state.desk is not None and not leaves:
            yield at(state, f"状态“{state.key}”没有人能离开：有案头却没有办理动作")
        if state.desk is None and leaves:
            yield at(state, f"状态“{state.key}”没有案头，却有办理动作从它开始")
        if state.editable and not isinstance(state.desk, Filer):
            yield at(state, f"状态“{state.key}”可以修改，但不在填报人手里")
    if not any(move.reports for move in flow.moves):
        yield at(flow, "流程里没有上报（reports）的办理动作")


def _effects(effects: Iterable[Word], matter: Matter, pack: Pack) -> Iterator[Fault]:
    papers = {paper.key for paper in matter.papers}
    for effect in effects:
        if isinstance(effect, IssuePaper) and effect.paper not in papers:
            yield at(effect, f"要签发的证照文书“{effect.paper}”不存在")
        if isinstance(effect, IssuePaper | NameFiler | EndNaming | Publish):
            yield from conditions(effect, effect.when, matter)
        if isinstance(effect, KeepRecord) and effect.period and not isinstance(matter.form.field(effect.period), Day):
            yield at(effect, f"登记时期“{effect.period}”不是表单里的日期栏目")
        if isinstance(effect, EndRecord) and matter.starts_from != effect.register:
            yield at(effect, f"要结束的登记“{effect.register}”不是事项所依据的登记（starts_from）")
        if isinstance(effect, ReissuePaper) and (unknown := {*effect.papers} - kinds(pack)):
            yield at(effect, f"要补发的证照文书“{min(unknown)}”不存在")
        for key in (effect.unit, effect.files) if isinstance(effect, NameFiler | EndNaming) else ():
            if not isinstance(matter.form.field(key), Organisation):
                yield at(effect, f"指定填报要用的“{key}”不是选择单位的栏目")
        if isinstance(effect, Claim) and matter.form.field(effect.of) is None:
            yield at(effect, f"要占用的栏目“{effect.of}”不在表单里")


def publications(matter: Matter) -> Iterator[Fault]:
    """Faults of effects that tell everybody."""
    published = [effect for move in matter.flow.moves for effect in move.effects if isinstance(effect, Publish)]
    for effect in published:
        for key in (*effect.shown, *effect.masked):
            if isinstance(matter.form.field(key), Table | None):
                yield at(effect, f"要公示的“{key}”不是表单里的栏目")


def additions(matter: Matter) -> Iterator[Fault]:
    """Faults of effects that add units."""
    back = {state for move in matter.flow.moves if move.takes_back for state in move.start}
    for move in matter.flow.moves:
        for effect in move.effects:
            if isinstance(effect, AddUnit):
                yield from _added(effect, matter)
            if isinstance(effect, AddUnit) and move.to in back:
                yield at(effect, f"办理动作“{move.key}”增加单位，这样的决定不能收回")


def _added(effect: AddUnit, matter: Matter) -> Iterator[Fault]:
    for key in filter(None, (effect.name, effect.code, effect.uscc, effect.region)):
        if matter.form.field(key) is None:
            yield at(effect, f"增加单位要用的栏目“{key}”不在表单里")
    if effect.parent and not isinstance(matter.form.field(effect.parent), Organisation):
        yield at(effect, f"新单位的上级“{effect.parent}”不是选择单位的栏目")
    if effect.series and not re.fullmatch("[A-Z]{2}", effect.series):
        yield at(effect, f"代码的字头“{effect.series}”应为 2 个大写字母")
    if not effect.code and not effect.series:
        yield at(effect, "新单位没有代码：要么由栏目填写，要么由系统按字头编制")
