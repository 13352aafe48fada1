"""What people ask for who have no account yet, or cannot sign in; the codes that prove a phone; how long the next try must wait."""

from django.db import models

from banshi.ledger.clock import Now
from banshi.lib import sealed
from banshi.people import rules
from banshi.people.models.units import Organisation


class Plea(models.Model):
    """What somebody who cannot sign in asks the administrators for: "phone" or "authenticator" are lost, or a "successor" has come.

    `username` is the identifier as it was typed, of an account or of none; `proven` says that its password came with it. The phone has
    shown that it receives; it is sealed at rest. `closed_at` is when it was granted or refused.
    """

    kind = models.CharField(max_length=20)
    username = models.CharField(max_length=rules.LONGEST)
    proven = models.BooleanField()
    name = models.CharField(max_length=60)
    phone_sealed = models.CharField(max_length=200)
    ground = models.CharField(max_length=300)
    asked_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(closed_at=None), name="pleas_that_wait")]

    @property
    def phone(self) -> str:
        """The phone in clear."""
        return sealed.opened(self.phone_sealed)


class Dispute(models.Model):
    """身份证抢注申诉: somebody says at the door of `pack` that an identity document which another account signed up with is theirs.

    It counts from `brought_at` on, when the link to the mailbox was followed, and is about the account that had the number then, its
    `holder` (none where nobody had it), who may `answer` until the end of `answer_by`; `told` is how near that was when somebody was told
    last. All that is personal lies sealed. The pictures of the document and its number are dropped at `closed_at`; the number's index
    stays, for it is kept a while for who was `granted` it.
    """

    pack = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    document = models.CharField(max_length=3)
    number_sealed = models.CharField(max_length=200)
    number_index = models.CharField(max_length=64)
    phone_sealed = models.CharField(max_length=200)
    phone_index = models.CharField(max_length=64)
    email_sealed = models.CharField(max_length=1000)
    ground = models.CharField(max_length=500)
    front_sealed = models.BinaryField()
    back_sealed = models.BinaryField()
    asked_at = models.DateTimeField(db_default=Now())
    brought_at = models.DateTimeField(null=True)
    holder = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    told = models.PositiveSmallIntegerField(db_default=0)
    answer = models.CharField(max_length=500, default="")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    granted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["number_index"], name="disputes_of_a_number"),
            models.Index(fields=["id"], condition=models.Q(closed_at=None), name="disputes_that_wait"),
        ]

    @property
    def number(self) -> str:
        """The number in clear; empty once it is closed."""
        return sealed.opened(self.number_sealed)

    @property
    def phone(self) -> str:
        """The phone in clear."""
        return sealed.opened(self.phone_sealed)

    @property
    def email(self) -> str:
        """The mailbox in clear."""
        return sealed.opened(self.email_sealed)


class Registration(models.Model):
    """A unit that is on no list has asked for an account at the door of `pack`, below the first-level unit `top`, at the depth `tier`.

    `username` is the full name `name` as an account would keep it; `code` what the unit says its code is, 统一社会信用代码 or 组织机构代码,
    or empty; `password` the hash of the chosen one. The phone has shown that it
    receives; it is sealed at rest. Both are dropped once it is granted or refused, at `closed_at`.
    """

    pack = models.CharField(max_length=40)
    username = models.CharField(max_length=rules.LONGEST)
    name = models.CharField(max_length=rules.LONGEST)
    code = models.CharField(max_length=18, default="")
    password = models.CharField(max_length=128)
    phone_sealed = models.CharField(max_length=200)
    phone_index = models.CharField(max_length=64)
    top = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    tier = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username"], condition=models.Q(closed_at=None), name="one_open_registration_of_a_name"
            )
        ]


class PhoneCode(models.Model):
    """A code sent to a phone, for one purpose in one session. Only its digest is kept. `asked_by` is the blind index of who asked for
    it: an account, or a visitor's address."""

    session = models.CharField(max_length=64)
    purpose = models.CharField(max_length=20)
    phone_index = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=64, db_default="")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_index", "-sent_at"], name="codes_of_a_phone"),
            models.Index(fields=["asked_by", "-sent_at"], name="codes_somebody_asked_for"),
        ]


class Tries(models.Model):
    """How often something was done, such as asking from one address, until it is forgotten."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)


class Wait(models.Model):
    """Failed sign-ins of one identifier from one device, and until when the next try must wait."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_default=Now())
