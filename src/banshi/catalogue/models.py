"""Published revisions (never changed once written), code lists, what the agency decides of matters without publishing anew, and
campaigns."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from banshi.ledger.clock import Now


class MatterRevision(models.Model):
    """One matter as it was published: an immutable snapshot of form, flow, rules' words and layouts. A case keeps its own."""

    matter = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    snapshot = models.JSONField()
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="one_revision_of_each_number")]


class CodeEntry(models.Model):
    """A row of a public code list: an administrative division (GB/T 2260) or an industry (GB/T 4754). `name` is the full name
    with its parents, as people search it; an entry that is no longer in force has an `until`."""

    list = models.CharField(max_length=20)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="one_entry_of_each_code")]


class Opening(models.Model):
    """When a matter ("pack/matter") may be filed: from `since` to `until`, both days included, unless it is `stopped`; and what is
    said to those who come at another time. A matter without a row is always open."""

    matter = models.CharField(max_length=100, primary_key=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    stopped = models.BooleanField()
    words = models.CharField(max_length=300)


class LayoutChoice(models.Model):
    """Which layouts of a paper ("pack/paper") are offered for printing, by key, the one proposed first. A paper without a row offers
    all it has."""

    paper = models.CharField(max_length=100, primary_key=True)
    layouts = models.JSONField()


class Campaign(models.Model):
    """填报期: the units below `tops` (none named: of the whole tree), but not those `spared`, must report a matter ("pack/matter") from
    `since` to `due`, both days included. After `closed_at` nothing of it changes any more."""

    matter = models.CharField(max_length=100)
    title = models.CharField(max_length=60)
    since = models.DateField()
    due = models.DateField()
    tops = ArrayField(models.BigIntegerField(), default=list)
    spared = ArrayField(models.BigIntegerField(), default=list)
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("since")), name="a_campaign_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["matter", "-id"], name="campaigns_of_a_matter")]


class Duty(models.Model):
    """应报: a unit of a campaign, and how far it is.

    `state` is "owed", "returned", "reported" or "passed" since `since`, because of the case `ref`; `desk` is where that one waits,
    `tier` how deep the desk stands (0 for the agency at the root). `path` is where the unit stands in the matter's tree, ids of ten
    digits from the root down. `open` ends with the campaign; a unit owes a matter in one open campaign at most.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties")
    matter = models.CharField(max_length=100)
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    path = models.TextField(db_collation="C")
    open = models.BooleanField(db_default=True)
    state = models.CharField(max_length=10, db_default="owed")
    zero = models.BooleanField(db_default=False)
    ref = models.CharField(max_length=40, db_default="")
    desk = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    tier = models.PositiveSmallIntegerField(null=True)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_duty_of_a_unit"),
            models.UniqueConstraint(
                fields=["matter", "unit"], condition=models.Q(open=True), name="one_open_duty_of_a_matter"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["owed", "returned", "reported", "passed"]), name="a_duty_has_its_state"
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "path"], name="duties_by_path"),
            models.Index(fields=["ref"], condition=~models.Q(ref=""), name="duties_by_case"),
        ]


class RosterTally(models.Model):
    """How many duties of a campaign stand at or below a place of the tree (its `path`, directly under `above`), by state, 零报 and tier:
    the sum of `value` over all shares. Written by the database itself with every change of a duty, and by nobody else."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+", db_index=False)
    above = models.TextField(db_collation="C")
    path = models.TextField(db_collation="C")
    state = models.CharField(max_length=10)
    zero = models.BooleanField()
    tier = models.PositiveSmallIntegerField(null=True)
    share = models.SmallIntegerField()
    value = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "above", "path", "state", "zero", "tier", "share"],
                nulls_distinct=False,
                name="one_roster_tally_a_share",
            )
        ]


class Reminder(models.Model):
    """催报: a unit was told on that day that it has not reported or, with `below`, that units below it have not. Never changed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    below = models.BooleanField()
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "below", "on"], name="one_reminder_a_day")]
