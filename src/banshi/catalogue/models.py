"""Published revisions (never changed once written), code lists, and what the agency decides of matters without publishing anew."""

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
