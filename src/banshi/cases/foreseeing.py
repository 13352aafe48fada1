"""What is to be known of a case before it is moved, alone or together with others: what the checks remark, and what would be refused."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from banshi.cases import judging, queries, rules
from banshi.cases.corrections import along
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.rules import PINNED
from banshi.cases.knowing import Known
from banshi.cases.sight import CaseSight, OpenMove
from banshi.define import Move
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid

MOST = 100  # cases of a batch: the rules of each ask the database


@dataclass(frozen=True)
class Foreseen:
    """`remarks` are what the checks say of what was filed, `refused` the titles of the moves that would be refused, each with why."""

    remarks: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def foreseen(actor: Actor, case: CaseSight, moves: Iterable[OpenMove], known: Known) -> Foreseen:
    """What may be known of a case before one of these moves is made of it: at the actor's desk, or of a draft of theirs, which is `known`.
    What stands against a report is found when it is made."""
    if case.editable:
        return Foreseen(tuple(problem.words for problem in known.judged(case).hints))
    if case.is_filer or case.desk != actor.unit:
        return Foreseen()
    refused = ((each.title, _against(actor, case, each.move)) for each in moves)
    remarks = tuple(problem.words for problem in queries.remarks(case))
    return Foreseen(remarks, tuple((title, words) for title, words in refused if words))


def weighed(actor: Actor, case: CaseSight, moves: Iterable[OpenMove]) -> list[OpenMove]:
    """The moves of a case at the actor's desk, each with why it would be refused now."""
    return [replace(each, against=_alone(actor, case, each.move)) for each in moves]


def _against(actor: Actor, case: CaseSight, move: Move) -> str:
    """Why a move together with others would be refused; "" where nothing stands against it."""
    return PINNED if corrections.own(actor, case) else _alone(actor, case, move)


def _alone(actor: Actor, case: CaseSight, move: Move) -> str:
    """Why a move of this case alone would be refused."""
    try:
        along.require_settled(case, move, actor)
    except Invalid as refusal:
        return refusal.words
    there, _ = rules.leads(case, move, case.submission)
    if case.submission is None or rules.passes_on(case, move, there):
        return ""
    found = judging.objections(case, case.submission, move)
    return found[0].words if found else ""
