"""Tables of the heart. A draft may change; a submission never does.

Every index is written at each move, so a foreign key has one only where something is looked for by it, mostly as the head of a longer
one. Nothing it points to is ever deleted.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from banshi.ledger.clock import Now
from banshi.lib.grams import Grams
from banshi.lib.spelled import Spelled


class Case(models.Model):
    """One 办件: a matter, about a unit, filed by a unit.

    `state`, `desk`, `position` and `since` say whose turn it is, `holder` which person of that desk has taken it on; every move
    raises `version`. `draft` holds what the filer
    typed, as typed; `notes` what was typed about each material; `draft_version` counts saves, `draft_marks` says of each
    cell in which save it was last changed and by whom ({address: [save, name]}). `unit_name` and `title` are
    kept for lists as they were when the case was opened.
    """

    ref = models.CharField(max_length=40, unique=True)
    pack = models.CharField(max_length=40)
    matter = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    revision = models.ForeignKey("catalogue.MatterRevision", on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    filing_unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit_name = models.CharField(max_length=100)

    state = models.CharField(max_length=40)
    ended = models.BooleanField(default=False)
    desk = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    holder = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    draft = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    draft_version = models.PositiveIntegerField(default=1)
    draft_marks = models.JSONField(default=dict)
    submission = models.ForeignKey(
        "cases.Submission", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["filing_unit", "pack", "-id"], name="cases_of_a_filing_unit"),
            models.Index(fields=["filing_unit", "pack", "state", "-id"], name="cases_filed_by_state"),
            models.Index(fields=["filing_unit", "pack", "matter", "-id"], name="cases_filed_by_matter"),
            models.Index(fields=["subject", "desk", "-id"], name="cases_about_a_unit"),
            models.Index(
                fields=["desk", "pack", "since", "id"], condition=models.Q(ended=False), name="cases_at_a_desk"
            ),
            models.Index(
                fields=["desk", "pack", "matter", "since", "id"],
                condition=models.Q(ended=False),
                name="cases_at_a_desk_by_matter",
            ),
            models.Index(
                fields=["desk", "pack", "holder", "since", "id"],
                condition=models.Q(ended=False),
                name="cases_at_a_desk_by_holder",
            ),
        ]


class UnitName(models.Model):
    """What units were called when cases about them were opened, each name once: whoever looks for a part of one finds the units, which
    are few, and their cases by them."""

    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_row_of_each_name")]
        indexes = [GinIndex(Grams(models.Value(""), "name"), name="units_by_part_of_a_name")]


class Submission(models.Model):
    """The answers, materials, unit facts and road of superiors as they were at one 上报, and the record it was compared to. Never
    changed, never deleted. `begins_at` is the superior it went to first, `corrected` what the filer answered to each correction (`items`),
    and `why` it went there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions", db_index=False)
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    materials = models.JSONField()
    unit = models.JSONField()
    road = models.JSONField()
    record = models.BigIntegerField(null=True)
    begins_at = models.PositiveSmallIntegerField(db_default=0)
    corrected = models.JSONField(default=dict, db_default={})
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    filing_unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_submission_of_each_number")]


class Stop(models.Model):
    """One desk on the road of a submission. A unit sees a case from the moment it reaches its desk, and after. `subject` is the unit the
    case is about, so that those that reached a desk are found by it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stops", db_index=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="stops", db_index=False)
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    reached_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True)
    move = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_stop_at_each_position")]
        indexes = [
            models.Index(fields=["organisation", "subject", "case"], name="stops_of_a_unit"),
            models.Index(fields=["case"], name="stops_of_a_case"),
        ]


class Attachment(models.Model):
    """A file under a material of a case. Taking it away ends it; what was submitted keeps its own list."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments", db_index=False)
    material = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    scan = models.CharField(max_length=20)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "material", "id"], name="attachments_of_a_case")]


class Correction(models.Model):
    """What a reviewer wants corrected at a cell, a row or a material, of a kind (`cases.corrections.rules.KINDS`).

    It is a desk's own until it goes to the filer: then `submission` is the one that was returned with it, and what it says stays as it
    is (a trigger holds that). The filer's `reply` may change while the draft may; each submission keeps what was replied with it. A
    `verdict` settles it; where something still is wrong, the correction that goes on with it has it in `again`. `place` is what people
    called the cell.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    cell = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="+")
    reply = models.CharField(max_length=10, default="")
    reply_words = models.CharField(max_length=500, default="")
    verdict = models.CharField(max_length=10, default="")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["missing", "wrong", "outdated", "replace", "explain"]),
                name="a_correction_is_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(reply__in=["", "mended", "explained"], verdict__in=["", "corrected", "remaining"]),
                name="a_correction_is_answered_in_these_words",
            ),
            models.CheckConstraint(
                condition=models.Q(submission__isnull=False) | models.Q(reply="", verdict=""),
                name="nobody_answers_what_was_not_sent",
            ),
            models.UniqueConstraint(fields=["again"], name="one_correction_goes_on_with_another"),
        ]
        indexes = [models.Index(fields=["case", "id"], name="corrections_of_a_case")]


class Term(models.Model):
    """How far one limit of a case is (时限), as `cases.terms.rules.Course` has it, in days of `unit`; `lapses` when silence has an
    effect."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terms", db_index=False)
    key = models.CharField(max_length=40)
    unit = models.CharField(max_length=10)
    begun = models.DateField()
    days = models.PositiveSmallIntegerField()
    aimed = models.PositiveSmallIntegerField()
    going = models.DateField()
    used = models.PositiveSmallIntegerField()
    extended = models.BooleanField()
    still_since = models.DateField(null=True)
    last_day = models.DateField(null=True)
    legal_last_day = models.DateField(null=True)
    ended = models.DateField(null=True)
    told = models.PositiveSmallIntegerField()
    tells_on = models.DateField(null=True)
    lapses = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=models.Q(ended=None), name="one_running_term_of_each_key"
            )
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="terms_of_a_case"),
            models.Index(fields=["last_day", "case"], condition=models.Q(ended=None), name="terms_that_run_out"),
            models.Index(
                fields=["legal_last_day"], condition=models.Q(ended=None, lapses=True), name="terms_that_lapse"
            ),
            models.Index(fields=["tells_on"], condition=models.Q(tells_on__isnull=False), name="terms_to_tell_of"),
        ]


class Claim(models.Model):
    """What must be unique among live cases: a value within a scope, held by one case."""

    scope = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claims")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "value"], name="one_holder_of_a_claim")]


# No field has a key with a colon in it.
TOP = ":top"


def city(key: str) -> str:
    """The key of a facet that holds the city of the region under `key`, by the four figures of its code."""
    return f"{key}:city"


class Facet(models.Model):
    """An answer that lists search or figures count, beside the case in a typed, indexed form; the city of each region, and under `TOP` the
    code of the first-level unit under which the case was reported."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="facets", db_index=False)
    matter = models.CharField(max_length=100)
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=200, null=True)
    number = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_facet_of_each_key")]
        indexes = [
            models.Index(fields=["matter", "key", "text", "case"], name="facets_by_text"),
            models.Index("matter", "key", Spelled("text"), name="facets_by_spelling"),
            models.Index(fields=["matter", "key", "number", "case"], name="facets_by_number"),
            models.Index(fields=["matter", "key", "day", "case"], name="facets_by_day"),
            GinIndex(Grams("key", "text"), name="facets_by_part_of_a_text"),
        ]


class Arrangement(models.Model):
    """How an account has a worklist of a pack: the keys of the columns it wants to see (none: the usual ones), and what it often looks
    for, by name."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=40)
    worklist = models.CharField(max_length=40)
    columns = ArrayField(models.CharField(max_length=60), default=list)
    searches = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "pack", "worklist"], name="one_arrangement_of_a_worklist")
        ]


class Import(models.Model):
    """Cases of one matter filed by one workbook.

    `stage` says how far it is, `done` of `total` how far within the stage, `refused` why it went no further. `sheets` keeps each sheet's
    part of the form, title, header and what is wrong with the header; `scans` the ZIP that is being matched, and how many of its entries
    were looked at; `unmatched` the names in it that found no place, each with what might have been meant.
    """

    pack = models.CharField(max_length=40)
    revision = models.ForeignKey("catalogue.MatterRevision", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    stage = models.CharField(max_length=20)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.CharField(max_length=500, default="")
    sheets = models.JSONField(default=list)
    scans = models.CharField(max_length=64, default="")
    unmatched = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["unit", "pack", "-id"], name="imports_of_a_unit")]


class ImportLine(models.Model):
    """One row of an import: the cells as they stood, what was typed by field, and what is wrong (column, words, whether it blocks).

    A row of the form's own sheet (number 0) comes to a case; `outcome` says what would happen to it or what has happened. Rows of other
    sheets belong to it by `key`.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines", db_index=False)
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    cells = models.JSONField()
    typed = models.JSONField()
    faults = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, default="")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "sheet", "row"], name="one_line_of_each_row")]
        indexes = [
            models.Index(fields=["batch", "sheet", "key"], name="import_lines_by_key"),
            models.Index(fields=["batch", "sheet", "outcome", "row"], name="import_lines_by_outcome"),
        ]
