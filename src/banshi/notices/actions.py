"""Telling people, and marking what they have read."""

from typing import Any

from banshi.carriers import sms
from banshi.ledger.clock import now
from banshi.lib.actor import Actor
from banshi.notices.models import SiteNotice
from banshi.people import queries as people


def tell(payload: dict[str, Any], message_id: str) -> None:
    """Hands one notice ({"unit", "roles", "text", "sms", "ref"}) to everybody who holds one of the roles in the unit.

    Handing it over again changes nothing: the site keeps one line for a message, and an SMS carries the same message id.
    """
    accounts = people.accounts_of(payload["unit"], payload["roles"])
    lines = [
        SiteNotice(account_id=a.id, message=message_id, text=payload["text"], ref=payload["ref"]) for a in accounts
    ]
    SiteNotice.objects.bulk_create(lines, ignore_conflicts=True)
    for account in accounts if payload["sms"] else ():
        if account.phone:
            sms.send({"phone": account.phone, "text": payload["text"]}, f"{message_id}-{account.id}")


def mark_read(*, by: Actor) -> None:
    """Every notice of this account counts as read. It is no event: nobody else is concerned."""
    SiteNotice.objects.filter(account_id=by.own_account, read_at=None).update(read_at=now())
