"""Notices in the site."""

from django.db import models

from banshi.ledger.clock import Now


class SiteNotice(models.Model):
    """One line for one account, about the case `ref`, the inquiry `ref` ("pack/number"), the export `ref` ("export:number"), the campaign
    `ref` ("campaign:number", of what one unit owes "campaign:number:unit") or, where that is "", about none of them. `message` makes
    handing it over again harmless."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    message = models.CharField(max_length=64)
    text = models.CharField(max_length=500)
    ref = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "message"], name="one_notice_of_a_message")]
        indexes = [
            models.Index(fields=["account", "-id"], name="notices_of_an_account"),
            models.Index(fields=["account", "ref"], condition=models.Q(read_at=None), name="unread_notices"),
        ]
