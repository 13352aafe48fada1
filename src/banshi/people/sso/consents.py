"""授权: what a person lets a platform know of them. Given once, good for the next times, taken back whenever they like."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.idp.oidc.models import Token
from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.turns import one_at_a_time
from banshi.people.models import Account, Consent, Platform
from banshi.people.sso import signing_out

# What a platform may ask for, in the words of the page that asks the person.
SCOPES = {"openid": "只在该平台使用的用户标识", "profile": "姓名", "unit": "所在的单位和角色"}


@dataclass(frozen=True)
class PlatformToOpen:
    """A platform as a person sees it; `knows` is what they let it know since `since`, and `opened_at` when they opened it last, both None
    before they have agreed."""

    id: int
    name: str
    starts_at: str
    knows: tuple[str, ...]
    since: datetime | None
    opened_at: datetime | None


def subject(client: str, account: int) -> str:
    """Who an account is on one platform: nothing by which two platforms could tell that it is the same person."""
    return sealed.index(f"platform {client} account {account}")


def account_of(client: str, subject: str) -> Account | None:
    """Who agreed to be that subject on a platform; None when nobody did, or took it back."""
    found = Consent.objects.filter(platform__client=client, subject=subject, until=None).select_related("account")
    row = found.first()
    return row.account if row else None


def covers(client: str, scopes: Collection[str], by: Actor) -> bool:
    """True when the person has agreed to all that the platform asks for."""
    given = Consent.objects.filter(platform__client=client, account=by.own_account, until=None).first()
    return given is not None and set(scopes) <= set(given.scopes)


@transaction.atomic
def enter(client: str, scopes: Collection[str], *, by: Actor) -> None:
    """Notes that somebody opens a platform, and what they let it know where they had not agreed to as much before."""
    platform = Platform.objects.get(client=client)
    one_at_a_time(f"consent {by.own_account} {platform.pk}")
    told = {"platform": platform.client.name, "scopes": sorted(scopes)}
    given = Consent.objects.filter(platform=platform, account=by.own_account, until=None)
    if covers(client, scopes, by):
        given.update(opened_at=clock.Now(), left_at=None)
    else:
        given.update(until=clock.Now())
        known = subject(client, by.own_account)
        Consent.objects.create(account_id=by.own_account, platform=platform, subject=known, scopes=sorted(set(scopes)))
        ledger.append(f"account:{by.own_account}", "consent_given", by=by, data=told)
    ledger.append(f"account:{by.own_account}", "platform_entered", by=by, data=told)


@transaction.atomic
def take_back(platform: int, *, by: Actor) -> str:
    """【取消授权】: the platform hears that they have left, learns nothing more, and has to ask again; what it is called. Raises NotFound
    where nothing was given."""
    given = Consent.objects.filter(platform=platform, account=by.own_account, until=None)
    row = given.select_related("platform__client").first()
    if row is None:
        raise NotFound
    tell = signing_out.told(by.own_account, platform=platform)
    given.update(until=clock.Now())
    client = row.platform.client
    Token.objects.filter(client=client, user=by.own_account).delete()
    told = {"platform": client.name}
    ledger.append(f"account:{by.own_account}", "consent_taken_back", by=by, data=told, deliveries=tell)
    return str(client.name)


def known(by: Actor) -> list[dict[str, str]]:
    """What is kept of one's consents, those that are over too, in words."""
    rows = Consent.objects.filter(account=by.own_account).select_related("platform__client").order_by("pk")
    return [{"平台": row.platform.client.name, "告知的信息": "、".join(_words(row))} for row in rows]


def to_open(by: Actor) -> list[PlatformToOpen]:
    """The platforms that can be opened from here, by name."""
    given = {row.platform_id: row for row in Consent.objects.filter(account=by.own_account, until=None)}
    running = Platform.objects.filter(ended_at=None).select_related("client").order_by("client__name", "pk")
    return [_to_open(each, given.get(each.pk)) for each in running]


def _to_open(platform: Platform, given: Consent | None) -> PlatformToOpen:
    knows = _words(given) if given else ()
    when = (given.since, given.opened_at) if given else (None, None)
    return PlatformToOpen(platform.pk, platform.client.name, platform.starts_at, knows, *when)


def _words(given: Consent) -> tuple[str, ...]:
    return tuple(words for key, words in SCOPES.items() if key in given.scopes)
