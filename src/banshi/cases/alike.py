"""Units that a unit to be added may be once more: whoever decides sees them before they agree."""

from banshi.cases import queries
from banshi.cases.sight import CaseSight
from banshi.catalogue import queries as catalogue
from banshi.define import AddUnit
from banshi.lib.actor import Actor
from banshi.people.units.look_alikes import LookAlike, look_alikes


def alike(actor: Actor, case: CaseSight) -> list[tuple[LookAlike, str]]:
    """The units whose names look like that of the unit a case would add, each with the name of its place; for who decides on it."""
    moves = case.matter.flow.moves_from(case.state.key)
    named = [effect.name for move in moves for effect in move.effects if isinstance(effect, AddUnit)]
    if not named or case.submission is None or not queries.may_decide(actor, case):
        return []
    return [(each, _place(each.region)) for each in look_alikes(case.submission.answers.get(named[0]) or "")]


def _place(region: str) -> str:
    found = catalogue.code("region", region) if region else None
    return found["name"] if found else ""
