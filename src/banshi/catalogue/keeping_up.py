"""An open campaign follows the tree: who comes is asked too, who is closed is asked no more, who moves stands below their new superiors."""

from dataclasses import dataclass

from django.db import transaction

from banshi.catalogue import campaign_rules as rules
from banshi.catalogue import campaigns, shelf
from banshi.catalogue.campaigns import Begun
from banshi.catalogue.models import Campaign, Duty
from banshi.lib.actor import Actor
from banshi.lib.turns import one_at_a_time
from banshi.people.units import standings


@dataclass(frozen=True)
class Changes:
    """What has changed in the tree since the campaign last looked: units that came and units that moved with their paths, and units that
    are gone before they reported."""

    come: dict[int, str]
    moved: dict[int, str]
    gone: list[int]

    def __bool__(self) -> bool:
        return bool(self.come or self.moved or self.gone)


@transaction.atomic
def keep_up(campaign: int, *, by: Actor) -> Begun:
    """Follows what has changed, and tells who is asked newly."""
    row = Campaign.objects.get(pk=campaign)
    pack, _, key = row.matter.partition("/")
    changes = _changes(row)
    if changes:
        one_at_a_time(campaigns.turn(pack, key))
        row.refresh_from_db()
        changes = _changes(row)
    if changes and row.closed_at is None:
        _follow(row, changes, by)
    return Begun(row.pk, pack, key, row.since, () if row.closed_at else tuple(changes.come))


def _follow(row: Campaign, changes: Changes, by: Actor) -> None:
    row.duties.filter(unit__in=changes.gone).delete()
    _move(row, changes.moved)
    campaigns.ask(row, changes.come)
    counts = {"come": len(changes.come), "moved": len(changes.moved), "gone": len(changes.gone)}
    words = f"“{row.title}”已列入贵单位，最晚 {row.due} 当天上报。"
    campaigns.happened(row, "roster_changed", {"name": row.title, **counts}, words, changes.come, by)


def _changes(row: Campaign) -> Changes:
    pack, _, key = row.matter.partition("/")
    said = shelf.matter(pack, key).may_file
    today = standings.placed(said)
    reach = standings.placed(said, row.tops, row.spared) if row.tops or row.spared else today
    asked = {unit: (path, state) for unit, path, state in row.duties.values_list("unit", "path", "state")}
    others = Duty.objects.filter(matter=row.matter, open=True).exclude(campaign=row)
    elsewhere = set(others.values_list("unit", flat=True))
    return Changes(
        come={unit: path for unit, path in reach.items() if unit not in asked and unit not in elsewhere},
        moved={unit: today[unit] for unit, (path, _) in asked.items() if today.get(unit, path) != path},
        gone=[unit for unit, (_, state) in asked.items() if unit not in today and state == rules.OWED],
    )


def _move(row: Campaign, moved: dict[int, str]) -> None:
    duties = list(row.duties.filter(unit__in=moved))
    for duty in duties:
        duty.path = moved[duty.unit_id]
    Duty.objects.bulk_update(duties, ["path"])
