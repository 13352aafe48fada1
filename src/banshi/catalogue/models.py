"""Published revisions (never changed once written) and code lists with the days they hold."""

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
