"""A roster begins with what units have reported already, and follows the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from banshi.cases.rostering import reported_since
from banshi.catalogue import campaigns, keeping_up
from banshi.catalogue.campaign_rules import OWED
from banshi.catalogue.campaigns import Begun
from banshi.ledger import actions as ledger
from banshi.lib.actor import SYSTEM, Actor
from banshi.people.units import standings


@dataclass(frozen=True)
class Foreseen:
    """A campaign as it would begin: the names of those it asks, in the order of the tree, and how many are spared; how many of the asked
    have reported since its first day, and who only what had passed for an earlier campaign and must report again."""

    since: date
    names: list[str]
    spared: int
    reported: int
    again: list[str]


def foreseen(pack: str, matter: str, typed: Mapping[str, Any], *, by: Actor) -> Foreseen:
    """What `open_campaign` would begin. Raises what it raises."""
    found = campaigns.reach(pack, matter, typed, by=by)
    since = found.asked.since
    stood = [each for each in reported_since(pack, matter, since, found.units) if each.state != OWED]
    before = campaigns.passed_before([each.ref for each in stood])
    reported = {each.unit for each in stood if each.ref not in before}
    again = {each.unit for each in stood} - reported
    titles = standings.titles(found.units)
    placed = sorted(found.units, key=lambda unit: found.units[unit])
    names = {unit: titles[unit][1] for unit in placed}
    return Foreseen(
        since, list(names.values()), len(found.spared), len(reported), [names[unit] for unit in placed if unit in again]
    )


@transaction.atomic
def open_campaign(pack: str, matter: str, typed: Mapping[str, Any], *, by: Actor, token: str) -> int:
    """Opens a campaign (填报期) of a matter and returns its id; who has reported since its first day stands as having reported.

    Raises NotFound and Forbidden for who does not open them, Invalid with every problem at its cell.
    """
    once = ledger.once(token, by, f"campaign of {pack}/{matter}")
    if once.receipt:
        return int(once.receipt["campaign"])
    begun = campaigns.begin(pack, matter, typed, by=by)
    _add_reported(begun)
    once.keep({"campaign": begun.id})
    return begun.id


@transaction.atomic
def _keep_up(campaign: int) -> None:
    _add_reported(keeping_up.keep_up(campaign, by=SYSTEM))


def keep_up() -> None:
    """Open campaigns follow the tree. For the tick."""
    for campaign in campaigns.open_ones():
        _keep_up(campaign)


def _add_reported(begun: Begun) -> None:
    if begun.units:
        campaigns.follow(reported_since(begun.pack, begun.matter, begun.since, begun.units))
