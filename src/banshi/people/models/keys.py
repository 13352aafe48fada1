"""接口密钥: what a program of an agency shows when it asks for the agency's cases."""

from django.db import models

from banshi.ledger.clock import Now
from banshi.people.models.units import Organisation


class AgencyKey(models.Model):
    """A key of an agency, from when until when. Only its digest is kept, and its `beginning`, by which people tell keys apart. `used_on` is
    the last day on which it was shown."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
