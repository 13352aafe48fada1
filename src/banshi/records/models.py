"""Records. Nothing registered is overwritten: a later record of the same register ends the earlier one, and says which."""

from django.db import models

from banshi.ledger.clock import Now


class Record(models.Model):
    """What is registered of a unit in a register, as the decided submission said it, for a period.

    `case` and `submission` say where it comes from, `replaces` which record it took the place of; `ended_at` is set when a later
    record takes its place, when the unit leaves the register, or when the decision behind it is taken back, and `ended_by` is the
    case that did it.
    """

    subject = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=100)
    period = models.DateField()
    answers = models.JSONField()
    case = models.BigIntegerField()
    submission = models.BigIntegerField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "register"], condition=models.Q(ended_at=None), name="one_live_record_in_a_register"
            )
        ]
        indexes = [
            models.Index(fields=["subject", "register", "-period"], name="records_by_period"),
            models.Index(fields=["case"], name="records_of_a_case"),
        ]
