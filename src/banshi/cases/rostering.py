"""Where cases stand, for the rosters that follow them (填报期)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from banshi.cases.models import Case
from banshi.cases.moving import Step
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.catalogue.campaign_rules import PASSED, state_of
from banshi.catalogue.campaigns import Stood
from banshi.ledger.clock import CHINA


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
