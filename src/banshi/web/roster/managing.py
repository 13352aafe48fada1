"""开始填报期, 改截止日期, 结束填报期: for who stands at the root of the tree."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import campaign_rules as rules
from banshi.catalogue import campaigns, rosters, shelf
from banshi.catalogue.rosters import CampaignSight
from banshi.define import Form
from banshi.figures import roster
from banshi.figures.roster import Foreseen
from banshi.forms import answers, drawing
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.web.door import actor_of, door


@door("GET", "POST")
def new(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """What a campaign asks for; how many units it reaches is shown before it begins."""
    actor: Actor = actor_of(request)
    if not rosters.commands(actor, pack, matter):
        raise Forbidden
    if request.method != "POST":
        return _new(request, pack, matter, {"since": clock.today().isoformat()})
    typed = answers.from_post(rules.CAMPAIGN, request.POST, {})
    try:
        if "preview" in request.POST:
            return _new(request, pack, matter, typed, foreseen=roster.foreseen(pack, matter, typed, by=actor))
        number = roster.open_campaign(pack, matter, typed, by=actor, token=request.POST.get("token", "")[:64])
    except Invalid as refusal:
        return _new(request, pack, matter, typed, refusal=refusal)
    messages.success(request, "填报期已经开始，各单位都会收到通知。")
    return redirect("roster:report", pack, matter, number)


def _new(
    request: HttpRequest,
    pack: str,
    matter: str,
    typed: Mapping[str, Any],
    foreseen: Foreseen | None = None,
    refusal: Invalid | None = None,
) -> HttpResponse:
    context = {
        "page": shelf.rosters(pack)[matter],
        "at": [pack, matter],
        "sections": _drawn(rules.CAMPAIGN, typed, refusal),
        "foreseen": foreseen,
        "refusal": refusal,
        "token": request.POST.get("token") or new_token(),
    }
    return render(request, "roster/new.html", context, status=422 if refusal else 200)


def _drawn(form: Form, typed: Mapping[str, Any], refusal: Invalid | None) -> object:
    problems = refusal.problems if refusal else ()
    return drawing.draw(form, answers.as_typed(dict(typed)), problems, lambda field, code: None)


def _commanded(actor: Actor, pack: str, matter: str, campaign: int) -> CampaignSight:
    """A campaign for who may change it. Raises NotFound for everybody else."""
    sight = rosters.campaign(actor, pack, matter, campaign)
    if not sight.commands:
        raise NotFound
    return sight


@door("GET", "POST")
def due(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """Another last day; those who have not reported are told."""
    actor: Actor = actor_of(request)
    sight, refusal = _commanded(actor, pack, matter, campaign), None
    typed: Mapping[str, Any] = {"due": sight.due.isoformat()}
    if request.method == "POST":
        typed = answers.from_post(rules.LAST_DAY, request.POST, {})
        try:
            day = campaigns.change_due(campaign, typed, by=actor)
            messages.success(request, f"截止日期是 {day}，还没有上报的单位会收到通知。")
            return redirect("roster:report", pack, matter, campaign)
        except Invalid as mistake:
            refusal = mistake
    context = {
        "page": shelf.rosters(pack)[matter],
        "sight": sight,
        "at": [pack, matter, campaign],
        "sections": _drawn(rules.LAST_DAY, typed, refusal),
        "refusal": refusal,
    }
    return render(request, "roster/due.html", context, status=422 if refusal else 200)


@door("GET", "POST")
def close(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """The end of a campaign, after one was told who has still not reported."""
    actor: Actor = actor_of(request)
    sight = _commanded(actor, pack, matter, campaign)
    if request.method == "POST":
        campaigns.close(campaign, by=actor)
        messages.success(request, "这一期已经结束，名册保持现在的样子。")
        return redirect("roster:report", pack, matter, campaign)
    found = rosters.report(sight, sight.prefix)
    context = {"page": shelf.rosters(pack)[matter], "sight": sight, "at": [pack, matter, campaign], "counts": found.all}
    return render(request, "roster/close.html", context)
