"""Faults of time limits."""

from collections.abc import Iterator

from banshi.define.fault import Fault, at, twice, unknown_roles
from banshi.define.faults_of_forms import conditions
from banshi.define.flow import Flow, IssuePaper, Move
from banshi.define.pack import Matter, Pack
from banshi.define.terms import Term


def timed(matter: Matter, pack: Pack) -> Iterator[Fault]:
    """Faults of the limits of a flow, and of the moves that lengthen them, stop them or are made by nobody."""
    flow = matter.flow
    yield from twice(flow.terms, "时限")
    for term in flow.terms:
        yield from _term(term, flow, pack)
        yield from _stops(term, matter)
        yield from conditions(term, term.when, matter)
    lapsing = {term.lapses for term in flow.terms}
    for move in flow.moves:
        if not move.by and move.key not in lapsing:
            yield at(move, f"办理动作“{move.key}”没有说谁可以办理")
        if move.extends:
            yield from _extension(move, matter)


def _term(term: Term, flow: Flow, pack: Pack) -> Iterator[Fault]:
    known = {state.key for state in flow.states if state.desk}
    for state in sorted({*term.states, *term.still} - known):
        yield at(term, f"时限“{term.key}”提到的状态“{state}”不存在，或者没有案头")
    if not term.states or {*term.states} & {*term.still}:
        yield at(term, f"时限“{term.key}”应写明在哪些状态计时（states），停止计时的状态（still）不能与它们相同")
    if term.days < 1 or not 0 <= term.promised <= term.days or term.extension < 0:
        yield at(term, f"时限“{term.key}”的天数不对：法定天数至少 1 天，承诺天数不多于法定天数")
    if not term.law:
        yield at(term, f"时限“{term.key}”没有写明依据（law）")
    for role in unknown_roles(term.alerts, pack):
        yield at(term, f"时限“{term.key}”要提醒的角色“{role}”不存在")
    moves = {move.key: move for move in flow.moves}
    if term.lapses and not (term.lapses in moves and {*term.states} <= {*moves[term.lapses].start}):
        yield at(term, f"时限“{term.key}”届满时的办理动作“{term.lapses}”不存在，或者不能从它计时的状态开始")
    if term.lapses in moves and (moves[term.lapses].by or moves[term.lapses].reports or moves[term.lapses].climbs):
        yield at(
            term, f"时限“{term.key}”届满时的办理动作“{term.lapses}”由系统作出：不写谁办理（by），不上报，也不逐级上升"
        )


def _stops(term: Term, matter: Matter) -> Iterator[Fault]:
    """The law lets time stand still only when the applicant is told in writing how long (行政许可法 article 45)."""
    stopping = {state.key for state in matter.flow.states if state.desk} & {*term.still} - {*term.states}
    for move in matter.flow.moves:
        stops = {*move.start} & {*term.states} and move.to in stopping
        if stops and not any(isinstance(effect, IssuePaper) for effect in move.effects):
            yield at(move, f"办理动作“{move.key}”使时限“{term.key}”停止计时，应同时签发告知申请人的文书（IssuePaper）")


def _extension(move: Move, matter: Matter) -> Iterator[Fault]:
    """Who extends a limit tells the applicant why (行政许可法 article 42)."""
    term = next((each for each in matter.flow.terms if each.key == move.extends), None)
    if term is None or not term.extension:
        yield at(move, f"办理动作“{move.key}”延长的时限“{move.extends}”不存在，或者没有写可以延长几天（extension）")
    elif not ({*move.start} <= {*term.states} and move.to in term.states):
        yield at(move, f"办理动作“{move.key}”延长时限“{term.key}”，应在它计时的状态里办理")
    told = any(notice.on == move.key and notice.to == "filer" for notice in matter.notices)
    if move.opinion != "required" or not told:
        yield at(move, f"办理动作“{move.key}”延长时限，应写明理由（opinion）并告知申请人（Notice）")
