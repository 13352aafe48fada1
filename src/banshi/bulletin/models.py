"""Published texts. None is deleted: what is taken down stays with the moment it was."""

from django.db import models

from banshi.ledger.clock import Now


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
