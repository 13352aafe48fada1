"""Moves are made: cases stand where they lead, rosters and limits follow, what was told where they lay is done, and it is told anew; all
in the mover's transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from banshi.cases import moving, rostering
from banshi.cases.moving import Step
from banshi.cases.terms import following
from banshi.catalogue import campaigns
from banshi.lib.actor import Actor
from banshi.notices import actions as notices


def make(steps: Sequence[Step], opinion: str, by: Actor, begins: Mapping[int, date] | None = None) -> dict[int, str]:
    """Makes moves of different cases, and returns the names of the desks. Limits that begin count from the day `begins` has for their case,
    else from today."""
    if not steps:
        return {}
    names = moving.stand(steps, by)
    following.follow(steps, begins or {})
    filers = {step.case.subject: step.case.filing_unit for step in steps}
    met = [(ref, filers[unit]) for ref, unit in campaigns.follow(rostering.stood(steps))]
    notices.done([*_gone(steps), *met])
    moving.tell(steps, names, opinion, by)
    return names


def _gone(steps: Iterable[Step]) -> Iterator[tuple[str, int]]:
    """Which cases leave the unit where they lay; of a draft that was never reported nobody was told anything."""
    for step in steps:
        if step.case.submission and step.case.desk and step.case.desk != step.desk:
            yield step.case.ref, step.case.desk
