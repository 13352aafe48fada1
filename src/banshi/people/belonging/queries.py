"""Who belongs to which unit, and finding the unit one works for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.lookups import Contains

from banshi.define import ADMINISTERS, SEATS, Seats
from banshi.ledger import queries as ledger
from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound, TooMany
from banshi.lib.spelled import Spelled, spelled
from banshi.people import queries
from banshi.people.models import Account, Link, Organisation
from banshi.people.persons import persons
from banshi.people.refusals import wrong
from banshi.people.signing_in import waits

PAGE = 20
TRIES = 5  # wrong codes a day, of one person
DAY = 86_400  # seconds
WRONG_CODE = "代码与所选的单位不符，请对照证照核对。"
TOO_MANY = "今天核对单位代码的次数已用完，请明天再试；不清楚代码的，请问贵单位。"
ALONE = (
    "您是这个单位唯一的人员。解除以后没有人能以单位的名义办理：没有提交的填报稿、退回的办件都停在原处，正在审核的照常审核，"
    "直到有人重新关联。重新关联要凭加盖公章的证照，由管理机构审核。"
)
ONLY_ADMINISTRATOR = (
    "您是这个单位唯一的单位管理员，单位里还有其他人员。解除以后就没有人审核谁可以关联、调整分工了，"
    "所以要先在【单位人员】里指定另一位管理员。"
)
EVENTS = ("bound", "unbound", "seat_given", "administrator_named", "administrator_ended", "accounts_merged", "renewed")


@dataclass(frozen=True)
class UnitFound:
    """A unit somebody may work for; `region` is the code of its place. Its own code is not told."""

    number: int
    name: str
    region: str


@dataclass(frozen=True)
class Belongs:
    """Somebody in a unit; `seats` are what they do there, in words, `administers` that they say who belongs to it."""

    account: int
    person: str
    unit: int
    unit_name: str
    seats: tuple[str, ...]
    administers: bool
    since: datetime


@dataclass(frozen=True)
class Happened:
    """One thing that happened to who belongs to a unit: when, what kind of event, by whom, about whom; what was `renewed` of the unit,
    each fact by its key, as it was and as it is."""

    at: datetime
    kind: str
    by: str
    whom: str
    renewed: tuple[tuple[str, str, str], ...] = ()


def find(name: str, region: str, after: int, *, by: Actor) -> list[UnitFound]:
    """A page of the units a person may ask to belong to, by part of the name and by place (the code of a province, city or county), after
    the number where the last page ended. Raises NotFound for no person."""
    persons.own(by)
    named = Q(Contains(Spelled("name"), spelled(name))) if spelled(name) else Q()
    found = queries.units_open().filter(named, region__startswith=_within(region), pk__gt=after)
    return [UnitFound(unit.pk, unit.name, unit.region) for unit in found.order_by("pk")[:PAGE]]


def _within(region: str) -> str:
    """What the codes of a place and of all within it begin with: two figures for a province, four for a city."""
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region


def found(number: int, *, by: Actor) -> UnitFound:
    """One of them. Raises NotFound."""
    persons.own(by)
    unit = queries.units_open().filter(pk=number).first()
    if unit is None:
        raise NotFound
    return UnitFound(unit.pk, unit.name, unit.region)


def proven(number: int, typed: str, *, by: Actor) -> str:
    """The code of that unit, 组织机构代码, once a person has typed it or its 统一社会信用代码. That opens a case and nothing more.

    Raises NotFound, Invalid at `code`, and TooMany after a few wrong ones, whichever the unit.
    """
    found(number, by=by)
    bucket = waits.bucket("unit code", f"account {by.own_account}")
    if minutes := waits.take(bucket, TRIES, shortest=DAY):
        raise TooMany(TOO_MANY, wait=minutes * 60)
    unit, code = Organisation.units.get(pk=number), codes.normal(typed)
    inner = code[8:17] if not codes.uscc_problem(code) else code
    if inner != unit.code or (unit.uscc and len(code) == len(unit.uscc) and code != unit.uscc):
        raise wrong("code", WRONG_CODE)
    waits.give_back(bucket)
    return unit.code


def is_administered(unit: int, seats: Seats) -> bool:
    """True where somebody administers the unit."""
    return bool(queries.holders(unit, seats[ADMINISTERS]))


def answered(code: str, seats: Seats) -> str:
    """The same of the unit of that code, as a case answers it (`define.Binding`)."""
    unit = Organisation.units.filter(code=code).values_list("pk", flat=True).first()
    return "是" if unit and is_administered(unit, seats) else "否"


def mine(seats: Seats, *, by: Actor) -> list[Belongs]:
    """The units a person belongs to, in the order in which they came there. Raises NotFound for no person."""
    person = persons.own(by)
    return _belongs(Link.now().filter(account=person.account).exclude(organisation=person.unit), seats)


def acting_for(account: Account, *, by: Actor) -> str:
    """As whom somebody with an account of their own acts now, in words; empty while they act for themselves, which is the first they
    could."""
    if not account.personal or account.links_now[0].organisation_id == by.unit:
        return ""
    return "原账户本人" if queries.is_person(by.own_unit) else f"“{by.unit_name}”"


def leaving(unit: int, seats: Seats, *, by: Actor) -> str:
    """What it means for a unit that a person leaves it, where nobody would be left in it or nobody to administer it; else empty."""
    others = members(unit).exclude(account=by.own_account)
    if not others.exists():
        return ALONE
    administrators = {account for account, _ in queries.holders(unit, seats[ADMINISTERS])}
    return ONLY_ADMINISTRATOR if administrators == {by.own_account} else ""


def former_selves(*, by: Actor) -> list[tuple[int, str]]:
    """As which persons somebody files beside themselves, since they merged accounts, with the user name each was signed up with. Raises
    NotFound for no person."""
    person = persons.own(by)
    units = [unit for unit in persons.selves(person.account) if unit != person.unit_id]
    first = Link.objects.filter(organisation__in=units).select_related("account").order_by("-pk")
    named = {link.organisation_id: link.account.username for link in first}
    return [(unit, named[unit]) for unit in units]


def colleagues(seats: Seats, *, by: Actor) -> list[Belongs]:
    """Who belongs to the unit somebody acts for, in the order in which they came there. Raises NotFound for who has no seat in it."""
    require_seat(seats, by)
    return _belongs(members(by.own_unit), seats)


def require_seat(seats: Seats, by: Actor) -> None:
    """Raises NotFound for who has no seat in the unit they act for."""
    if by.unit is None or not any(by.roles & {*roles} for roles in seats.values()):
        raise NotFound


def administers(seats: Seats, by: Actor) -> bool:
    """True for who administers the unit they act for."""
    return bool(by.roles & {*seats[ADMINISTERS]})


def members(unit: int) -> QuerySet[Link]:
    """The links of the people who belong to a unit by their own accounts; accounts that were handed out are the agency's to end."""
    return Link.now().filter(organisation=unit, account__personal=True, account__is_active=True)


def _belongs(links: Iterable[Link], seats: Seats) -> list[Belongs]:
    """One line for each person in a unit; a unit where they hold no seat is none of theirs."""
    held: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in links:
        held[link.account_id, link.organisation_id].append(link)
    lines = (_line(each, seats) for each in held.values())
    return [line for line in lines if line.seats or line.administers]


def _line(links: list[Link], seats: Seats) -> Belongs:
    first, roles = links[0], {link.role for link in links}
    return Belongs(
        account=first.account_id,
        person=first.account.name,
        unit=first.organisation_id,
        unit_name=first.organisation.name,
        seats=tuple(words for seat, words in SEATS.items() if roles & {*seats[seat]}),
        administers=bool(roles & {*seats[ADMINISTERS]}),
        since=first.since,
    )


def history(seats: Seats, *, by: Actor) -> list[Happened]:
    """What happened to who belongs to the unit somebody acts for, and to what the house knows of it, the latest first."""
    require_seat(seats, by)
    events = [event for event in ledger.history(f"unit:{by.own_unit}") if event.kind in EVENTS]
    return [
        Happened(
            event.at, event.kind, event.actor.get("name", ""), event.data.get("whom", ""), tuple(_renewed(event.data))
        )
        for event in reversed(events)
    ]


def _renewed(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for fact, before in data.get("before", {}).items():
        yield fact, before, data[fact]
