"""Reporting: each draft of an import makes its report, a few at a time; what a check stops stays a draft, with the reason."""

from collections.abc import Sequence

from banshi.cases import actions, queries, rivals
from banshi.cases.imports.stages import FILED, KEPT, LEFT, REPORTED
from banshi.cases.imports.standing import words_of
from banshi.cases.models import Import, ImportLine
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, Refusal

PART = 10


def report(batch: Import, by: Actor) -> bool:
    """Reports the next drafts; True while there are more."""
    lines = list(batch.lines.filter(sheet=0, outcome=KEPT).select_related("case").order_by("row")[:PART])
    _take_turns(lines, by)
    for line in lines:
        line.faults = _refused(line, by)
        line.outcome = LEFT if line.faults else REPORTED
    ImportLine.objects.bulk_update(lines, ["outcome", "faults"])
    batch.done += len(lines)
    if len(lines) < PART:
        batch.stage = FILED
    batch.save()
    return batch.stage != FILED


def _take_turns(lines: Sequence[ImportLine], by: Actor) -> None:
    """One transaction reports them all: their rivals are held off before the first of them moves."""
    found = queries.cases_to_move(by, [line.case.ref for line in lines if line.case])
    rivals.take_turns((case, case.matter.flow.report.key) for case in found.values())


def _refused(line: ImportLine, by: Actor) -> list[list[object]]:
    """What stops the report of a row, as faults of the row; nothing when it was made."""
    if line.case is None:
        return []
    try:
        case = queries.case_for(by, line.case.ref)
        move = next((each for each in queries.moves_open_to(by, case) if each.move.reports), None)
        if move is not None:
            actions.move(case.ref, move.key, by=by, version=case.version, token=new_token())
    except Invalid as refusal:
        return [[0, words_of(case, problem), True] for problem in refusal.problems if problem.blocks]
    except Refusal as refusal:
        return [[0, refusal.words, True]]
    return []
