"""Tables of papers. What was issued stays as it was issued; what became of it stands beside it."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from banshi.ledger.clock import Now
from banshi.lib.grams import Grams, Together


class Series(models.Model):
    """The last serial number given in a scope: one kind of paper in one year."""

    scope = models.CharField(max_length=120, primary_key=True)
    last = models.PositiveIntegerField()


class Source(models.Model):
    """The text of a Typst file, named by its digest: a paper is always drawn with the files it was issued with."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


# What a paper is looked for by.
CALLED = Together("subject_name", "name", "number")


class Paper(models.Model):
    """One issued paper of a kind, about a unit (with its name of that day), brought by a case (`name` tells that one from the unit's
    others), true of a period.

    `number` is public and no key: `check_code` is printed beside it and asked for. `issuer` is the unit that decided. `data` is
    everything the layouts print; `layouts` lists {"key", "title", "files": {file name: digest of its source}}. `again_of` is the
    paper it issues once more, as that was first issued.
    """

    pack = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    number = models.CharField(max_length=100, unique=True)
    check_code = models.CharField(max_length=12)
    subject = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    subject_name = models.CharField(max_length=100)
    name = models.CharField(max_length=100, db_default="")
    issuer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    case = models.BigIntegerField()
    again_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    period = models.DateField()
    layouts = models.JSONField()
    data = models.JSONField()
    issued_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["pack", "kind", "subject", "-id"], name="papers_of_a_unit"),
            models.Index(fields=["case"], name="papers_of_a_case"),
            models.Index(fields=["check_code"], name="papers_by_check_code"),
            models.Index(fields=["pack", "kind", "-id"], name="papers_of_a_kind"),
            GinIndex(Grams(models.Value(""), CALLED), name="papers_by_part_of_a_text"),
        ]


class Standing(models.Model):
    """What became of a paper: "replaced" by its `successor`, or "revoked", and why. Without a row it is good."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="standing")
    state = models.CharField(max_length=10)
    successor = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="replaced")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(db_default=Now())


class SignedFile(models.Model):
    """The signed PDF of one layout. `digest` names it in the file store; `signer` is the SHA-256 of the signing certificate."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    layout = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    signer = models.CharField(max_length=64, db_index=True)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "layout"], name="one_file_of_a_layout")]
