"""填报期: opened for units that must report a matter, kept up while their cases move and their tree changes, and closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count

from banshi.catalogue import campaign_rules as rules
from banshi.catalogue import shelf
from banshi.catalogue.models import Campaign, Duty
from banshi.catalogue.telling import about, told
from banshi.define import Matter, Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from banshi.lib.turns import beside_others, one_at_a_time
from banshi.people.units import standings

ASK = """INSERT INTO catalogue_duty (campaign_id, matter, unit_id, path)
SELECT %s, %s, * FROM unnest(%s::bigint[], %s::text[])
"""
# A duty follows the case that was reported last, until one has passed; one that had passed for an earlier campaign is no new report.
FOLLOW = """WITH given AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::boolean[], %s::boolean[])
        AS given (matter, tree, unit, ref, state, desk, zero, anew)
), held AS (
    SELECT duty.id AS duty, duty.state AS before, given.* FROM given
    JOIN catalogue_duty AS duty ON duty.matter = given.matter AND duty.unit_id = given.unit AND duty.open
    WHERE duty.ref = given.ref OR (given.anew AND duty.state <> 'passed' AND NOT EXISTS (
        SELECT FROM catalogue_duty AS earlier WHERE earlier.ref = given.ref AND earlier.state = 'passed'))
    ORDER BY duty.id FOR NO KEY UPDATE OF duty
)
UPDATE catalogue_duty AS duty SET
    state = CASE WHEN held.state <> '' THEN held.state WHEN held.before = 'returned' THEN 'returned' ELSE 'owed' END,
    zero = held.zero AND held.state IN ('reported', 'passed'),
    ref = CASE WHEN held.state = 'owed' THEN '' ELSE held.ref END,
    desk_id = CASE WHEN held.state = 'reported' THEN held.desk END,
    tier = CASE WHEN held.state = 'reported' THEN (
        SELECT length(place.path) / 10 - 1 FROM people_treenode AS place
        WHERE place.tree = held.tree AND place.organisation_id = held.desk AND place.until IS NULL) END,
    since = banshi_now()
FROM held WHERE duty.id = held.duty
RETURNING duty.campaign_id, duty.unit_id, duty.state
"""


@dataclass(frozen=True)
class Stood:
    """Where a case has come to that may be a unit's report: `state` as `campaign_rules.state_of` says it, `desk` where it waits, `zero`
    for a 零报告; `anew` says that it was reported just now."""

    pack: str
    matter: str
    unit: int
    ref: str
    state: str
    desk: int | None
    zero: bool
    anew: bool


def follow(stood: Collection[Stood]) -> list[tuple[str, int]]:
    """Brings the duties of units to where their cases stand now, in the move's transaction. Nothing where no campaign asks for them.
    Returns those that are met now: what was told `about` each, and the unit."""
    if not stood:
        return []
    beside_others(*{turn(each.pack, each.matter) for each in stood})
    # Of several cases of one unit that are reported at once the last one counts.
    once = {(each.pack, each.matter, each.unit, "" if each.anew else each.ref): each for each in stood}
    rows = zip(*map(_row, once.values()), strict=True)
    followed = prepared.rows(FOLLOW, [list(column) for column in rows])
    return [(about(campaign, unit), unit) for campaign, unit, state in followed if state not in rules.OWING]


def _row(each: Stood) -> tuple[Any, ...]:
    tree = shelf.matter(each.pack, each.matter).may_file.tree
    return f"{each.pack}/{each.matter}", tree, each.unit, each.ref, each.state, each.desk, each.zero, each.anew


def turn(pack: str, matter: str) -> str:
    """The name under which campaigns of a matter change alone, and cases of it move side by side."""
    return f"catalogue.campaigns {pack}/{matter}"


@dataclass(frozen=True)
class Reach:
    """A campaign as it would be: who would have to report, with their paths."""

    asked: rules.Asked
    tops: tuple[int, ...]
    spared: tuple[int, ...]
    units: Mapping[int, str]


def reach(pack: str, matter: str, typed: Mapping[str, Any], *, by: Actor) -> Reach:
    """Whom a campaign would ask. Raises NotFound and Forbidden for who does not open them, Invalid with every problem at its cell."""
    said = _commanded(pack, matter, by)
    given, problems = rules.campaign(typed, clock.today())
    tops, spared = (
        standings.called(said.may_file.tree, by.unit, rules.lines(given, key)) for key in ("tops", "spared")
    )
    below = tops.units or ((by.unit,) if by.unit else ())
    units: Mapping[int, str] = {}
    if unknown := [_unknown(cell, each) for cell, each in (("tops", tops), ("spared", spared)) if each.unknown]:
        problems += unknown
    else:
        units = standings.placed(said.may_file, below, spared.units)
        problems += _nobody_or_taken(f"{pack}/{matter}", units)
    if problems:
        raise Invalid("填报期没有开始，请按提示修改。", problems)
    return Reach(rules.asked(given), below, spared.units, units)


def passed_before(refs: Collection[str]) -> set[str]:
    """Those of these cases that have passed for a campaign already: for another one they are no report (`FOLLOW`)."""
    return set(Duty.objects.filter(ref__in=refs, state=rules.PASSED).values_list("ref", flat=True))


def _nobody_or_taken(matter: str, units: Mapping[int, str]) -> list[Problem]:
    if not units:
        return [Problem("tops", "这个范围里没有要填报的单位。", "error")]
    taken = Duty.objects.filter(matter=matter, open=True, unit__in=units).select_related("campaign")
    return [_taken(len(taken), taken[0].campaign.title)] if taken else []


def _unknown(cell: str, called: standings.Called) -> Problem:
    return Problem(cell, f"没有找到这些单位，请核对名称：{'、'.join(called.unknown)}。", "error")


def _taken(number: int, title: str) -> Problem:
    words = f"有 {number} 个单位已列在“{title}”里，同一事项同时只能有一期。请先结束那一期，或者这一期不列这些单位。"
    return Problem("tops", words, "error")


def _commanded(pack: str, matter: str, by: Actor) -> Matter:
    """The matter, for who opens and closes its campaigns: whoever sees its roster from the root of its tree."""
    said, roster = shelf.matter(pack, matter), shelf.rosters(pack).get(matter)
    if roster is None:
        raise NotFound
    rules.require(by, pack, roster)
    if by.kind != "system" and not standings.is_root(standings.path(said.may_file.tree, by.unit)):
        raise Forbidden("填报期由主管机关开始和结束。")
    return said


@dataclass(frozen=True)
class Begun:
    """Units a campaign asks from now on; what they have reported since its first day is for the caller to add (`follow`)."""

    id: int
    pack: str
    matter: str
    since: date
    units: Collection[int]


@transaction.atomic
def begin(pack: str, matter: str, typed: Mapping[str, Any], *, by: Actor) -> Begun:
    """Opens a campaign and tells everybody in it. Raises what `reach` raises."""
    one_at_a_time(turn(pack, matter))
    found = reach(pack, matter, typed, by=by)
    asked, key = found.asked, f"{pack}/{matter}"
    row = Campaign.objects.create(
        matter=key,
        title=asked.title,
        since=asked.since,
        due=asked.due,
        tops=list(found.tops),
        spared=list(found.spared),
    )
    ask(row, found.units)
    data = {"matter": key, "name": asked.title, "since": asked.since.isoformat(), "until": asked.due.isoformat()}
    words = f"“{asked.title}”已经开始，最晚 {asked.due} 当天上报。"
    happened(row, "campaign_opened", data | {"units": len(found.units)}, words, found.units, by)
    return Begun(row.pk, pack, matter, row.since, found.units)


def ask(campaign: Campaign, units: Mapping[int, str]) -> None:
    """Puts units with their paths into a campaign; for this room alone."""
    prepared.rows(ASK, [campaign.pk, campaign.matter, list(units), list(units.values())])


def happened(row: Campaign, kind: str, data: dict[str, Any], words: str, units: Collection[int], by: Actor) -> None:
    """The event of a change, with the notice to these units; for this room alone."""
    deliveries = told(row, units, words) if words else ()
    ledger.append(f"campaign:{row.pk}", kind, by=by, data=data, deliveries=deliveries)


@transaction.atomic
def change_due(campaign: int, typed: Mapping[str, Any], *, by: Actor) -> date:
    """Sets another last day, and tells those who have not reported. Raises NotFound, Forbidden, Conflict when it is closed, Invalid."""
    row = _open_one(campaign, by)
    due = rules.last_day(typed, row.since, clock.today())
    if due == row.due:
        return due
    Campaign.objects.filter(pk=campaign).update(due=due)
    words = f"“{row.title}”的截止日期改为 {due}，最晚当天上报。"
    units = list(row.duties.filter(state__in=rules.OWING).order_by("path").values_list("unit", flat=True))
    happened(row, "campaign_due_changed", {"name": row.title, "until": due.isoformat()}, words, units, by)
    return due


@transaction.atomic
def close(campaign: int, *, by: Actor) -> None:
    """Closes a campaign: what each unit has come to stays as it is, and is no longer followed. Raises as `change_due`."""
    row = _open_one(campaign, by)
    Duty.objects.filter(campaign=campaign).update(open=False)
    Campaign.objects.filter(pk=campaign).update(closed_at=clock.Now())
    counts = Duty.objects.filter(campaign=campaign).values_list("state").annotate(Count("id")).order_by("state")
    happened(row, "campaign_closed", {"name": row.title, **dict(counts)}, "", (), by)


def _open_one(campaign: int, by: Actor) -> Campaign:
    """An open campaign, held alone until the transaction ends."""
    matter = Campaign.objects.filter(pk=campaign).values_list("matter", flat=True).first()
    if matter is None:
        raise NotFound
    pack, _, key = matter.partition("/")
    _commanded(pack, key, by)
    one_at_a_time(turn(pack, key))
    row = Campaign.objects.get(pk=campaign)
    if row.closed_at:
        raise Conflict("这一期已经结束，不能再改。")
    return row


def open_ones() -> Sequence[int]:
    """The campaigns that are open."""
    return list(Campaign.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))
