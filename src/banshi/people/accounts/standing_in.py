"""代理: for days of absence somebody names a colleague, who then acts on what they have taken on, too. It is written down as done for them,
never gives more rights than either has, and begins and ends by itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import queries
from banshi.people.models import Account, Link, StandIn
from banshi.people.refusals import wrong
from banshi.people.signing_in import phone_codes

LONGEST = timedelta(days=90)
AHEAD = timedelta(days=365)
NAMED = "{name}自 {since} 至 {until} 外出，由您代理其接手的办件。办理时会记为“代{name}”。"
ENDED = "您对{name}的代理已提前结束。"


@dataclass(frozen=True)
class Arranged:
    """Days for which a colleague stands in for somebody. For whoever is absent `colleague` is who acts, for whoever acts it is who is
    absent."""

    id: int
    colleague: str
    since: date
    until: date


def colleagues(by: Actor) -> list[tuple[int, str]]:
    """Who may stand in for the actor: others in the unit who hold one of the actor's roles in a pack; accounts and names."""
    held = [role for role in by.roles if "/" in role]
    found = queries.holders(by.unit, held) if by.unit and held else []
    return [(account, name) for account, name in found if account != by.account]


@transaction.atomic
def name(account: int, *, since: date, until: date, by: Actor) -> None:
    """Names a colleague for days to come, both included; the colleague is told. Raises Invalid at `account`, `since` or `until`."""
    absent = Account.objects.select_for_update().get(pk=by.own_account)
    today = clock.today()
    if account not in dict(colleagues(by)):
        raise wrong("account", "请选择本单位可以办理同样业务的同事。")
    if not today <= since <= today + AHEAD:
        raise wrong("since", "开始日期不能早于今天，也不能晚于一年以后。")
    if not since <= until <= since + LONGEST:
        raise wrong("until", f"结束日期不能早于开始日期，一次最多 {LONGEST.days} 天。")
    days = StandIn.objects.filter(ended_at=None, since__lte=until, until__gte=since)
    if days.filter(absent=absent).exists():
        raise wrong("since", "这几天里已经安排了代理，请先结束原来的安排。")
    if days.filter(absent=account).exists():
        raise wrong("account", "这位同事这几天也外出，请换一位。")
    row = StandIn.objects.create(absent=absent, account_id=account, unit_id=by.own_unit, since=since, until=until)
    _note(row, "stand_in_named", NAMED.format(name=absent.name, since=since, until=until), by)


@transaction.atomic
def end(number: int, *, by: Actor) -> None:
    """Ends what one has arranged before its last day; the colleague is told. Raises NotFound for what is over, or somebody else's."""
    row = _named_by(by).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise NotFound
    StandIn.objects.filter(pk=number).update(ended_at=clock.Now())
    _note(row, "stand_in_ended", ENDED.format(name=by.name), by)


def _note(row: StandIn, kind: str, words: str, by: Actor) -> None:
    tell = phone_codes.told(words, row.account.phone)
    data = {"for": row.account_id, "since": row.since.isoformat(), "until": row.until.isoformat()}
    ledger.append(f"account:{row.absent_id}", kind, by=by, data=data, deliveries=tell)


def arranged(by: Actor) -> list[Arranged]:
    """The days the actor has arranged and that are not over, the next first."""
    rows = _named_by(by).order_by("since")
    return [Arranged(row.pk, row.account.name, row.since, row.until) for row in rows]


def _named_by(by: Actor) -> QuerySet[StandIn]:
    named = StandIn.objects.filter(absent=by.own_account, ended_at=None, until__gte=clock.today())
    return named.select_related("account")


def today_for(actor: Actor) -> list[Arranged]:
    """For whom the actor stands in today."""
    rows = _running(actor).select_related("absent").order_by("until", "id")
    return [Arranged(row.pk, row.absent.name, row.since, row.until) for row in rows]


def absent_colleagues(actor: Actor) -> list[int]:
    """The accounts the actor stands in for today."""
    return list(_running(actor).values_list("absent", flat=True))


def acts_for(actor: Actor, absent: int, roles: Collection[str]) -> bool:
    """True when the actor stands in for that account today, which itself still holds one of these roles in the unit; that the actor holds
    one is asked elsewhere."""
    holds = Link.now().filter(account=absent, organisation=actor.unit, role__in=roles, account__is_active=True)
    return _running(actor).filter(absent=absent).exists() and holds.exists()


def _running(actor: Actor) -> QuerySet[StandIn]:
    """What runs today in the actor's unit, of whom is still there."""
    days = Q(since__lte=clock.TODAY, until__gte=clock.TODAY, ended_at=None)
    return StandIn.objects.filter(days, account=actor.account, unit=actor.unit, absent__is_active=True)
