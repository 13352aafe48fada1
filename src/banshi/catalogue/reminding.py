"""催报: units of a list that have not reported are told, each once a day at most; or those above them are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from banshi.catalogue import shelf
from banshi.catalogue.campaign_rules import RETURNED
from banshi.catalogue.models import Campaign, Duty
from banshi.catalogue.rosters import STANDS, CampaignSight, Narrowed, narrowed
from banshi.catalogue.telling import about, each_told
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people.units import standings, trees

# A unit that was told today already is passed over: by inserting, never by looking first.
NOTE = """INSERT INTO catalogue_reminder (campaign_id, unit_id, below, "on") SELECT %s, unit, %s, %s FROM unnest(%s::bigint[]) AS unit
ON CONFLICT DO NOTHING RETURNING unit_id
"""
FEW = 3  # names in a notice to the unit above


@dataclass(frozen=True)
class Reminded:
    """How many units were told now, and how many had been told today already."""

    told: int
    before: int


@transaction.atomic
def remind(sight: CampaignSight, asked: Narrowed, *, by: Actor, token: str) -> Reminded:
    """Tells those of a list who have not reported, in the site and by SMS. Raises Conflict when the campaign is closed."""
    once = ledger.once(token, by, f"remind {sight.id}")
    if once.receipt:
        return Reminded(**once.receipt)
    late = [duty for duty in _owing(sight, asked) if duty.unit_id != by.unit]
    filed_by_others = standings.filers([duty.unit_id for duty in late])
    words = {duty.unit_id: _hurry(sight, duty, by_others=duty.unit_id in filed_by_others) for duty in late}
    done = _tell(sight, words, "reminded", by, below=False)
    once.keep(asdict(done))
    return done


@transaction.atomic
def hand_on(sight: CampaignSight, asked: Narrowed, *, by: Actor, token: str) -> Reminded:
    """Has the unit above each of them do it: one notice to each of these, with how many wait below. Those directly below oneself are
    left out; there is nobody between. Raises Conflict when the campaign is closed."""
    once = ledger.once(token, by, f"hand on {sight.id}")
    if once.receipt:
        return Reminded(**once.receipt)
    below: dict[int, list[Duty]] = defaultdict(list)
    for duty in _owing(sight, asked):
        if len(duty.path) > len(sight.prefix) + trees.STEP:
            below[trees.ids(duty.path)[-2]].append(duty)
    words = {unit: _chase(sight, late) for unit, late in below.items()}
    done = _tell(sight, words, "handed_on", by, below=True)
    once.keep(asdict(done))
    return done


def _owing(sight: CampaignSight, asked: Narrowed) -> list[Duty]:
    """What of a list has not been reported, or was sent back. Raises Conflict."""
    if Campaign.objects.filter(pk=sight.id).exclude(closed_at=None).exists():
        raise Conflict("这一期已经结束，不再催报。")
    return list(narrowed(sight, asked).filter(STANDS["owing"]).order_by("path").select_related("unit"))


def _tell(sight: CampaignSight, words: Mapping[int, str], kind: str, by: Actor, *, below: bool) -> Reminded:
    today = clock.today()
    now = {unit for (unit,) in prepared.rows(NOTE, [sight.id, below, today, list(words)])}
    said = {unit: (text, about(sight.id, None if below else unit)) for unit, text in words.items() if unit in now}
    done = Reminded(len(said), len(words) - len(said))
    if said:
        deliveries = tuple(each_told(f"{sight.pack}/{sight.matter}", said, sms=True))
        data = {"name": sight.title, "units": done.told}
        ledger.append(f"campaign:{sight.id}", kind, by=by, data=data, deliveries=deliveries)
    return done


def _when(sight: CampaignSight) -> str:
    return f"已于 {sight.due} 截止" if sight.is_late else f"将于 {sight.due} 截止"


def _hurry(sight: CampaignSight, duty: Duty, *, by_others: bool) -> str:
    whose = f"由贵单位填报的“{duty.unit.name}”" if by_others else "贵单位"
    words = "的填报已被退回，请修改后重新上报。" if duty.state == RETURNED else "还没有上报，请尽快上报。"
    return f"“{sight.title}”{_when(sight)}，{whose}{words}"


def _chase(sight: CampaignSight, late: list[Duty]) -> str:
    returned = [duty.unit.name for duty in late if duty.state == RETURNED]
    owed = [duty.unit.name for duty in late if duty.state != RETURNED]
    said = [_of(owed, "还没有上报"), _of(returned, "被退回后还没有重新上报")]
    title = shelf.rosters(sight.pack)[sight.matter].title
    return f"“{sight.title}”{_when(sight)}，贵单位下属 {'，'.join(filter(None, said))}，请督促。名单见【{title}】。"


def _of(names: list[str], how: str) -> str:
    return f"{len(names)} 个单位{how}（{'、'.join(names[:FEW])}{'等' if len(names) > FEW else ''}）" if names else ""
