"""填报期 on the home of who has units below: how far they are, and by when."""

from typing import Any

from django.urls import reverse

from banshi.catalogue import rosters, shelf
from banshi.catalogue.rosters import CampaignSight, Counts
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.web.roster.asked import Asked
from banshi.web.roster.reading import cells

SHOWN = ("应报", "已报", "未报", "退回", "逾期")


def on_home(actor: Actor, pack: str) -> list[dict[str, Any]]:
    """Each campaign that runs with its numbers, each number with the address of its list."""
    return [_block(sight, counts) for sight, counts in rosters.running(actor, pack)]


def _block(sight: CampaignSight, counts: Counts) -> dict[str, Any]:
    at = [sight.pack, sight.matter, sight.id]
    units, left = reverse("roster:units", args=at), (sight.due - clock.today()).days
    return {
        "sight": sight,
        "page": shelf.rosters(sight.pack)[sight.matter],
        "left": left,
        "over": -left,
        "numbers": [
            (label, number, f"{units}?{query}") for label, number, query in cells(counts, sight, "") if label in SHOWN
        ],
        "owing": f"{units}?{Asked(stands='owing').query}" if counts.owing else "",
        "report": reverse("roster:report", args=at),
    }
