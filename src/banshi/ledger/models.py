"""Tables of the ledger. Events are written by the SQL function `ledger_append` and by nothing else."""

from django.db import models

from banshi.ledger.clock import Now


class Event(models.Model):
    """One thing that happened. Chained within its stream: `digest` covers everything here and `previous`, the digest before it."""

    stream = models.CharField(max_length=120)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.JSONField()
    data = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="one_event_of_each_number")]
        indexes = [
            models.Index(fields=["kind", "-id"], name="events_by_kind"),
            models.Index(models.F("actor__account"), models.F("id").desc(), name="events_by_account"),
            models.Index(
                models.F("data__title"), models.F("id").desc(), condition=models.Q(kind="moved"), name="events_by_move"
            ),
        ]


class Head(models.Model):
    """The end of each stream's chain, so that appending need not look for it. Proof never trusts it."""

    stream = models.CharField(max_length=120, primary_key=True)
    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)


class Delivery(models.Model):
    """The outbox: something an event asks a carrier or a room to do after the commit. The house has no other queue."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="deliveries", db_constraint=False, db_index=False
    )
    position = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=40)
    payload = models.JSONField()
    urgent = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="one_delivery_at_each_position")]
        indexes = [
            models.Index(
                fields=["to", "-urgent", "due_at", "id"], condition=models.Q(done_at=None), name="deliveries_due"
            )
        ]


class TallyRow(models.Model):
    """A share of a number kept while things happen; a tally is the sum of its shares, so that busy ones do not queue. No sum of what
    people file is too large for it."""

    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    share = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=60, decimal_places=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key", "share"], name="one_row_of_each_share")]


class SubmitToken(models.Model):
    """A token that came with a form, what it was used for (a digest), and the receipt it was answered with."""

    account = models.BigIntegerField()
    token = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64, db_default="")
    receipt = models.JSONField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "token"], name="a_token_counts_once")]
        indexes = [models.Index(fields=["at"], name="tokens_by_age")]


class ClockShift(models.Model):
    """How far tests have shifted the clock. Only the owner role may write it."""

    seconds = models.FloatField()
