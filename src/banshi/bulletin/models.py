"""Published texts. None is deleted: what is taken down stays with the moment it was."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from banshi.ledger.clock import Now
from banshi.lib.grams import Grams, Together


class Text(models.Model):
    """Base of what is published at the door of a pack. `version` counts its changes; `removed_at` is when it was taken down."""

    pack = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def kept(self) -> tuple[str, ...]:
        """The digests of the files that are kept as long as it is published."""
        return ()


class Announcement(Text):
    """公告, shown from `since` to `until`, both days included; without `until` as long as it is not taken down."""

    title = models.CharField(max_length=100)
    body = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    pinned = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["pack"], condition=models.Q(removed_at=None), name="announcements_of_a_pack"),
        ]


class Faq(Text):
    """常见问题: a question and its answer, under a category; a smaller `position` stands first."""

    category = models.CharField(max_length=20)
    question = models.CharField(max_length=200)
    answer = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["pack"], condition=models.Q(removed_at=None), name="faqs_of_a_pack")]


class Manual(Text):
    """用户手册 to be saved, with a picture (its cover, or a QR code) where one was given. Both lie in `files` by digest."""

    title = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    picture = models.CharField(max_length=64)
    picture_kind = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["pack"], condition=models.Q(removed_at=None), name="manuals_of_a_pack")]

    @property
    def kept(self) -> tuple[str, ...]:
        """The manual itself, and its picture."""
        return tuple(filter(None, (self.digest, self.picture)))


class Chat(Text):
    """咨询群: where people help each other outside the site, joined by the QR code that lies in `files`."""

    title = models.CharField(max_length=100)
    words = models.CharField(max_length=200)
    picture = models.CharField(max_length=64)
    picture_kind = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["pack"], condition=models.Q(removed_at=None), name="chats_of_a_pack")]

    @property
    def kept(self) -> tuple[str, ...]:
        """The QR code."""
        return (self.picture,)


class Edition(models.Model):
    """办事指南 as it was published in place of the pack's own, by whom; never changed. An empty text is the pack's own again."""

    pack = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.CharField(max_length=60)
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="one_edition_of_each_number")]


class Told(models.Func):
    """What lines of label and text tell, without the labels, as it is read: one text after the other."""

    function = "banshi_told"
    output_field = models.TextField()


# What results, inquiries and consultations are looked for by.
RESULT = Together("title", "whom", "outcome", "numbers", Told("lines"))
INQUIRY = Together("subject")
CONSULTATION = Together("subject", "question", "answer")


class Result(models.Model):
    """结果公示: what the unit `issuer` decided of a case, as everybody reads it. `lines` are [[label, text]], `numbers` those of the papers
    issued with it, 、 between; it stays, also withdrawn with its decision for a `reason`; what is taken down (`removed_at`) says only why,
    `removed_for`."""

    pack = models.CharField(max_length=40)
    matter = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    whom = models.CharField(max_length=100)
    outcome = models.CharField(max_length=100)
    lines = models.JSONField()
    numbers = models.TextField(db_default="")
    issuer = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    case = models.BigIntegerField()
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")
    removed_at = models.DateTimeField(null=True)
    removed_for = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["pack", "matter", "-id"], name="results_of_a_matter"),
            models.Index(fields=["case"], name="results_of_a_case"),
            GinIndex(Grams(models.Value(""), RESULT), name="results_by_part_of_a_text"),
        ]


class Inquiry(models.Model):
    """留言: what a unit or a person asks an agency, about the case `ref` or, where that is "", in general; `public` when who asked lets
    everybody read of it. It waits while the last word is theirs, `since` the first that is not answered; `told` is how urgent it was when
    who must answer was told last, `looked_on` the day on which that was asked last."""

    pack = models.CharField(max_length=40)
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    public = models.BooleanField(default=False)
    waits = models.BooleanField(default=True)
    asked_at = models.DateTimeField(db_default=Now())
    since = models.DateTimeField(db_default=Now())
    told = models.PositiveSmallIntegerField(db_default=0)
    looked_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["looked_on"], condition=models.Q(waits=True), name="inquiries_to_look_at"),
            models.Index(fields=["unit", "pack", "-id"], name="inquiries_of_a_unit"),
            models.Index(fields=["agency", "pack", "-id"], name="inquiries_at_an_agency"),
            models.Index(fields=["agency", "pack", "id"], condition=models.Q(waits=True), name="inquiries_that_wait"),
            GinIndex(Grams(models.Value(""), INQUIRY), name="inquiries_by_part_of_a_text"),
        ]


class Message(models.Model):
    """One word of an inquiry, as it was said: by the unit, or (`answers`) by an officer of the agency. Never changed."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    name = models.CharField(max_length=60)
    answers = models.BooleanField()
    at = models.DateTimeField(db_default=Now())


class Consultation(Text):
    """公开留言: an answered inquiry as everybody reads it, edited so as not to tell who asked; once taken down, `reason` says why."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=100)
    question = models.TextField()
    answer = models.TextField()
    reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry"], condition=models.Q(removed_at=None), name="one_consultation_of_an_inquiry"
            )
        ]
        indexes = [
            models.Index(fields=["pack", "-id"], condition=models.Q(removed_at=None), name="consultations_of_a_pack"),
            GinIndex(Grams(models.Value(""), CONSULTATION), name="consultations_by_part_of_text"),
        ]
