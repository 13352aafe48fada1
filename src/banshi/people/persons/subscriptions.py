"""开通事项: the matters a person wants at hand. Where an old system served one before, they may show the account they have there.

What is opened gives no right: who may file a matter is asked when it is filed. A password of an old system is passed on and never kept.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from banshi import define
from banshi.carriers import old_systems
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound, TooMany, Unavailable
from banshi.lib.text import plain
from banshi.lib.turns import one_at_a_time
from banshi.people.models import Account, Subscription
from banshi.people.refusals import require_whole, wrong
from banshi.people.signing_in import waits

TRIES = 5  # a day, of one person with one old system
TRIES_OF_AN_OLD_ACCOUNT = 20  # a day, of everybody; so that one stranger's failures do not stop its owner
DAY = 86_400  # seconds
LONGEST = 100  # characters of a user name or password
NOT_RIGHT = "用户名或密码不对，或者登录方式不符，请核对后再试。"
TOO_MANY = "今天核对老账户的次数已用完，请明天再试；没有老账户的，请选【没有该系统账户】。"
NOT_REACHED = "“{title}”现在连不上，老账户没有核对，请稍后再试。"
KEPT_ALREADY = "这个事项已经开通。"
SHOWN_BEFORE = "这个老账户已经由别人开通事项。不是您认识的人，请联系管理机构。"


@dataclass(frozen=True)
class OldAccount:
    """An account of an old system, as it was typed."""

    username: str
    password: str = field(repr=False)
    by_key: bool = False


@dataclass(frozen=True)
class AtHand:
    """A matter somebody has at hand; `old` is the user name they have in the old system, masked."""

    matter: str
    old: str


def mine(by: Actor) -> dict[str, AtHand]:
    """What one has at hand, by "pack/matter", in the order it was opened. Raises NotFound for an account that is no person's own."""
    _require_person(by)
    rows = Subscription.objects.filter(account=by.own_account, until=None).order_by("pk")
    return {row.matter: AtHand(row.matter, _masked(sealed.opened(row.old_sealed))) for row in rows}


def known(by: Actor) -> list[dict[str, str]]:
    """What is kept of one's subscriptions, those that are over too, in clear."""
    rows = Subscription.objects.filter(account=by.own_account).order_by("pk")
    return [{"事项": row.matter, "老账户": sealed.opened(row.old_sealed)} for row in rows]


def _masked(username: str) -> str:
    return username and username[0] + "***" + username[1:][-1:]


def _require_person(by: Actor) -> None:
    if not Account.objects.filter(pk=by.own_account, personal=True).exists():
        raise NotFound


def subscribe(matter: str, *, by: Actor) -> None:
    """【没有该系统账户】【绑定事项】. Raises Conflict where it is open already."""
    _require_new(matter, by)
    _keep(Subscription(account_id=by.own_account, matter=matter), by)


def subscribe_with(matter: str, said: define.OldSystem, shown: OldAccount, *, by: Actor) -> None:
    """【已有该系统老账户】【绑定事项】: the old system is asked.

    Raises Invalid at `username` or `password`, without a word on which of them was wrong; TooMany; Unavailable while the old system is
    silent; Conflict where the matter is open already, or somebody else has shown that account before.
    """
    _require_new(matter, by)
    username = plain(shown.username).strip()
    require_whole(
        {
            "username": "" if 0 < len(username) <= LONGEST else "请填写老账户的用户名。",
            "password": "" if 0 < len(shown.password) <= LONGEST else "请填写老账户的密码。",
        }
    )
    index = sealed.index(f"old account {said.key} {username.casefold()}")
    _check(matter, said, OldAccount(username, shown.password, shown.by_key), index, by)
    _keep_shown(
        Subscription(
            account_id=by.own_account,
            matter=matter,
            system=said.key,
            old_sealed=sealed.seal(username),
            old_index=index,
        ),
        by,
    )


def _require_new(matter: str, by: Actor) -> None:
    if matter in mine(by):
        raise Conflict(KEPT_ALREADY)


def _check(matter: str, said: define.OldSystem, shown: OldAccount, index: str, by: Actor) -> None:
    """Every try counts from the moment it begins, so that many at once are no more than a few."""
    own = waits.bucket(f"old system {said.key}", f"account {by.own_account}")
    _take(own, TRIES)
    try:
        _take(index, TRIES_OF_AN_OLD_ACCOUNT)
        right = old_systems.is_right(said.key, shown.username, shown.password, by_key=shown.by_key)
    except TooMany:
        waits.give_back(own)
        raise
    except old_systems.NotReached as fault:
        _give_back(own, index)
        raise Unavailable(NOT_REACHED.format(title=said.title)) from fault
    if not right:
        _note_refusal(matter, said, by)
        raise wrong("username", NOT_RIGHT)
    _give_back(own, index)


@transaction.atomic
def _note_refusal(matter: str, said: define.OldSystem, by: Actor) -> None:
    data = {"matter": matter, "system": said.key}
    ledger.append(f"account:{by.own_account}", "old_account_refused", by=by, data=data)


def _take(bucket: str, free: int) -> None:
    if minutes := waits.take(bucket, free, shortest=DAY):
        raise TooMany(TOO_MANY, wait=minutes * 60)


def _give_back(*buckets: str) -> None:
    for bucket in buckets:
        waits.give_back(bucket)


@transaction.atomic
def _keep_shown(row: Subscription, by: Actor) -> None:
    one_at_a_time(row.old_index)
    if Subscription.objects.filter(old_index=row.old_index, until=None).exclude(account=row.account_id).exists():
        raise Conflict(SHOWN_BEFORE)
    _keep(row, by)


@transaction.atomic
def _keep(row: Subscription, by: Actor) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(KEPT_ALREADY) from None
    data = {"matter": row.matter} | ({"system": row.system} if row.system else {})
    ledger.append(f"account:{row.account_id}", "subscribed", by=by, data=data)


@transaction.atomic
def unsubscribe(matters: Collection[str], *, by: Actor) -> int:
    """【解绑事项】: how many were closed. Cases that are under way are not touched. Raises Invalid at `matter` where none is chosen."""
    _require_person(by)
    running = Subscription.objects.filter(account=by.own_account, until=None)
    rows = list(running.filter(matter__in=matters).select_for_update())
    if not rows:
        raise wrong("matter", "请选择要解绑的事项。")
    for row in rows:
        row.until = clock.now()
        row.save(update_fields=["until"])
        ledger.append(f"account:{row.account_id}", "unsubscribed", by=by, data={"matter": row.matter})
    return len(rows)
