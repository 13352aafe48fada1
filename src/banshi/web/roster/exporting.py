"""导出 of a roster: a list of its units as it is seen, made by the worker."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from banshi.catalogue import rosters
from banshi.catalogue.rosters import CampaignSight, Narrowed
from banshi.figures import actions
from banshi.web.door import actor_of, door
from banshi.web.roster.asked import STANDS, Asked, level


@door("POST")
def export(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """【导出】 of the units that the address asks for."""
    actor, asked = actor_of(request), Asked.of(request.GET)
    sight = rosters.campaign(actor, pack, matter, campaign)
    narrowed = asked.narrowed(sight)
    said, token = list(_said(sight, asked, narrowed)), request.POST.get("token", "")
    actions.export_roster(sight, asked.unit, narrowed, said=said, by=actor, token=token)
    return redirect("filing:exports")


def _said(sight: CampaignSight, asked: Asked, narrowed: Narrowed) -> Iterator[tuple[str, str]]:
    """What was asked for, in the words of the page."""
    yield "填报期", f"{sight.title}（{sight.since} 至 {sight.due}）"
    yield "范围", f"{rosters.trail(sight, narrowed.below)[-1][1]}及下属单位"
    if asked.stands:
        yield "上报情况", STANDS[asked.stands]
    if narrowed.tier is not None:
        yield "在哪一级审核", level(sight.pack, narrowed.tier)
    if asked.text:
        yield "单位名称或代码", asked.text
    if narrowed.told:
        yield "催报日期", str(narrowed.told)
