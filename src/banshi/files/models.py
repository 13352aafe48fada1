"""Which contents are stored, and who refers to them. The contents themselves lie in the store, named by their digest."""

from django.db import models

from banshi.ledger.clock import Now


class Blob(models.Model):
    """One stored content. `scan` is what the virus scanner said, and whether something stayed unseen; `stored_at` is when
    it was last taken in.

    `kind` and `scan` are empty for a content found in the store that no row told of.
    """

    digest = models.CharField(max_length=64, primary_key=True, db_collation="C")
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)
    scan = models.CharField(max_length=20)
    stored_at = models.DateTimeField(db_default=Now())


class Reference(models.Model):
    """`owner` (such as "case:12" or "submission:7") refers to a content."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="references")
    owner = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "owner"], name="one_reference_of_an_owner")]
