"""Tables of papers. A paper's data never changes; what becomes of it is told by standings beside it."""

from django.db import models

from banshi.ledger.clock import Now


class Series(models.Model):
    """The last serial of a kind of paper in a year."""

    scope = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField()


class Paper(models.Model):
    """One issued paper: its number, the check code printed beside it, and the data it was issued with, frozen.

    `layouts` are the layouts it may be printed in, with their Typst text, as the case's revision held them.
    """

    pack = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    number = models.CharField(max_length=100, unique=True)
    check_code = models.CharField(max_length=16)
    subject = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    subject_name = models.CharField(max_length=100)
    case = models.BigIntegerField()
    period = models.DateField()
    layouts = models.JSONField()
    data = models.JSONField()
    issued_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["subject", "kind", "-period"], name="papers_of_a_unit"),
            models.Index(fields=["pack", "kind", "-id"], name="papers_of_a_kind"),
            models.Index(fields=["case"], name="papers_of_a_case"),
        ]


class Standing(models.Model):
    """What became of a paper: "replaced" by a later one, or "revoked", and why. Without a row a paper is good."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="standing")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=500, default="")
    at = models.DateTimeField(db_default=Now())


class SignedFile(models.Model):
    """A paper in one layout, as the signed PDF that was handed out."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    layout = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "layout"], name="one_file_of_a_layout")]
