"""Filing: checked rows become drafts, new ones and those that are there; all in one transaction."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from banshi.cases import actions, opening
from banshi.cases.imports.checking import stands_against
from banshi.cases.imports.lines import PART, Row, rows_of
from banshi.cases.imports.plan import Entry, Plan
from banshi.cases.imports.stages import CHECKING, FILED, KEPT, NEW, UPDATE
from banshi.cases.models import Case, Import
from banshi.cases.opening import NewCase
from banshi.ledger import actions as ledger
from banshi.ledger.tokens import new_token
from banshi.lib import prepared
from banshi.lib.actor import Actor

RENEW = """
UPDATE cases_case AS here SET draft = there.draft, notes = there.notes, draft_version = here.draft_version + 1,
    draft_marks = here.draft_marks || (
        SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(here.draft_version + 1, %s::text)), '{}')
        FROM jsonb_array_elements_text(there.typed) AS each (key)
    )
FROM unnest(%s::bigint[], %s::jsonb[], %s::jsonb[], %s::jsonb[]) AS there (id, draft, notes, typed) WHERE here.id = there.id
"""
TELL = """
UPDATE cases_importline AS line SET outcome = %s, case_id = there.made
FROM unnest(%s::bigint[], %s::bigint[]) AS there (id, made) WHERE line.id = there.id
"""


def file(batch: Import, by: Actor) -> bool:
    """Makes the drafts. Where something stands against a row that did not when it was checked, nothing is made and all is checked
    again: True."""
    lines = rows_of(batch.lines.filter(sheet=0, outcome__in=(NEW, UPDATE)).order_by("row"))
    kept = 0
    for part in _parts(lines):
        plan = Plan(batch, part, by)
        if any(stands_against(plan, entry) for entry in plan.entries):
            raise ChangedMeanwhile
        for entry in plan.entries:
            plan.fill(entry)
        _keep(plan, by)
        kept += len(part)
    batch.stage = FILED
    batch.save()
    ledger.append(f"import:{batch.pk}", "filed", by=by, data={"title": "导入填报", "cases": kept})
    return False


class ChangedMeanwhile(Exception):
    """A unit or a draft is not as it was when the rows were checked."""


def check_again(batch: Import) -> None:
    """All rows are to be checked once more."""
    batch.lines.filter(sheet=0).update(outcome="")
    batch.stage, batch.done = CHECKING, 0
    batch.save()


def _parts(lines: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(lines, PART)):
        yield part


def _keep(plan: Plan, by: Actor) -> None:
    new = {entry.line.id: _new(plan, entry, by) for entry in plan.entries if not entry.case}
    opening.keep(list(new.values()), plan.revision, by)
    _take_up(plan, by)
    _renew(plan.workbook.key, [entry for entry in plan.entries if entry.case], by)
    made = {entry.line.id: entry.case.pk if entry.case else new[entry.line.id].id for entry in plan.entries}
    prepared.rows(TELL, [KEPT, list(made), list(made.values())])


def _new(plan: Plan, entry: Entry, by: Actor) -> NewCase:
    name = plan.known(entry.subject).facts["name"]
    case = opening.a_case(plan.revision, entry.subject, name, entry.draft, by)
    case.notes = entry.notes
    return case


def _take_up(plan: Plan, by: Actor) -> None:
    """Cases that were returned are taken up again, as their filer would on the page. Raises ChangedMeanwhile."""
    flow, seen = plan.matter.flow, defaultdict[str, dict[str, int]](dict)
    for case in (entry.case for entry in plan.entries if entry.case):
        if move := flow.taking_up(flow.state(case.state)):
            seen[move.key][case.ref] = case.version
    for key, versions in seen.items():
        if actions.move_all(versions, key, by=by, token=new_token()).left:
            raise ChangedMeanwhile


def _renew(key: str, entries: Sequence[Entry], by: Actor) -> None:
    """Drafts that are there get the cells of the workbook, that of the key in its new spelling too, each marked as changed by whoever
    imported it."""
    there: list[Case] = [entry.case for entry in entries if entry.case]
    columns: list[list[Any]] = [
        [case.pk for case in there],
        [json.dumps(entry.draft, ensure_ascii=False) for entry in entries],
        [json.dumps(entry.notes, ensure_ascii=False) for entry in entries],
        [json.dumps([key, *entry.line.typed, *_rows(entry)]) for entry in entries],
    ]
    if there:
        prepared.rows(RENEW, [by.name, *columns])


def _rows(entry: Entry) -> Iterator[str]:
    """The addresses of what came with tables."""
    for address, row in entry.places.items():
        yield address.partition("/")[0] + "/rows"
        yield from (f"{address}/{key}" for key in row.typed)
