"""Moves are made: cases stand where they lead, rosters and limits follow, and it is told, all in the mover's transaction."""

from collections.abc import Mapping, Sequence
from datetime import date

from banshi.cases import moving, rostering
from banshi.cases.moving import Step
from banshi.cases.terms import following
from banshi.catalogue import campaigns
from banshi.lib.actor import Actor


def make(steps: Sequence[Step], opinion: str, by: Actor, begins: Mapping[int, date] | None = None) -> dict[int, str]:
    """Makes moves of different cases, and returns the names of the desks. Limits that begin count from the day `begins` has for their case,
    else from today."""
    if not steps:
        return {}
    names = moving.stand(steps, by)
    following.follow(steps, begins or {})
    campaigns.follow(rostering.stood(steps))
    moving.tell(steps, names, opinion, by)
    return names
