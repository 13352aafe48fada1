"""批量发放账户: first accounts of many units that one press has asked for, and their slips until they are downloaded."""

from django.db import models

from banshi.ledger.clock import Now
from banshi.people import rules
from banshi.people.models.accounts import Account
from banshi.people.models.units import Organisation


class Handout(models.Model):
    """First accounts in `role` ("pack/role") that the holder of `account` has asked for with one press."""

    role = models.CharField(max_length=60)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())


class HandoutLine(models.Model):
    """One unit of a handout, whose account is to be called `identifier`.

    Once it is `done_at`, either `refused` says why it got none, or its initial password lies sealed until the slips are downloaded, or
    nobody has come for them as long as it is good.
    """

    handout = models.ForeignKey(Handout, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    identifier = models.CharField(max_length=rules.LONGEST)
    password_sealed = models.CharField(max_length=200, default="")
    refused = models.CharField(max_length=200, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["done_at"], condition=~models.Q(password_sealed=""), name="slips_to_be_downloaded")
        ]
