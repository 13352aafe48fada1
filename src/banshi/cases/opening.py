"""New cases, one or thousands: the same statements serve both."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from banshi.cases import naming, rules
from banshi.catalogue.queries import Revision
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import prepared
from banshi.lib.actor import Actor

NUMBERS = """SELECT nextval((SELECT pg_get_serial_sequence('cases_case', 'id'))), extract(year FROM today)::int
FROM (SELECT banshi_now() AT TIME ZONE %s AS today) AS here, generate_series(1, %s)
"""
# The names stand in one order, so that two who open many at once never wait for each other in a circle.
KEEP = """WITH new AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS given (id bigint, ref text, pack text, matter text, title text, revision bigint,
        subject bigint, filing_unit bigint, author bigint, unit_name text, state text, desk bigint, draft jsonb, notes jsonb)
), called AS (
    INSERT INTO cases_unitname (unit_id, name) SELECT DISTINCT subject, unit_name FROM new ORDER BY subject, unit_name
    ON CONFLICT DO NOTHING
)
INSERT INTO cases_case (id, ref, pack, matter, title, revision_id, subject_id, filing_unit_id, author_id, unit_name, state,
    ended, desk_id, position, version, draft, notes, draft_version, draft_marks)
SELECT id, ref, pack, matter, title, revision, subject, filing_unit, author, unit_name, state, false, desk, 0, 1, draft, notes, 1, '{}'
FROM new
"""


@dataclass
class NewCase:
    """A case in the first state of its matter; `id` and `ref` come with its keeping."""

    pack: str
    matter: str
    title: str
    revision: int
    subject: int
    filing_unit: int
    author: int
    unit_name: str
    state: str
    desk: int | None
    draft: dict[str, Any]
    notes: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    ref: str = ""


def a_case(revision: Revision, subject: int, unit_name: str, draft: dict[str, Any], by: Actor) -> NewCase:
    """A case of a matter, not yet kept."""
    said = revision.matter
    return NewCase(
        pack=revision.pack,
        matter=revision.key,
        title=said.title,
        revision=revision.id,
        subject=subject,
        filing_unit=by.own_unit,
        author=by.own_account,
        unit_name=unit_name,
        state=said.flow.first.key,
        desk=by.unit,
        draft=draft,
    )


def keep(cases: Sequence[NewCase], revision: Revision, by: Actor) -> None:
    """Keeps new cases of a matter, each under its reference and with its event."""
    if not cases:
        return
    numbers = prepared.rows(NUMBERS, [clock.CHINA.key, len(cases)])
    for case, (number, year) in zip(cases, numbers, strict=True):
        case.id, case.ref = number, rules.reference(revision.matter.prefix, year, number)
    prepared.rows(KEEP, [json.dumps([vars(case) for case in cases], ensure_ascii=False)])
    ledger.append_all([_opened(case, revision) for case in cases], by=by)


def _opened(case: NewCase, revision: Revision) -> ledger.Entry:
    name = naming.name_of(revision.matter, case.draft)
    data = {
        "title": f"新建{naming.titled(revision.matter, name)}",
        "ref": case.ref,
        "matter": case.matter,
        "revision": revision.number,
        "subject": case.subject,
        "state": revision.matter.flow.first.title,
    }
    return ledger.Entry(f"case:{case.id}", "opened", data)
