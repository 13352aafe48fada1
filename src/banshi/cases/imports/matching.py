"""Matching: every file of a ZIP goes to the case and material its name says, and is looked into like any upload; a few at a time."""

import io

from banshi.cases import actions
from banshi.cases.imports.plan import workbook_of
from banshi.cases.imports.scans import Unplaced, place
from banshi.cases.imports.stages import FILED
from banshi.cases.models import Attachment, Import
from banshi.catalogue import queries as catalogue
from banshi.files import queries as files
from banshi.files.inspecting.budget import Part
from banshi.files.limits import Limits
from banshi.files.names import display_name
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import Refusal

LIMITS = Limits(("zip",), 100 * 1024 * 1024)
PART = 5


def match(batch: Import, by: Actor) -> bool:
    """Matches the next files; True while there are more."""
    found = files.archived(batch.scans, batch.done, PART)
    refs = dict(batch.lines.filter(sheet=0).exclude(case=None).values_list("key", "case__ref"))
    for part in found:
        if words := _attach(batch, part, refs, by):
            batch.unmatched = [*batch.unmatched, [display_name(part.name), *words]]
    batch.done += len(found)
    if len(found) < PART:
        batch.stage = FILED
    batch.save()
    return batch.stage != FILED


def _attach(batch: Import, part: Part, refs: dict[str, str], by: Actor) -> tuple[str, str] | None:
    """Why a file was not attached, and the nearest name; None when it was, now or before."""
    revision = catalogue.revision(batch.revision_id)
    matter, key = revision.matter, revision.matter.form.field(workbook_of(revision).key)
    if matter.materials is None or key is None:
        return "这个事项没有材料", ""
    found = place(part.name, key, refs, matter.materials)
    if isinstance(found, Unplaced):
        return found.why, found.nearest
    there = Attachment.objects.filter(case__ref=refs[found.key], material=found.material, removed_at=None)
    try:
        if not there.filter(digest=digest(part.data)).exists():
            actions.attach(refs[found.key], found.material, io.BytesIO(part.data), part.name, by=by)
    except Refusal as refusal:
        return refusal.words, ""
    return None
