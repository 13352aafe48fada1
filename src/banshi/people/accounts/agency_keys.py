"""接口密钥: with it a program of an agency reads the agency's cases (web/api/agency.py). Shown once, kept as a digest, revoked at once."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import queries, rules
from banshi.people.accounts.handing_out import first_press
from banshi.people.models import AgencyKey, Link, TreeNode
from banshi.people.units import trees

MARK = "banshi_"  # so that a key is known where it lies about
SHOWN, MOST = 11, 5  # characters of its beginning, keys of one agency


@dataclass(frozen=True)
class KeyRow:
    """A key as the administrator sees it."""

    id: int
    beginning: str
    since: datetime
    used_on: date | None


def is_agency(organisation: int) -> bool:
    """True for a unit at the root of a tree: others file to it, and it files to nobody."""
    return TreeNode.objects.filter(organisation=organisation, until=None, path__length=trees.STEP).exists()


def listed(organisation: int, by: Actor) -> list[KeyRow]:
    """The keys of an agency that are good."""
    rules.require(by, "system_admin")
    rows = AgencyKey.objects.filter(organisation=organisation, until=None).order_by("pk")
    return [KeyRow(row.pk, row.beginning, row.since, row.used_on) for row in rows]


@transaction.atomic
def give(organisation: int, *, token: str, by: Actor) -> str:
    """【发放密钥】: the key, this once. Raises NotFound for a unit that is no agency, Conflict where it has enough, and for
    a page that gave one before."""
    rules.require(by, "system_admin")
    first_press(token, by, "密钥")
    if not is_agency(organisation):
        raise NotFound
    if len(listed(organisation, by)) >= MOST:
        raise Conflict(f"一个单位最多 {MOST} 个密钥，请先停用不用的。")
    key = f"{MARK}{secrets.token_urlsafe(32)}"
    row = AgencyKey.objects.create(organisation_id=organisation, digest=sealed.index(key), beginning=key[:SHOWN])
    ledger.append(f"unit:{organisation}", "key_given", by=by, data={"key": row.pk, "beginning": row.beginning})
    return key


@transaction.atomic
def end(number: int, *, by: Actor) -> int:
    """【停用】: good no more, from the next request on; whose it was. Raises NotFound."""
    rules.require(by, "system_admin")
    row = AgencyKey.objects.select_for_update().filter(pk=number, until=None).first()
    if row is None:
        raise NotFound
    row.until = clock.now()
    row.save(update_fields=["until"])
    ledger.append(f"unit:{row.organisation_id}", "key_ended", by=by, data={"key": row.pk, "beginning": row.beginning})
    return row.organisation_id


def reader(key: str, *, address: str, device: str) -> Actor | None:
    """Who reads with that key: a program of the agency, in the roles its people hold today; None for a key that is not good, and for one
    of a unit that was closed. Notes the day."""
    if not key.startswith(MARK):
        return None
    good = AgencyKey.objects.filter(digest=sealed.index(key), until=None, organisation__closed_at=None)
    row = good.first()
    if row is None:
        return None
    if row.used_on != clock.today():
        good.update(used_on=clock.today())
    held = Link.now().filter(organisation=row.organisation_id).values_list("role", flat=True)
    return Actor(
        kind="program",
        name=f"接口密钥 {row.beginning}",
        unit=row.organisation_id,
        unit_name=queries.name_of(row.organisation_id),
        roles=frozenset(held) - rules.ADMINISTRATION.keys(),
        address=address,
        device=device,
    )
