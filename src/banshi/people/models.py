"""Tables of people and units."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Length
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from banshi.ledger.clock import Now
from banshi.lib import sealed
from banshi.lib.spelled import Spelled
from banshi.people import rules

models.TextField.register_lookup(Length)


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
    was made by the person whose it is: they act for themselves, and no other personal account has their phone. `asked_at` is no column:
    the moment, by the database, at which a request read it.
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

    asked_at: datetime
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    class Meta:
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

    @property
    def phone(self) -> str:
        """The phone in clear."""
        return sealed.opened(self.phone_sealed)

    @phone.setter
    def phone(self, phone: str) -> None:
        self.phone_sealed, self.phone_index = sealed.seal(phone), sealed.index(phone)


class Units(models.Manager["Organisation"]):
    """The enterprises and agencies, without the persons who act for themselves: what lists show and searches find."""

    def get_queryset(self) -> models.QuerySet["Organisation"]:
        """All of them."""
        return super().get_queryset().filter(kind="unit")


class Organisation(models.Model):
    """A unit: an enterprise or an agency; or (`kind` "person") a person, who files their own matters as a unit does.

    `code` is the 9-character 组织机构代码 (GB 11714), without hyphen; `code_given` when it has none of its own and the house made it. An
    investee (参股) is held without control and has no account: its `investor` files for it.
    """

    kind = models.CharField(max_length=10, default="unit", db_default="unit")
    code = models.CharField(max_length=9, unique=True)
    uscc = models.CharField(max_length=18, default="")
    name = models.CharField(max_length=100)
    region = models.CharField(max_length=6, default="")
    regulator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    code_given = models.BooleanField(db_default=False)
    investor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="investees")
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Organisation"]] = models.Manager()
    units = Units()

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="organisations_by_name"),
            models.Index(Spelled("name"), name="organisations_by_spelling"),
        ]

    def __str__(self) -> str:
        return self.name


class TreeNode(models.Model):
    """Where a unit stands in a named tree. `path` is the ids from the root down, each in ten digits, itself last."""

    tree = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nodes")
    path = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tree", "organisation"], condition=models.Q(until=None), name="one_place_in_a_tree"
            )
        ]
        indexes = [
            models.Index(fields=["tree", "path"], opclasses=["text_ops", "text_pattern_ops"], name="tree_by_path")
        ]


class UnitChange(models.Model):
    """A change of a unit from the day `on`: "rename", "move", "close" or "reopen". `done_at` is when it was made; `called_off` when it
    was dropped before, or could not be made."""

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    data = models.JSONField()
    on = models.DateField()
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    called_off = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="changes_of_a_unit"),
            models.Index(
                fields=["on", "id"], condition=models.Q(done_at=None, called_off=False), name="changes_that_wait"
            ),
        ]


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


class Naming(models.Model):
    """`files` may file for `unit`, because the first-level unit asked for it and the agency approved."""

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    files = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="named")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "files"], condition=models.Q(until=None), name="named_once")
        ]


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


class Registration(models.Model):
    """A unit that is on no list has asked for an account at the door of `pack`, below the first-level unit `top`, at the depth `tier`.

    `username` is the full name `name` as an account would keep it; `password` the hash of the chosen one. The phone has shown that it
    receives; it is sealed at rest. Both are dropped once it is granted or refused, at `closed_at`.
    """

    pack = models.CharField(max_length=40)
    username = models.CharField(max_length=rules.LONGEST)
    name = models.CharField(max_length=rules.LONGEST)
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
    they typed, sealed (people/signing_up.py). One phone wants one account: who begins anew takes the place of before."""

    pack = models.CharField(max_length=40)
    username = models.CharField(max_length=rules.LONGEST, unique=True)
    phone_index = models.CharField(max_length=64, unique=True)
    wish = models.TextField()
    asked_at = models.DateTimeField(db_default=Now())


class MailLink(models.Model):
    """A link sent to a mailbox, good once and for 48 hours: it finishes `sign_up`, or gives `account` a new address. Only its digest is
    kept; the address is sealed. `asked_by` is the blind index of who asked for it: an account, or a visitor's address."""

    digest = models.CharField(max_length=64, unique=True)
    address_sealed = models.CharField(max_length=1000)
    address_index = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=64)
    sign_up = models.ForeignKey(SignUp, on_delete=models.SET_NULL, null=True, related_name="links")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address_index", "-sent_at"], name="links_to_a_mailbox"),
            models.Index(fields=["asked_by", "-sent_at"], name="links_somebody_asked_for"),
        ]


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
    """What the security administrator asks for about an account that decides, or because of a plea, and the system administrator
    confirms first.

    `closed_at` is when it was carried out, refused or overtaken; an open one is good for seven days from `asked_at`.
    """

    action = models.CharField(max_length=20)
    username = models.CharField(max_length=rules.LONGEST)
    name = models.CharField(max_length=rules.LONGEST)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    plea = models.ForeignKey(Plea, on_delete=models.PROTECT, null=True, related_name="confirmations")
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


class Wait(models.Model):
    """Failed sign-ins of one identifier from one device, and until when the next try must wait."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_default=Now())
