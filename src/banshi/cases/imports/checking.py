"""Checking: every row as if it were reported now, without its scans; a part at a time."""

import json
from collections.abc import Iterator
from dataclasses import astuple

from banshi.cases.imports.lines import PART, Row, rows_of
from banshi.cases.imports.plan import NOT_YOURS, Entry, Plan
from banshi.cases.imports.stages import CHECKED, NEW, UPDATE, WRONG
from banshi.cases.models import Case, Import
from banshi.forms.workbooks.reading import Fault
from banshi.lib import prepared
from banshi.lib.actor import Actor

TELL = """
UPDATE cases_importline AS line SET faults = found.faults, outcome = found.outcome
FROM jsonb_to_recordset(%s::jsonb) AS found (id bigint, faults jsonb, outcome text) WHERE line.id = found.id
"""


def check(batch: Import, by: Actor) -> bool:
    """Checks the next rows; True while there are more."""
    lines = list(rows_of(batch.lines.filter(sheet=0, outcome="").order_by("row")[:PART]))
    plan = Plan(batch, lines, by)
    for entry in plan.entries:
        check_entry(plan, entry)
    tell([line for entry in plan.entries for line in (entry.line, *entry.below)])
    batch.done += len(lines)
    if len(lines) < PART:
        batch.stage = CHECKED
    batch.save()
    return batch.stage != CHECKED


def check_entry(plan: Plan, entry: Entry) -> None:
    """Says of a row what is wrong with it and what would become of it. Of a cell that could not be read nothing more is said."""
    rows = (entry.line, *entry.below)
    unread = {(line.id, column) for line in rows for column, *_ in line.faults}
    for line, fault in _found(plan, entry):
        told = list(astuple(fault))
        if (line.id, fault.column) not in unread and told not in line.faults:
            line.faults.append(told)
    wrong = not entry.line.key or any(blocks for line in rows for *_, blocks in line.faults)
    entry.line.outcome = WRONG if wrong else UPDATE if entry.case else NEW


def _found(plan: Plan, entry: Entry) -> Iterator[tuple[Row, Fault]]:
    if words := stands_against(plan, entry):
        yield entry.line, Fault(plan.column(0, plan.workbook.key), words)
    elif entry.line.key:
        plan.fill(entry)
        yield from plan.faults(entry)


def stands_against(plan: Plan, entry: Entry) -> str:
    """Why no draft can be made of a row at all; empty when one can."""
    if not entry.line.key:
        return ""
    if not entry.subject:
        return NOT_YOURS
    if entry.case and not plan.may_change(entry.case):
        state = plan.matter.flow.state(entry.case.state).title
        return (
            f"办件 {entry.case.ref} 现在“{state}”，不能用工作簿修改；要修改的，请先在列表里取回，或者等退回以后再导入。"
        )
    if entry.holder and entry.holder != entry.case:
        return _held(plan, entry.line.key, entry.holder)
    if plan.matter.starts_from and plan.known(entry.subject).record is None:
        return f"这个单位还没有登记，不能办理{plan.matter.title}。"
    return ""


def _held(plan: Plan, key: str, holder: Case) -> str:
    """That another case holds the key of a row for good, and what can be done."""
    if plan.may_change(holder):
        return f"“{key}”就是办件 {holder.ref} 的“{holder.draft.get(plan.workbook.key)}”，请照那样填写。"
    state = plan.matter.flow.state(holder.state).title
    return f"“{key}”已用在办件 {holder.ref} 中，现在“{state}”，不能用工作簿修改；是另外一件的，请换一个。"


def tell(lines: list[Row]) -> None:
    """Keeps what was found about lines, in one statement."""
    found = [{"id": line.id, "faults": line.faults, "outcome": line.outcome} for line in lines]
    prepared.rows(TELL, [json.dumps(found, ensure_ascii=False)])
