"""A roster begins with what units have reported already, and follows the tree."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from banshi.cases.rostering import reported_since
from banshi.catalogue import campaigns, keeping_up
from banshi.catalogue.campaigns import Begun
from banshi.ledger import actions as ledger
from banshi.lib.actor import SYSTEM, Actor


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
