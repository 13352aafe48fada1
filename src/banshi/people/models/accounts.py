"""Accounts: what somebody signs in with, what they may do where, who acts for whom, and what an administrator must confirm."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from banshi.ledger.clock import Now
from banshi.lib import sealed
from banshi.people import rules
from banshi.people.models.asking import Dispute, Plea
from banshi.people.models.units import Organisation


class Accounts(BaseUserManager["Account"]):
    """How an account is found by what a person types."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of a normalised identifier."""
        return self.get(username=username)


class Account(AbstractBaseUser):
    """What somebody signs in with.

    `username` is the normalised identifier: a unit's code without hyphen in capitals, its full name, or an officer's user name.
    `secret_until` is when an issued initial password becomes void, null once it was replaced. `settled_at` is when the first sign-in was
    finished; before that a session is restricted. `era` goes up when the account is stopped or loses a role; no session outlives its era.
    `issued_password` and `last_password` are hashes of what may not be chosen again. The phone is sealed at rest. A `personal` account
    was made by the person whose it is: they act for themselves, and no other personal account has their phone. `merged_into` is the account
    its person goes on with, `merged_document` the kind of the document it had and `merged_number` what that is found by: nobody else signs
    up with it while that account lasts. `asked_at` is no column: the moment, by the database, at which a request read it.
    """

    username = models.CharField(max_length=rules.LONGEST, unique=True)
    name = models.CharField(max_length=60)
    department = models.CharField(max_length=60, default="")
    email = models.EmailField(default="", blank=True)
    phone_sealed = models.CharField(max_length=200, default="")
    phone_index = models.CharField(max_length=64, default="", db_index=True)
    is_active = models.BooleanField(default=True)
    personal = models.BooleanField(default=False, db_default=False)
    era = models.PositiveIntegerField(default=0)
    issued_password = models.CharField(max_length=128, default="")
    last_password = models.CharField(max_length=128, default="")
    secret_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    merged_document = models.CharField(max_length=3, default="", db_default="")
    merged_number = models.CharField(max_length=64, default="", db_default="")

    asked_at: datetime
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    class Meta:
        indexes = [
            models.Index(
                fields=["merged_number"], condition=~models.Q(merged_number=""), name="numbers_of_merged_accounts"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_index"], condition=models.Q(personal=True), name="one_personal_account_of_a_phone"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session holds on to: it ends with the password and with the era."""
        return salted_hmac(
            "people.Account", f"{self.era} {self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @cached_property
    def links_now(self) -> list["Link"]:
        """What it is, and where, at the moment it is asked: its running links to open units."""
        return list(Link.now().filter(account=self))

    @cached_property
    def merged_now(self) -> frozenset[int]:
        """The accounts that were merged into it."""
        return frozenset(Account.objects.filter(merged_into=self).values_list("pk", flat=True))

    @property
    def has_ended(self) -> bool:
        """True for one that is gone for good: closed by its person, merged into another, or lost in a dispute. One that was stopped keeps
        its password, and may come back."""
        return not self.is_active and not self.has_usable_password()

    @property
    def phone(self) -> str:
        """The phone in clear."""
        return sealed.opened(self.phone_sealed)

    @phone.setter
    def phone(self, phone: str) -> None:
        self.phone_sealed, self.phone_index = sealed.seal(phone), sealed.index(phone)


class Link(models.Model):
    """An account's role in a unit, from when until when. A pack's role is kept as "pack/role"; the house's own are plain words."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    role = models.CharField(max_length=60)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"], condition=models.Q(until=None), name="one_link_of_a_role"
            )
        ]
        indexes = [models.Index(fields=["organisation", "role"], name="links_of_a_unit")]

    @classmethod
    def now(cls) -> models.QuerySet["Link"]:
        """The links that run, to units that are open."""
        return (
            cls.objects.filter(until=None, organisation__closed_at=None).select_related("organisation").order_by("pk")
        )


class StandIn(models.Model):
    """From `since` to `until`, both days included, `account` acts at the desk of `unit` for `absent`, too. `ended_at` is when it was ended
    before its last day."""

    absent = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    named_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account"], condition=models.Q(ended_at=None), name="who_stands_in"),
            models.Index(fields=["absent"], condition=models.Q(ended_at=None), name="who_is_absent"),
        ]


class Confirmation(models.Model):
    """What the security administrator asks for about an account that decides, or because of a plea, a dispute or a renewal, and the
    system administrator confirms first.

    `closed_at` is when it was carried out, refused or overtaken; an open one is good for seven days from `asked_at`.
    """

    action = models.CharField(max_length=20)
    username = models.CharField(max_length=rules.LONGEST)
    name = models.CharField(max_length=rules.LONGEST)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    plea = models.ForeignKey(Plea, on_delete=models.PROTECT, null=True, related_name="confirmations")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, null=True, related_name="confirmations")
    renewal = models.ForeignKey("people.Renewal", on_delete=models.PROTECT, null=True, related_name="confirmations")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "username"], condition=models.Q(closed_at=None), name="one_open_confirmation"
            )
        ]
