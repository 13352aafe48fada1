"""New cases, one or thousands: the same statements serve both."""

import json
from collections.abc import Sequence
from typing import Any

from banshi.cases import rules
from banshi.cases.models import Case
from banshi.catalogue.queries import Revision
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.lib.grams import grams

NUMBERS = "SELECT nextval(pg_get_serial_sequence('cases_case', 'id')) FROM generate_series(1, %s)"
# No piece of a name holds a space, so that pieces can be sent as one text.
KEEP = """
INSERT INTO cases_case (id, ref, pack, matter, title, revision_id, subject_id, filing_unit_id, author_id, unit_name, unit_grams,
    state, ended, desk_id, position, version, draft, notes, draft_version, draft_marks)
SELECT new.id, new.ref, new.pack, new.matter, new.title, new.revision, new.subject, new.filing_unit, new.author, new.unit_name,
    string_to_array(new.grams, ' '), new.state, false, new.desk, 0, 1, new.draft, new.notes, 1, '{}'
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
    %s::text[], %s::text[], %s::text[], %s::bigint[], %s::jsonb[], %s::jsonb[])
AS new (id, ref, pack, matter, title, revision, subject, filing_unit, author, unit_name, grams, state, desk, draft, notes)
"""


def a_case(revision: Revision, subject: int, unit_name: str, draft: dict[str, Any], by: Actor) -> Case:
    """A case in the first state of its matter, not yet kept and without a reference."""
    said = revision.matter
    return Case(
        pack=revision.pack,
        matter=revision.key,
        title=said.title,
        revision_id=revision.id,
        subject_id=subject,
        filing_unit_id=by.own_unit,
        author_id=by.own_account,
        unit_name=unit_name,
        unit_grams=grams(unit_name),
        state=said.flow.first.key,
        desk_id=by.unit,
        draft=draft,
    )


def keep(cases: Sequence[Case], revision: Revision, by: Actor) -> None:
    """Keeps new cases of a matter, each under its reference and with its event."""
    if not cases:
        return
    year = clock.today().year
    numbers = [number for (number,) in prepared.rows(NUMBERS, [len(cases)])]
    for case, number in zip(cases, numbers, strict=True):
        case.pk, case.ref = number, rules.reference(revision.matter.prefix, year, number)
    prepared.rows(KEEP, [list(column) for column in zip(*map(_row, cases), strict=True)])
    ledger.append_all([_opened(case, revision) for case in cases], by=by)


def _row(case: Case) -> tuple[Any, ...]:
    """A new case as `KEEP` takes it."""
    return (
        case.pk,
        case.ref,
        case.pack,
        case.matter,
        case.title,
        case.revision_id,
        case.subject_id,
        case.filing_unit_id,
        case.author_id,
        case.unit_name,
        " ".join(case.unit_grams),
        case.state,
        case.desk_id,
        json.dumps(case.draft, ensure_ascii=False),
        json.dumps(case.notes, ensure_ascii=False),
    )


def _opened(case: Case, revision: Revision) -> ledger.Entry:
    data = {
        "title": f"新建{revision.matter.title}",
        "ref": case.ref,
        "matter": case.matter,
        "revision": revision.number,
        "subject": case.subject_id,
        "state": revision.matter.flow.first.title,
    }
    return ledger.Entry(f"case:{case.pk}", "opened", data)
