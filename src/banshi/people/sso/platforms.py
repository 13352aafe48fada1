"""其他平台: who may ask this house who somebody is. Registered by the system administrator; a secret is shown once and kept as a digest."""

from dataclasses import dataclass
from datetime import datetime

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.text import plain
from banshi.people import rules
from banshi.people.accounts.handing_out import first_press
from banshi.people.models import Platform
from banshi.people.refusals import require_whole
from banshi.people.sso import addresses
from banshi.people.sso.consents import SCOPES

LONGEST_NAME = 40


@dataclass(frozen=True)
class Asked:
    """A platform as it is registered. `returns` are the addresses people are sent back to, character by character; beside "openid" it may
    ask for `scopes`. At `signs_out_at` it hears of who has signed out here, where it wants to."""

    name: str
    starts_at: str
    returns: tuple[str, ...]
    scopes: tuple[str, ...]
    signs_out_at: str = ""


@dataclass(frozen=True)
class PlatformRow:
    """A platform as the administrator sees it; `client` is the name it calls itself by."""

    id: int
    client: str
    name: str
    starts_at: str
    returns: tuple[str, ...]
    signs_out_at: str
    scopes: tuple[str, ...]
    registered_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Handed:
    """What the platform's own people are given; the secret is shown this once."""

    client: str
    secret: str


def listed(by: Actor) -> list[PlatformRow]:
    """All of them, those that were ended last."""
    rules.require(by, "system_admin")
    rows = Platform.objects.select_related("client").order_by("client__name", "pk")
    return sorted(map(_row, rows), key=lambda row: row.ended_at is not None)


def one(number: int, by: Actor) -> PlatformRow:
    """Raises NotFound."""
    return _row(_found(number, by))


def _found(number: int, by: Actor) -> Platform:
    rules.require(by, "system_admin")
    row = Platform.objects.select_related("client").filter(pk=number).first()
    if row is None:
        raise NotFound
    return row


def _row(row: Platform) -> PlatformRow:
    client = row.client
    return PlatformRow(
        row.pk,
        client.id,
        client.name,
        row.starts_at,
        tuple(client.get_redirect_uris()),
        row.signs_out_at,
        tuple(words for key, words in SCOPES.items() if key in client.get_scopes()),
        row.registered_at,
        row.ended_at,
    )


@transaction.atomic
def register(asked: Asked, *, token: str, by: Actor) -> Handed:
    """【登记平台】. Raises Invalid at `name`, `starts_at`, `returns`, `signs_out_at` or `scopes`, and Conflict for a
    page that registered one before."""
    rules.require(by, "system_admin")
    return _registered(Platform(client=Client()), asked, token, by)


@transaction.atomic
def take_up(number: int, asked: Asked, *, token: str, by: Actor) -> Handed:
    """Registers one again that was ended, under its client_id of before: people are there who they were, and what they agreed to holds. For
    the demo's, which comes and goes; no page does it. Raises as `register`, and NotFound for one that runs."""
    row = _found(number, by)
    if row.ended_at is None:
        raise NotFound
    return _registered(row, asked, token, by)


def _registered(row: Platform, asked: Asked, token: str, by: Actor) -> Handed:
    _require_whole(asked)
    first_press(token, by, "密钥")
    client = row.client
    client.name = plain(asked.name)
    client.set_scopes([key for key in SCOPES if key in ("openid", *asked.scopes)])
    client.set_redirect_uris(list(asked.returns))
    client.set_post_logout_redirect_uris([asked.starts_at])
    handed = _with_new_secret(client)
    row.starts_at, row.signs_out_at, row.ended_at = asked.starts_at, asked.signs_out_at, None
    row.save()
    data = {"name": client.name, "addresses": list(asked.returns), "scopes": client.get_scopes()}
    if asked.signs_out_at:
        data["signs_out_at"] = asked.signs_out_at
    ledger.append(f"platform:{row.pk}", "platform_registered", by=by, data=data)
    return handed


def _require_whole(asked: Asked) -> None:
    named = 0 < len(plain(asked.name)) <= LONGEST_NAME
    require_whole(
        {
            "name": "" if named else f"请填写平台名称，不超过 {LONGEST_NAME} 个字。",
            "starts_at": addresses.problem_of(asked.starts_at),
            "returns": addresses.problem_of_returns(asked.returns),
            "signs_out_at": addresses.problem_of_hearing(asked.signs_out_at),
            "scopes": "" if set(asked.scopes) <= set(SCOPES) else "没有这一项信息。",
        }
    )


def _with_new_secret(client: Client) -> Handed:
    secret = get_adapter().generate_client_secret()
    client.set_secret(secret)
    client.save()
    return Handed(client.id, secret)


@transaction.atomic
def hear_at(number: int, address: str, *, by: Actor) -> None:
    """【更改】 of 退出通知地址: where it hears from now on of who signs out here, "" for nowhere. Raises Invalid at `signs_out_at`, and
    NotFound for a platform that was ended."""
    row = _running(number, by)
    require_whole({"signs_out_at": addresses.problem_of_hearing(address)})
    if address == row.signs_out_at:
        return
    row.signs_out_at = address
    row.save(update_fields=["signs_out_at"])
    data = {"name": row.client.name, "signs_out_at": address}
    ledger.append(f"platform:{row.pk}", "platform_hears_elsewhere", by=by, data=data)


@transaction.atomic
def renew_secret(number: int, *, token: str, by: Actor) -> Handed:
    """【更换密钥】: the one of before is good no more. Raises NotFound for a platform that was ended, Conflict for a
    page that renewed it before."""
    row = _running(number, by)
    first_press(token, by, "密钥")
    ledger.append(f"platform:{row.pk}", "platform_secret_renewed", by=by, data={"name": row.client.name})
    return _with_new_secret(row.client)


@transaction.atomic
def end(number: int, *, by: Actor) -> str:
    """【停用】: it can ask for nobody any more, and nobody opens it from here; what it was called. Raises NotFound where it is over."""
    row = _running(number, by)
    row.client.set_redirect_uris([])
    _with_new_secret(row.client)
    Token.objects.filter(client=row.client).delete()
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    ledger.append(f"platform:{row.pk}", "platform_ended", by=by, data={"name": row.client.name})
    return str(row.client.name)


def _running(number: int, by: Actor) -> Platform:
    row = _found(number, by)
    if row.ended_at:
        raise NotFound
    return row
