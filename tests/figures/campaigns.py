"""A roster of 占有登记, and campaigns of a group of companies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Sum

from banshi.catalogue import rosters, shelf
from banshi.catalogue.models import Duty, RosterTally
from banshi.catalogue.rosters import CampaignSight, Narrowed
from banshi.define import Menu, Roster, When
from banshi.figures import roster
from banshi.ledger.tokens import new_token
from banshi.people.units import trees
from tests.bulletin.situations import day
from tests.situations import Group

PACK, MATTER = "property_rights", "occupy"
ROSTER = Roster(
    title="登记进度",
    matter=MATTER,
    passed=("registered",),
    returned=("returned",),
    zero=When("business_registered", is_in=("是",)),
)
TITLE = "2026 年度登记"


@pytest.fixture
def rostered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pack says that 占有登记 has a roster; in the end every place of every campaign counts what stands at or below it."""
    packs = dict(shelf.packs())
    packs[PACK] = replace(packs[PACK], menus=(*packs[PACK].menus, Menu(title="进度", pages=(ROSTER,))))
    monkeypatch.setattr(shelf, "packs", lambda: packs)
    yield
    assert tallied() == counted()


def tallied() -> dict[tuple[Any, ...], int]:
    """What is kept of every place: campaign, path, state, 零报, tier."""
    kept = RosterTally.objects.values_list("campaign", "path", "state", "zero", "tier").annotate(Sum("value"))
    return {tuple(place): number for *place, number in kept if number}


def counted() -> dict[tuple[Any, ...], int]:
    """The same from the duties themselves."""
    rows = Duty.objects.values_list("campaign", "path", "state", "zero", "tier")
    return Counter(
        (campaign, path[:length], *how)
        for campaign, path, *how in rows
        for length in range(trees.STEP, len(path) + 1, trees.STEP)
    )


def typed(group: Group, **changed: str) -> dict[str, str]:
    """What 陈处长 types: the whole group below the first level, from today, due in ten days."""
    asked = {"title": TITLE, "since": day(), "due": day(10), "tops": group.codes["first"], "spared": ""}
    return asked | changed


def a_campaign(group: Group, **changed: str) -> int:
    """Opened by 陈处长."""
    return roster.open_campaign(PACK, MATTER, typed(group, **changed), by=group.actor("陈处长"), token=new_token())


def seen_by(group: Group, name: str, campaign: int) -> CampaignSight:
    """The campaign through the eyes of one of the people."""
    return rosters.campaign(group.actor(name), PACK, MATTER, campaign)


def duty(group: Group, campaign: int, unit: str = "fourth") -> Duty:
    """A unit's part of the campaign, as it is kept."""
    return Duty.objects.get(campaign=campaign, unit=group.units[unit])


def state(group: Group, campaign: int, unit: str = "fourth") -> str:
    """How far that unit is."""
    return str(duty(group, campaign, unit).state)


def names(sight: CampaignSight, **asked: object) -> list[str]:
    """Whom a list of the campaign names."""
    listed, _ = rosters.lines(sight, Narrowed(**asked))  # type: ignore[arg-type]
    return [line.name for line in listed]
