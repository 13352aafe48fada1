"""办理时限 as everybody is told of it: drawn from the limits under which the cases run, so that the two cannot differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from banshi.define import Matter, Term
from banshi.define.terms import UNITS


@dataclass(frozen=True)
class Limit:
    """One limit: what it is for, for which cases, what the law allows and the agency promises, and what lengthens or stops it."""

    title: str
    when: str
    legal: str
    promised: str
    law: str
    notes: tuple[str, ...]

    @property
    def whole_title(self) -> str:
        """What it is for, with the cases it is for."""
        return f"{self.title}（{self.when}的）" if self.when else self.title


def limits(matter: Matter) -> list[Limit]:
    """The limits of a matter in the order of its flow; none where it names none."""
    return [_limit(term, matter) for term in matter.flow.terms]


def legal(matter: Matter) -> str:
    """What the law allows, in one text; what the guide says where the flow has no limits."""
    told = [f"{each.whole_title} {each.legal}（{each.law}）" for each in limits(matter)]
    return "；".join(told) or (matter.guide.limit if matter.guide else "")


def promised(matter: Matter) -> str:
    """What the agency promises, in one text; as `legal`."""
    told = [f"{each.whole_title} {each.promised}" for each in limits(matter) if each.promised]
    return "；".join(told) or (matter.guide.promise if matter.guide else "")


def _limit(term: Term, matter: Matter) -> Limit:
    when = term.when.explain(matter.form.label) if term.when else ""
    promise = _span(term.promised, term) if term.promised else ""
    return Limit(term.title, when, _span(term.days, term), promise, term.law, tuple(_notes(term, matter)))


def _notes(term: Term, matter: Matter) -> Iterator[str]:
    flow = matter.flow
    if term.extension:
        yield f"经批准可以延长一次，{_span(term.extension, term)}，理由会告知申请人"
    if term.still:
        states = "、".join(state.title for state in flow.states if state.key in term.still)
        yield f"{states}的时间不计算在内，会书面告知申请人"
    if term.lapses:
        yield f"到期没有处理的，{flow.move(term.lapses).title}"


def _span(days: int, term: Term) -> str:
    return f"{days} {UNITS[term.unit]}"
