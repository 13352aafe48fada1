"""The calendar of the State: which days differ from what their weekday says."""

from django.db import models

from banshi.ledger.clock import Now


class Year(models.Model):
    """A year of the calendar. `source` is the notice of the State Council's office it was taken from; while it is empty only the statutory
    days are known, and nobody knows yet which weekends are worked instead."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())


class Day(models.Model):
    """A day that is not what its weekday says: a weekday off, or a weekend day that is worked (调休)."""

    day = models.DateField(primary_key=True)
    works = models.BooleanField()
    name = models.CharField(max_length=40)
