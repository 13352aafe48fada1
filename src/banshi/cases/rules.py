"""Pure rules of the heart: where a move leads, who sits where, how a reference is spelled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.define import Filer, Flow, Move, Road
from banshi.lib.actor import Actor
from banshi.lib.codes import iso7064_check


@dataclass(frozen=True)
class Standing:
    """Where a case stands: its state, and how far up the road of superiors it is."""

    state: str
    position: int = 0


def after(flow: Flow, move: Move, standing: Standing, road: int, begins_at: int = 0) -> Standing:
    """Where `move` leads from `standing`, on a road of so many superiors; a report begins at one of them, a decision taken back lies on
    the last desk again."""
    if move.takes_back:
        return Standing(move.to, max(road - 1, 0))
    if move.climbs and standing.position + 1 < road:
        return Standing(standing.state, standing.position + 1)
    return Standing(move.to, begins_at if move.reports else 0)


def leads(case: CaseSight, move: Move, submission: SubmissionSight | None) -> tuple[Standing, int | None]:
    """Where a move leads, and the unit whose turn it is there; None where the case has ended."""
    road = submission.road if submission else []
    standing, begins_at = Standing(case.state.key, case.position), submission.begins_at if submission else 0
    there = after(case.matter.flow, move, standing, len(road), begins_at)
    desk = case.matter.flow.state(there.state).desk
    if isinstance(desk, Filer):
        return there, case.filing_unit
    return there, road[there.position] if isinstance(desk, Road) else None


def road_of(superiors: Sequence[int], tiers: Collection[int], filing_unit: int) -> list[int]:
    """The superiors a case climbs: nearest first, of these tiers where some are named, without the unit that filed it."""
    below_root = range(len(superiors) - 1, -1, -1)
    return [
        unit
        for unit, tier in zip(superiors, below_root, strict=True)
        if unit != filing_unit and (not tiers or tier in tiers)
    ]


def is_decided(case: CaseSight) -> bool:
    """True when a case has ended by what the last of its superiors decided."""
    moves = case.matter.flow.moves
    return case.desk is None and any(move.climbs and move.to == case.state.key for move in moves)


def passes_on(case: CaseSight, move: Move, there: Standing) -> bool:
    """True when a move only hands the case to the next superior: what it comes to waits for the last one."""
    return move.climbs and there.state == case.state.key


def passed_on_by(case: CaseSight) -> list[int]:
    """The superiors who have passed on a case that lies with another one now, nearest first; none once it has left them all."""
    if case.submission is None or not climbs(case.matter.flow, case.state.key):
        return []
    return case.submission.road[: case.position]


def climbs(flow: Flow, state: str) -> bool:
    """True when superiors, or a unit's administrator, decide in that state."""
    return isinstance(flow.state(state).desk, Road)


def in_role(actor: Actor, pack: str, roles: Iterable[str]) -> bool:
    """True when the actor holds one of a pack's roles; a link keeps them as "pack/role"."""
    return any(actor.holds(f"{pack}/{role}") for role in roles)


def stood_in_for(case: CaseSight, by: Actor) -> str:
    """The absent colleague who has taken the case on, where the actor moves it for them; "" where it is free, or the actor's own."""
    return "" if case.holder in (None, by.account) else case.holder_name


def mover(person: str, absent: str) -> str:
    """Who moved a case, as papers say it."""
    return f"{person}（代{absent}）" if absent else person


def packs_of(actor: Actor) -> set[str]:
    """The packs in which the actor holds any role."""
    return {role.partition("/")[0] for role in actor.roles if "/" in role}


def moves_together(move: Move) -> bool:
    """True when a move can be made on many cases with one opinion: what undoes a decision has its own reason each time."""
    return not move.takes_back


def reference(prefix: str, year: int, serial: int) -> str:
    """A case's public name, such as CQ2026-0000123-7: prefix, year, serial and a check digit (ISO 7064 MOD 11,10)."""
    digits = f"{serial:07}"
    return f"{prefix}{year}-{digits}-{iso7064_check(f'{year}{digits}')}"


def excused(notes: dict[str, Any], material: str) -> bool:
    """True when a reason is stated why a material is missing."""
    return bool(str(notes.get(material, {}).get("reason", "")).strip())
