"""The report of a campaign by subtree and by level, and the lists behind its numbers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.cases import queries
from banshi.cases.rostering import contacts, whom_to_call
from banshi.catalogue import rosters, shelf
from banshi.catalogue.rosters import CampaignSight, Counts
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.web.door import actor_of, door
from banshi.web.roster.asked import STANDS, Asked, level

COUNTED = (
    ("应报", "total", ""),
    ("未报", "owed", "owed"),
    ("退回", "returned", "returned"),
    ("已报", "reported", "reported"),
    ("审核中", "waiting", "waiting"),
    ("通过", "passed", "passed"),
    ("零报", "zero", "zero"),
)
LATE = ("逾期", "owing", "owing")


@door("GET")
def roster(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """The campaign that runs, or the last one; before the first a page that says so."""
    actor: Actor = actor_of(request)
    found = rosters.campaigns(actor, pack, matter)
    if not found:
        commands = rosters.commands(actor, pack, matter)
        return render(
            request,
            "roster/none.html",
            {"page": shelf.rosters(pack)[matter], "commands": commands, "at": [pack, matter]},
        )
    shown = next((each for each in found if each.closed_at is None), found[0])
    return redirect("roster:report", pack, matter, shown.id)


@door("GET")
def told(request: HttpRequest, campaign: int) -> HttpResponse:
    """Where a notice of a campaign leads: home, which says what one owes and who below is late; once it is closed to its report."""
    sight = rosters.told(actor_of(request), campaign)
    if sight.closed_at:
        return redirect("roster:report", sight.pack, sight.matter, campaign)
    return redirect("filing:home", sight.pack)


@door("GET")
def report(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """How many have reported below a unit: all together, by the units directly below it, and where what waits is stuck."""
    actor: Actor = actor_of(request)
    sight, asked = rosters.campaign(actor, pack, matter, campaign), Asked.of(request.GET)
    below = rosters.path_below(sight, asked.unit)
    found = rosters.report(sight, below, request.GET.get("after", "")[:600])
    context = _of(sight) | {
        "asked": asked,
        "found": found,
        "all": cells(found.all, sight, asked.unit),
        "parts": [(part, cells(part.counts, sight, part.code)) for part in found.parts],
        "stuck": [_stuck(pack, asked.unit, tier, waiting) for tier, waiting in found.stuck],
        "chased": rosters.chased(sight, below, found.all),
        "reminders": [(each, Asked(told=each.on.isoformat()).query) for each in rosters.reminders(sight)],
        "trail": rosters.trail(sight, below),
        "most": rosters.MOST,
        "others": [each for each in rosters.campaigns(actor, pack, matter) if each.id != campaign],
    }
    return render(request, "roster/report.html", context)


def _stuck(pack: str, code: str, tier: int | None, waiting: int) -> tuple[str, int, str]:
    """A level at which cases wait, as `cells` says it."""
    asked = Asked(unit=code, stands="waiting", tier="" if tier is None else str(tier))
    return level(pack, tier), waiting, asked.query


def cells(counts: Counts, sight: CampaignSight, code: str) -> list[tuple[str, int, str]]:
    """What is counted below a unit: its heading, how many, and the query of the list that shows them."""
    shown = [*COUNTED, LATE] if sight.is_late else COUNTED
    return [(label, getattr(counts, name), Asked(unit=code, stands=stands).query) for label, name, stands in shown]


@door("GET", "POST")
def units(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """One list: the units of a number, a page at a time, searched by name or code. 【查看完整电话】 shows the page with the phones of whom
    one may chase; the look is an event."""
    actor: Actor = actor_of(request)
    sight, asked = rosters.campaign(actor, pack, matter, campaign), Asked.of(request.GET)
    narrowed = asked.narrowed(sight)
    rows, following = rosters.lines(sight, narrowed, request.GET.get("after", "")[:600])
    opens = set(
        queries.seen_by(actor).filter(ref__in=[row.ref for row in rows if row.ref]).values_list("ref", flat=True)
    )
    whole = request.method == "POST"
    called = whom_to_call(sight, rows, by=actor) if whole else contacts(sight, rows)
    context = _of(sight) | {
        "asked": asked,
        "rows": [(row, row.ref in opens, called.get(row.unit)) for row in rows],
        "chased": rosters.chased_in(sight, narrowed),
        "whole": whole,
        "most": rosters.MOST,
        "after": following,
        "below": rosters.trail(sight, narrowed.below)[-1],
        "stands": STANDS.items(),
        "days": rosters.reminders(sight),
        "levels": [(str(tier), level(pack, tier)) for tier in range(5)],
    }
    return render(request, "roster/units.html", context)


def _of(sight: CampaignSight) -> dict[str, Any]:
    """What every page of a campaign needs."""
    return {
        "page": shelf.rosters(sight.pack)[sight.matter],
        "matter": shelf.pack(sight.pack).matter(sight.matter).title,
        "sight": sight,
        "at": [sight.pack, sight.matter, sight.id],
        "units": reverse("roster:units", args=[sight.pack, sight.matter, sight.id]),
        "token": new_token(),
        "export_url": reverse("roster:export", args=[sight.pack, sight.matter, sight.id]),
        "export_token": new_token(),
    }
