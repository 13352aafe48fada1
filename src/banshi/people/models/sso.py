"""单点登录: the platforms that let in who has signed in here, what each person lets them know, and identities that came from outside."""

from allauth.idp.oidc.models import Client
from django.db import models

from banshi.ledger.clock import Now
from banshi.people.models.accounts import Account


class Platform(models.Model):
    """其他平台: `client` holds its name, the digest of its secret, its addresses and scopes; `starts_at` is where people open it,
    `signs_out_at` where it hears of who has signed out here, or ""."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="platform")
    starts_at = models.URLField(max_length=500)
    signs_out_at = models.URLField(max_length=500, blank=True, default="", db_default="")
    registered_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)


class Consent(models.Model):
    """授权: what a platform may know of an account (`scopes`), from when until when. `subject` is who they are there: another one on each
    platform, the same one each time. `opened_at` is when it was opened last; `left_at` when it heard since that they have signed out."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=64, db_index=True)
    scopes = models.JSONField()
    since = models.DateTimeField(db_default=Now())
    opened_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "platform"], condition=models.Q(until=None), name="one_consent_to_a_platform"
            )
        ]


class OutsideIdentity(models.Model):
    """关联的身份: whom the provider `issuer` calls `subject` may sign in to `account`, from when until when. `name` is what it calls
    them."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    name = models.CharField(max_length=100)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=models.Q(until=None), name="one_account_of_an_identity"
            ),
            models.UniqueConstraint(
                fields=["account", "issuer"], condition=models.Q(until=None), name="one_identity_of_an_account"
            ),
        ]
