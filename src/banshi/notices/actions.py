"""Telling people, and marking what they have read or what is done."""

from collections.abc import Collection
from typing import Any

from banshi.carriers import sms
from banshi.ledger.clock import now
from banshi.lib import prepared
from banshi.lib.actor import Actor
from banshi.notices.models import SiteNotice
from banshi.people import queries as people

KEEP = """INSERT INTO notices_sitenotice (account_id, message, text, ref)
SELECT account, message, text, ref FROM unnest(%s::bigint[]) AS account,
    unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS line (message, text, ref, number)
ORDER BY number DESC ON CONFLICT DO NOTHING
"""
# A line somebody is just marking is passed over: it will be read either way, and two who mark the same ones never wait for each other.
DONE = """UPDATE notices_sitenotice SET read_at = banshi_now() WHERE id IN (
    SELECT told.id FROM unnest(%s::text[], %s::bigint[]) AS gone (ref, unit)
    JOIN people_link AS link ON link.organisation_id = gone.unit AND link.until IS NULL
    JOIN notices_sitenotice AS told ON told.account_id = link.account_id AND told.ref = gone.ref AND told.read_at IS NULL
    FOR UPDATE OF told SKIP LOCKED)
"""


def tell(payload: dict[str, Any], message_id: str) -> None:
    """Hands one notice ({"unit", "roles", "text", "sms", "ref"}) to everybody who holds one of the roles in the unit; or, in the
    site alone, to the "account" that waits for what it tells of. Of several cases the site keeps the "lines" ({"text", "ref"}), the
    message says the text.

    Handing it over again changes nothing: the site keeps one line for a message, and an SMS carries the same message id.
    """
    accounts = people.accounts_of(payload["unit"], payload["roles"]) if "unit" in payload else []
    told = [account.id for account in accounts] if "unit" in payload else [payload["account"]]
    listed = payload.get("lines") or [payload]
    messages = [f"{message_id}-{number}" if number else message_id for number in range(len(listed))]
    texts, refs = [line["text"] for line in listed], [line["ref"] for line in listed]
    prepared.rows(KEEP, [told, messages, texts, refs])
    for account in accounts if payload["sms"] else ():
        if account.phone:
            sms.send({"phone": account.phone, "text": payload["text"]}, f"{message_id}-{account.id}")


def mark_read(*, by: Actor) -> None:
    """Every notice of this account counts as read. It is no event: nobody else is concerned."""
    SiteNotice.objects.filter(account_id=by.own_account, read_at=None).update(read_at=now())


def done(gone: Collection[tuple[str, int]]) -> None:
    """What people of a unit were told of a case (its reference, the unit) counts as read, since the case has gone from their unit: there
    is nothing left for them to do about it. In the transaction of the move; it is no event of its own."""
    if gone:
        prepared.rows(DONE, [list(column) for column in zip(*gone, strict=True)])
