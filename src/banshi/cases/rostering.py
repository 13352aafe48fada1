"""Where cases stand, and whom their units say one should call, for the rosters that follow them (填报期)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction

from banshi.cases.models import Case
from banshi.cases.moving import Step
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.catalogue.campaign_rules import OWING, PASSED, state_of
from banshi.catalogue.campaigns import Stood
from banshi.catalogue.rosters import CampaignSight, DutyLine
from banshi.ledger import actions as ledger
from banshi.ledger.clock import CHINA
from banshi.lib.actor import Actor
from banshi.people.units import standings
from banshi.people.units.standings import Contact


def stood(steps: Iterable[Step]) -> list[Stood]:
    """Where moves have brought the cases of matters that have a roster; of other matters nothing, and nothing is asked."""
    return [found for step in steps if step.submission and (found := _stood(step))]


def _stood(step: Step) -> Stood | None:
    case, answers = step.case, step.submitted.answers
    roster = shelf.rosters(case.pack).get(case.matter.key)
    if roster is None:
        return None
    state = state_of(roster, case.matter.flow, step.there.state)
    zero = roster.zero is not None and roster.zero.holds(answers)
    return Stood(case.pack, case.matter.key, case.subject, case.ref, state, step.desk, zero, step.move.reports)


def reported_since(pack: str, matter: str, day: date, units: Collection[int]) -> list[Stood]:
    """What units have reported of a matter on that day or after it, wherever it stands now; of several the passed one, else the latest, is
    the last."""
    begins, roster = datetime.combine(day, time(), CHINA), shelf.rosters(pack)[matter]
    rows = Case.objects.filter(matter=f"{pack}/{matter}", subject__in=units, submission__at__gte=begins)
    found = []
    for row in rows.select_related("submission").order_by("submission__at"):
        state = state_of(roster, catalogue.revision(row.revision_id).matter.flow, row.state)
        zero = roster.zero is not None and row.submission is not None and roster.zero.holds(row.submission.answers)
        if state:
            found.append(Stood(pack, matter, row.subject_id, row.ref, state, row.desk_id, zero, anew=True))
    return sorted(found, key=lambda each: each.state == PASSED)


def contacts(sight: CampaignSight, lines: Sequence[DutyLine]) -> dict[int, Contact]:
    """Whom to call about these units, phones masked, where the pack says in which fields: as each said when it reported last or, where it
    never did, who holds its account."""
    return {unit: each.masked for unit, each in _known(sight, lines).items()}


@transaction.atomic
def whom_to_call(sight: CampaignSight, lines: Sequence[DutyLine], *, by: Actor) -> dict[int, Contact]:
    """The same, with whole phones of the units that the actor may chase now; which these were is noted (S24)."""
    known = _known(sight, lines)
    chased = {line.unit: line.code for line in lines if line.unit in known and _may_chase(sight, line, by)}
    if chased:
        data = {"name": sight.title, "code": list(chased.values())}
        ledger.append(f"campaign:{sight.id}", "phones_seen", by=by, data=data)
    return {unit: each if unit in chased else each.masked for unit, each in known.items()}


def _may_chase(sight: CampaignSight, line: DutyLine, by: Actor) -> bool:
    return sight.closed_at is None and line.state in OWING and line.unit != by.unit


def _known(sight: CampaignSight, lines: Sequence[DutyLine]) -> dict[int, Contact]:
    page, key = shelf.rosters(sight.pack)[sight.matter], f"{sight.pack}/{sight.matter}"
    if not page.contact or not lines:
        return {}
    filed = Case.objects.filter(matter=key, subject__in=[line.unit for line in lines]).exclude(submission=None)
    latest = filed.order_by("subject", "-submission").distinct("subject")
    told = latest.values_list("subject", "submission__answers")
    said = {unit: Contact(given.get(page.contact) or "", given.get(page.phone) or "") for unit, given in told}
    roles = [f"{sight.pack}/{role}" for role in shelf.matter(sight.pack, sight.matter).may_file.roles]
    return standings.contacts([line.unit for line in lines if line.unit not in said], roles) | said
