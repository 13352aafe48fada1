"""其他平台: who may ask this house who somebody is. Registered by the system administrator; a secret is shown once and kept as a digest."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from django.db import transaction

from banshi.carriers import platforms as carrier
from banshi.carriers import posting
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.text import plain
from banshi.people import rules
from banshi.people.accounts.handing_out import first_press
from banshi.people.models import Platform
from banshi.people.refusals import require_whole
from banshi.people.sso.consents import SCOPES

LONGEST_NAME, LONGEST_ADDRESS, MOST_ADDRESSES = 40, 500, 10


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
    name = plain(asked.name)
    require_whole(
        {
            "name": "" if 0 < len(name) <= LONGEST_NAME else f"请填写平台名称，不超过 {LONGEST_NAME} 个字。",
            "starts_at": address_problem(asked.starts_at),
            "returns": _returns_problem(asked.returns),
            "signs_out_at": _hearing_problem(asked.signs_out_at),
            "scopes": "" if set(asked.scopes) <= set(SCOPES) else "没有这一项信息。",
        }
    )
    first_press(token, by, "密钥")
    client = Client(name=name)
    client.set_scopes([key for key in SCOPES if key in ("openid", *asked.scopes)])
    client.set_redirect_uris(list(asked.returns))
    client.set_post_logout_redirect_uris([asked.starts_at])
    handed = _with_new_secret(client)
    row = Platform.objects.create(client=client, starts_at=asked.starts_at, signs_out_at=asked.signs_out_at)
    data = {"name": name, "addresses": list(asked.returns), "scopes": client.get_scopes()}
    if asked.signs_out_at:
        data["signs_out_at"] = asked.signs_out_at
    ledger.append(f"platform:{row.pk}", "platform_registered", by=by, data=data)
    return handed


def _with_new_secret(client: Client) -> Handed:
    secret = get_adapter().generate_client_secret()
    client.set_secret(secret)
    client.save()
    return Handed(client.id, secret)


def _returns_problem(returns: tuple[str, ...]) -> str:
    if not 0 < len(returns) <= MOST_ADDRESSES:
        return f"请填写回调地址，一行一个，不超过 {MOST_ADDRESSES} 个。"
    return next(filter(None, map(address_problem, returns)), "")


def _hearing_problem(address: str) -> str:
    """What is wrong with an address that the server itself opens, or ""; there may be none."""
    if not address:
        return ""
    if problem := address_problem(address):
        return problem
    if not carrier.may_be_told(address):
        return f"服务器还没有获准通知 {posting.origin(address)}。请先由运维人员把它写进 BANSHI_PLATFORM_ORIGINS，再来登记；也可以先不填。"
    return ""


def address_problem(address: str) -> str:
    """Why people are not sent to this address, or "": it is whole, and under https unless it is on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        whole = bool(host) and parts.port != 0 and not (parts.username or parts.password or parts.fragment)
    except ValueError:
        return "请填写完整的地址，例如 https://example.gov.cn/back。"
    if not whole or len(address) > LONGEST_ADDRESS or not address.isascii() or set(address) & set(" *\\\t\r\n;,'\""):
        return "请填写完整的地址，例如 https://example.gov.cn/back，不能有空格、“*”和“#”。"
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in carrier.LOOPBACK)
    return "" if safe else "地址应以 https:// 开头。"


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
