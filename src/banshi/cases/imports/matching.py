"""Matching: every file of a ZIP goes to the case and material its name says, and is looked into like any upload; a few at a time."""

import io
from typing import NamedTuple

from banshi.cases import actions
from banshi.cases.imports.plan import workbook_of
from banshi.cases.imports.scans import Places, Unplaced
from banshi.cases.imports.stages import FILED, KEPT, LEFT, REPORTED
from banshi.cases.models import Attachment, Import
from banshi.catalogue import queries as catalogue
from banshi.files import actions as keeping
from banshi.files import queries as files
from banshi.files.actions import Kept
from banshi.files.inspecting.budget import Part
from banshi.files.inspecting.entries import is_litter
from banshi.files.limits import Limits
from banshi.files.names import display_name
from banshi.lib.actor import Actor
from banshi.lib.refusals import Refusal

LIMITS = Limits(("zip",), 100 * 1024 * 1024)
PART = 5


class Placed(NamedTuple):
    """A file that was looked into, and where it belongs."""

    ref: str
    material: str
    kept: Kept


class Goal(NamedTuple):
    """Where the scans of an import may go: the cases by key, what tells them by name, and what is taken."""

    refs: dict[str, str]
    places: Places
    limits: Limits


Left = tuple[str, str]  # why a file was not attached, and the nearest name that would have been right


def match(batch: Import, by: Actor) -> bool:
    """Matches the next files; True while there are more.

    All are looked into before the first is attached: its event holds the seal of the ledger until the transaction ends, and a look takes
    its time.
    """
    found = files.archived(batch.scans, batch.done, PART)
    goal = _goal(batch)
    looked = [(part.name, _look_into(goal, part, by)) for part in found if not is_litter(part)]
    left = [(name, _attach(each, by) if isinstance(each, Placed) else each) for name, each in looked]
    batch.unmatched = [*batch.unmatched, *([display_name(name), *words] for name, words in left if words)]
    batch.done += len(found)
    if len(found) < PART:
        batch.stage = FILED
        keeping.unrefer(batch.scans, f"import:{batch.pk}", by=by)  # what it held is kept file by file
    batch.save()
    return batch.stage != FILED


def _goal(batch: Import) -> Goal:
    revision = catalogue.revision(batch.revision_id)
    matter, key = revision.matter, revision.matter.form.field(workbook_of(revision).key)
    if matter.materials is None or key is None:
        raise LookupError(revision.key)
    lines = batch.lines.filter(sheet=0, outcome__in=(KEPT, REPORTED, LEFT)).exclude(case=None)
    refs = dict(lines.values_list("key", "case__ref"))
    limits = Limits(matter.materials.kinds, matter.materials.largest, matter.materials.never)
    return Goal(refs, Places(key, refs, matter.materials), limits)


def _look_into(goal: Goal, part: Part, by: Actor) -> Placed | Left:
    if part.locked:
        return "文件加了密码，没有上传，请去掉密码", ""
    found = goal.places.of(part.name)
    if isinstance(found, Unplaced):
        return found.why, found.nearest
    try:
        kept = keeping.keep(io.BytesIO(part.data), part.name, limits=goal.limits, by=by)
    except Refusal as refusal:
        return refusal.words, ""
    return Placed(goal.refs[found.key], found.material, kept)


def _attach(file: Placed, by: Actor) -> Left | None:
    """None when it is attached, now or since an earlier upload."""
    there = Attachment.objects.filter(case__ref=file.ref, material=file.material, removed_at=None)
    try:
        if not there.filter(digest=file.kept.digest).exists():
            actions.attach_kept(file.ref, file.material, file.kept, by=by)
    except Refusal as refusal:
        return refusal.words, ""
    return None
