"""Reporting: the drafts of an import make their reports, many together; what a check stops stays a draft, with the reason."""

from collections.abc import Sequence

from banshi.cases import actions
from banshi.cases.imports.stages import FILED, KEPT, LEFT, REPORTED
from banshi.cases.imports.standing import ALONE, asks_alone, reasons
from banshi.cases.models import Import, ImportLine
from banshi.catalogue import queries as catalogue
from banshi.forms.workbooks.reading import Fault
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor

PART = 100


def report(batch: Import, by: Actor) -> bool:
    """Reports the next drafts; True while there are more."""
    lines = list(batch.lines.filter(sheet=0, outcome=KEPT).select_related("case").order_by("row")[:PART])
    left = _report(batch, lines, by)
    stopped = reasons([line for line in lines if line.case_id in left], by)
    for line in lines:
        words, found = left.get(line.case_id or 0, ""), stopped.get(line.case_id or 0, [])
        line.faults = _faults(words, found) if words else []
        line.outcome = LEFT if words else REPORTED
    ImportLine.objects.bulk_update(lines, ["outcome", "faults"])
    batch.done += len(lines)
    if len(lines) < PART:
        batch.stage = FILED
    batch.save()
    return batch.stage != FILED


def _report(batch: Import, lines: Sequence[ImportLine], by: Actor) -> dict[int, str]:
    """Makes the report of those that are drafts still; of each that was left why, in a line, by its case."""
    move = catalogue.revision(batch.revision_id).matter.flow.report
    drafts = [line.case for line in lines if line.case and line.case.state in move.start]
    alone = {case.ref: ALONE for case in drafts if asks_alone(catalogue.revision(case.revision_id).matter)}
    seen = {case.ref: case.version for case in drafts if case.ref not in alone}
    words = alone | dict(actions.move_all(seen, move.key, by=by, token=new_token()).left)
    return {case.pk: words[case.ref] for case in drafts if case.ref in words}


def _faults(words: str, found: Sequence[Fault]) -> list[list[object]]:
    """What stops a report, each at its cell; where it is nothing of the form, in a line."""
    return [[0, fault.words, True] for fault in found if fault.blocks] or [[0, words, True]]
