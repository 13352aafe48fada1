"""Persons: who stands behind a personal account, how it was made, and which matters they have at hand."""

from django.db import models

from banshi.ledger.clock import Now
from banshi.lib import sealed
from banshi.people import rules
from banshi.people.models.accounts import Account
from banshi.people.models.asking import Dispute
from banshi.people.models.units import Organisation


class Person(models.Model):
    """Who stands behind a personal account, and `unit`, as which they file. `document` is the kind of their identity document
    (lib/documents.py); its number, sealed, belongs to one person alone."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="person")
    unit = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=3)
    number_sealed = models.CharField(max_length=200)
    number_index = models.CharField(max_length=64, unique=True)
    gender = models.CharField(max_length=1, default="")
    region = models.CharField(max_length=6)
    address_sealed = models.CharField(max_length=1000, default="")

    @property
    def number(self) -> str:
        """The number of the document in clear."""
        return sealed.opened(self.number_sealed)

    @property
    def address(self) -> str:
        """Where letters reach them, in clear."""
        return sealed.opened(self.address_sealed)


class Renewal(models.Model):
    """身份信息变更: a person asks that their account bear another name or identity document, and shows it. All that is personal but the
    name lies sealed; the number and the pictures are dropped at `closed_at`, when it was `granted`, refused or taken back."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    document = models.CharField(max_length=3)
    number_sealed = models.CharField(max_length=200)
    ground = models.CharField(max_length=500)
    front_sealed = models.BinaryField()
    back_sealed = models.BinaryField()
    asked_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    granted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(closed_at=None), name="one_renewal_of_an_account"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(closed_at=None), name="renewals_that_wait")]

    @property
    def number(self) -> str:
        """The number in clear; empty once it is closed."""
        return sealed.opened(self.number_sealed)


class Subscription(models.Model):
    """开通: a person has a matter ("pack/matter") at hand, from when until when. With the account they have in the old system `system`,
    where they have shown one: its user name, sealed."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=100)
    system = models.CharField(max_length=40, default="")
    old_sealed = models.CharField(max_length=1000, default="")
    old_index = models.CharField(max_length=64, default="")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "matter"], condition=models.Q(until=None), name="subscribed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["old_index"],
                condition=models.Q(until=None) & ~models.Q(old_index=""),
                name="old_accounts_shown",
            )
        ]


class SignUp(models.Model):
    """Somebody has filled in 【注册】 at the door of `pack`, and may yet follow the link that was sent to their mailbox. `wish` is what
    they typed, sealed (people/persons/signing_up.py). One phone wants one account: who begins anew takes the place of before."""

    pack = models.CharField(max_length=40)
    username = models.CharField(max_length=rules.LONGEST, unique=True)
    phone_index = models.CharField(max_length=64, unique=True)
    wish = models.TextField()
    asked_at = models.DateTimeField(db_default=Now())


class MailLink(models.Model):
    """A link sent to a mailbox, good once, not for long, and for one `purpose`: it finishes `sign_up`, brings `dispute`, or gives `account`
    a new address or a new password. Only its digest is kept; the address is sealed. `asked_by` is the blind index of who asked for it: an
    account, or a visitor's address."""

    purpose = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    address_sealed = models.CharField(max_length=1000)
    address_index = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=64)
    sign_up = models.ForeignKey(SignUp, on_delete=models.SET_NULL, null=True, related_name="links")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, null=True, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address_index", "-sent_at"], name="links_to_a_mailbox"),
            models.Index(fields=["asked_by", "-sent_at"], name="links_somebody_asked_for"),
        ]
