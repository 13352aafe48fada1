"""How a case is read for its page and for a move: one prepared statement. `queries.seen_by` says the same to Django, for lists."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from banshi.cases import rules
from banshi.cases.sight import FileSight
from banshi.lib import prepared
from banshi.lib.actor import Actor

# Whose unit filed it or is what it is about, or whose desk it has reached; of the packs in which they hold a role. Who is neither filer nor
# subject and stands no longer on the road reads what came to their desk last, and nothing of what was reported later.
# OFFSET 0 has the stops looked for case by case: a plan made once might gather all those of a unit first, and an agency's are millions.
# One case is asked for by itself: what may be any number of them the server plans anew each time, and that takes longer than finding it.
SEEN = """SELECT here.id, here.ref, here.pack, here.revision_id, here.unit_name, here.subject_id, here.filing_unit_id,
    filer.name, here.author_id, here.state, here.desk_id, coalesce(desk.name, ''), here.holder_id, coalesce(holder.name, ''), here.since,
    here.version, here.position, here.opened_at, here.draft, here.notes, here.draft_version,
    EXISTS (SELECT FROM cases_correction AS one WHERE one.case_id = here.id OFFSET 0),
    (SELECT min(later.at) FROM cases_submission AS later
        WHERE kept.id <> stands.id AND later.case_id = here.id AND later.number > kept.number),
    kept.id, kept.number, kept.at, kept.answers, kept.materials, kept.unit, kept.road, kept.record, kept.begins_at, kept.corrected
FROM cases_case AS here
JOIN people_organisation AS filer ON filer.id = here.filing_unit_id
LEFT JOIN people_organisation AS desk ON desk.id = here.desk_id
LEFT JOIN people_account AS holder ON holder.id = here.holder_id
LEFT JOIN cases_submission AS stands ON stands.id = here.submission_id
LEFT JOIN cases_submission AS kept ON kept.id = CASE
    WHEN here.filing_unit_id = %s OR here.subject_id = %s OR stands.road @> to_jsonb(%s::bigint) THEN stands.id
    ELSE (SELECT max(came.submission_id) FROM cases_stop AS came WHERE came.case_id = here.id AND came.organisation_id = %s) END
WHERE here.ref = {which} AND here.pack = ANY(%s) AND (here.filing_unit_id = %s OR here.subject_id = %s
    OR EXISTS (SELECT FROM cases_stop AS stop WHERE stop.case_id = here.id AND stop.organisation_id = %s OFFSET 0))
ORDER BY here.id
"""
ONE, MANY = SEEN.format(which="%s"), SEEN.format(which="ANY(%s)")
LOCK = " FOR NO KEY UPDATE OF here"
ATTACHED = """SELECT case_id, id, material, digest, name, size, kind, scan FROM cases_attachment
WHERE case_id = {which} AND removed_at IS NULL ORDER BY material, id
"""
ATTACHED_TO_ONE, ATTACHED_TO_MANY = ATTACHED.format(which="%s"), ATTACHED.format(which="ANY(%s)")


class Kept(NamedTuple):
    """The submission of a case; JSON as text."""

    id: int
    number: int
    at: datetime
    answers: str
    materials: str
    unit: str
    road: str
    record: int | None
    begins_at: int
    corrected: str


class Found(NamedTuple):
    """A case as it is read; JSON as text. `until` is when another submission came that the reader does not see."""

    id: int
    ref: str
    pack: str
    revision: int
    unit_name: str
    subject: int
    filing_unit: int
    filing_unit_name: str
    author: int
    state: str
    desk: int | None
    desk_name: str
    holder: int | None
    holder_name: str
    since: datetime
    version: int
    position: int
    opened_at: datetime
    draft: str
    notes: str
    draft_version: int
    pinned: bool
    until: datetime | None
    submission: Kept | None


def seen(actor: Actor, refs: Sequence[str], *, lock: bool = False) -> list[Found]:
    """Those of these cases that `queries.seen_by` lets the actor see, by their ids; locked until the transaction ends, if asked for."""
    if actor.unit is None or actor.restricted:
        return []
    sql, which = (ONE, refs[0]) if len(refs) == 1 else (MANY, list(refs))
    given = [*[actor.unit] * 4, which, sorted(rules.packs_of(actor)), *[actor.unit] * 3]
    return [_found(row) for row in prepared.rows(sql + LOCK if lock else sql, given)]


def as_it_stands(actor: Actor) -> Q:
    """The same said to Django of whose eyes see all of a case: its filer's, its subject's, and those of who stands on the road of what was
    reported last."""
    return Q(filing_unit=actor.unit) | Q(subject=actor.unit) | Q(submission__road__contains=actor.unit)


def attached(cases: Sequence[int]) -> dict[int, dict[str, list[FileSight]]]:
    """The files that lie under the materials of drafts now, by case and material, oldest first."""
    found: dict[int, dict[str, list[FileSight]]] = {case: {} for case in cases}
    sql, which = (ATTACHED_TO_ONE, cases[0]) if len(cases) == 1 else (ATTACHED_TO_MANY, list(cases))
    for case, *file in prepared.rows(sql, [which]) if cases else ():
        sight = FileSight(*file)
        found[case].setdefault(sight.material, []).append(sight)
    return found


def _found(row: tuple[Any, ...]) -> Found:
    own, kept = row[: len(Found._fields) - 1], row[len(Found._fields) - 1 :]
    return Found._make([*own, Kept(*kept) if kept[0] is not None else None])
