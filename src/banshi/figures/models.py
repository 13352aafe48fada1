"""Tables of figures: what somebody has asked to be exported."""

from django.db import models

from banshi.ledger.clock import Now


class Export(models.Model):
    """A worklist, totals or a roster as somebody saw them, as a workbook; `source` says which, narrowed to what.

    The worker writes part by part: `rows` so far, up to the key `after`, in the first `spooled` bytes of what it keeps beside the store.
    When it is `made_at`, the workbook of that `digest` waits for its asker; when it could not be made, `refused` says why.
    """

    pack = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    source = models.JSONField()
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())
    rows = models.PositiveIntegerField(default=0)
    after = models.CharField(max_length=600, default="")
    spooled = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    size = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=~models.Q(digest=""), name="exports_by_age")]
