"""Reading rosters: through the eyes of the unit at whose place in the tree one stands, and of nobody else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from banshi.catalogue import campaign_rules as rules
from banshi.catalogue import shelf
from banshi.catalogue.models import Campaign, Duty, Reminder, RosterTally
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people import queries as people
from banshi.people.units import standings, trees
from banshi.people.units.called import like

PAGE = 20
PARTS = 20
MANY = 500
MOST = 1000  # of a list, how far those are counted whom 【催报】 would tell


@dataclass(frozen=True)
class CampaignSight:
    """A campaign as somebody of the tree sees it. `prefix` is where they stand; `commands` says that they stand at the root, `is_late`
    that its last day is over."""

    id: int
    pack: str
    matter: str
    title: str
    since: date
    due: date
    closed_at: datetime | None
    prefix: str
    is_late: bool

    @property
    def commands(self) -> bool:
        """True for who stands at the root: they open campaigns, change their last day and close them."""
        return standings.is_root(self.prefix)


@dataclass(frozen=True)
class Counts:
    """How many units there are, and how far they are. `reported` counts those that wait or have passed, `zero` those of them that had
    nothing to report; `owing` those that have not reported or were returned."""

    owed: int = 0
    returned: int = 0
    waiting: int = 0
    passed: int = 0
    zero: int = 0

    @property
    def total(self) -> int:
        """应报."""
        return self.owed + self.returned + self.waiting + self.passed

    @property
    def reported(self) -> int:
        """已报."""
        return self.waiting + self.passed

    @property
    def owing(self) -> int:
        """未报 and 退回; after the last day they are 逾期."""
        return self.owed + self.returned

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


@dataclass(frozen=True)
class Part:
    """A unit directly below, with everything under it; or (`itself`) the unit one looks at, alone."""

    code: str
    name: str
    counts: Counts
    itself: bool
    has_below: bool


@dataclass(frozen=True)
class Report:
    """A campaign below one unit: all of it, where what waits is stuck (tier: how many), and its parts, one page of them."""

    all: Counts
    stuck: list[tuple[int | None, int]]
    parts: list[Part]
    next: str


@dataclass(frozen=True)
class Narrowed:
    """Which duties of a campaign are listed: those below a unit (its path), in one of `STANDS`, stuck at a tier, called so, told by a
    reminder of that day."""

    below: str = ""
    stands: str = ""
    tier: int | None = None
    text: str = ""
    told: date | None = None


@dataclass(frozen=True)
class DutyLine:
    """One unit of a list, with the first-level unit it stands under."""

    unit: int
    name: str
    code: str
    top: str
    state: str
    zero: bool
    ref: str
    desk_name: str
    since: datetime
    reminded: date | None


STANDS: dict[str, Q] = {
    "owed": Q(state="owed"),
    "returned": Q(state="returned"),
    "owing": Q(state__in=rules.OWING),
    "reported": Q(state__in=("reported", "passed")),
    "waiting": Q(state="reported"),
    "passed": Q(state="passed"),
    "zero": Q(zero=True),
}

STATES = {"owed": "owed", "returned": "returned", "reported": "waiting", "passed": "passed"}


def campaigns(actor: Actor, pack: str, matter: str) -> list[CampaignSight]:
    """The campaigns of a matter that concern the actor's place in the tree, the newest first, one page. Raises NotFound."""
    prefix = _place(actor, pack, matter)
    here = Duty.objects.filter(campaign=OuterRef("pk"), path__startswith=prefix)
    found = Campaign.objects.filter(Exists(here), matter=f"{pack}/{matter}").order_by("-id")[:PAGE]
    return [_sight(row, prefix) for row in found]


def campaign(actor: Actor, pack: str, matter: str, number: int) -> CampaignSight:
    """One campaign. Raises NotFound where it has nobody at or below the actor's place."""
    prefix = _place(actor, pack, matter)
    row = Campaign.objects.filter(pk=number, matter=f"{pack}/{matter}").first()
    own = Duty.objects.filter(campaign=number, unit=actor.unit).values_list("path", flat=True).first()
    sight = _sight(row, own or prefix) if row else None
    if sight is None or not Duty.objects.filter(campaign=number, path__startswith=sight.prefix).exists():
        raise NotFound
    return sight


def told(actor: Actor, number: int) -> CampaignSight:
    """The campaign somebody was told of. Raises NotFound as `campaign` does."""
    matter = Campaign.objects.filter(pk=number).values_list("matter", flat=True).first() or ""
    pack, _, key = matter.partition("/")
    return campaign(actor, pack, key, number)


def commands(actor: Actor, pack: str, matter: str) -> bool:
    """True for who opens campaigns of a matter. Raises NotFound."""
    return standings.is_root(_place(actor, pack, matter))


def _place(actor: Actor, pack: str, matter: str) -> str:
    """Where the actor's unit stands in the tree of a matter with a roster. Raises NotFound."""
    roster = shelf.rosters(pack).get(matter)
    if roster is None:
        raise NotFound
    rules.require(actor, pack, roster)
    found = standings.path(shelf.matter(pack, matter).may_file.tree, actor.unit)
    if not found:
        raise NotFound
    return found


def _sight(row: Campaign, prefix: str) -> CampaignSight:
    pack, _, matter = row.matter.partition("/")
    until = (row.closed_at or clock.now()).astimezone(clock.CHINA).date()
    return CampaignSight(
        row.pk, pack, matter, row.title, row.since, row.due, row.closed_at, prefix, is_late=until > row.due
    )


def path_below(sight: CampaignSight, code: str) -> str:
    """Where the unit of that code stands, at or below one's own place; one's own place without a code. Raises NotFound."""
    if not code:
        return sight.prefix
    unit = people.known_id_of(code)
    own = Duty.objects.filter(campaign=sight.id, unit=unit).values_list("path", flat=True).first()
    found = own or standings.path(shelf.matter(sight.pack, sight.matter).may_file.tree, unit)
    if not found.startswith(sight.prefix):
        raise NotFound
    return found


def trail(sight: CampaignSight, below: str) -> list[tuple[str, str]]:
    """Code and name of the units from one's own place down to another, both included."""
    line = trees.ids(below)[len(trees.ids(sight.prefix)) - 1 :]
    units = standings.titles(line)
    return [units[unit] for unit in line]


_COUNTED = {
    key: Sum("value", filter=STANDS[key], default=0) for key in ("owed", "returned", "waiting", "passed", "zero")
}


def report(sight: CampaignSight, below: str, after: str = "") -> Report:
    """The counts of a campaign below a place, by part and by the level at which what waits is stuck."""
    place = RosterTally.objects.filter(campaign=sight.id, above=below[: -trees.STEP], path=below)
    by_tier: list[Any] = list(place.values("tier").annotate(**_COUNTED).order_by("tier"))
    stuck = [(row["tier"], row["waiting"]) for row in by_tier if row["waiting"]]
    parts = _below(sight, below, after)
    more = parts[PARTS - 1]["path"] if len(parts) > PARTS else ""
    everybody = sum((_counts(row) for row in by_tier), Counts())
    return Report(everybody, stuck, _named(sight, below, parts[:PARTS], alone=not after), more)


def chased(sight: CampaignSight, below: str, counts: Counts) -> int:
    """How many 【催报】 would tell below a place where so many are counted: nobody chases themselves, nor after the end."""
    itself = sight.prefix == below and Duty.objects.filter(_late_itself(sight)).exists()
    return 0 if sight.closed_at else counts.owing - itself


def chased_in(sight: CampaignSight, asked: Narrowed) -> int:
    """How many of a list 【催报】 would tell, counted to a thousand and one."""
    late = narrowed(sight, asked).filter(STANDS["owing"]).exclude(_late_itself(sight))
    return 0 if sight.closed_at else late[: MOST + 1].count()


def _late_itself(sight: CampaignSight) -> Q:
    return Q(campaign=sight.id, path=sight.prefix) & STANDS["owing"]


def _counts(row: dict[str, Any]) -> Counts:
    return Counts(**{key: row[key] for key in _COUNTED})


def _below(sight: CampaignSight, below: str, after: str) -> list[dict[str, Any]]:
    """One page of the places directly below another, each with what is counted there."""
    tallies = RosterTally.objects.filter(campaign=sight.id, above=below, path__gt=after).values("path")
    found: list[Any] = list(
        tallies.annotate(**_COUNTED, every=Sum("value")).filter(every__gt=0).order_by("path")[: PARTS + 1]
    )
    return found


def _named(sight: CampaignSight, below: str, rows: list[dict[str, Any]], *, alone: bool) -> list[Part]:
    """The parts of a report: the unit one looks at, `alone`, where it has a duty itself, and those below it."""
    paths = [below] * alone + [row["path"] for row in rows]
    own = {duty.path: duty for duty in Duty.objects.filter(campaign=sight.id, path__in=paths)}
    units = standings.titles([trees.ids(path)[-1] for path in paths])
    found = (
        [Part(*units[trees.ids(below)[-1]], _count(own[below]), itself=True, has_below=False)] if below in own else []
    )
    for row in rows:
        counts = _counts(row)
        found.append(Part(*units[trees.ids(row["path"])[-1]], counts, False, counts.total > (row["path"] in own)))
    return found


def _count(duty: Duty) -> Counts:
    """A duty, counted alone."""
    return Counts(**{STATES[duty.state]: 1}, zero=int(duty.zero))


def narrowed(sight: CampaignSight, asked: Narrowed) -> QuerySet[Duty]:
    """The duties asked for, within one's own place; for this room alone."""
    found = Duty.objects.filter(campaign=sight.id, path__startswith=asked.below or sight.prefix)
    if asked.stands in STANDS:
        found = found.filter(STANDS[asked.stands])
    if asked.tier is not None:
        found = found.filter(tier=asked.tier)
    if asked.text:
        found = found.filter(_called(asked.text))
    if asked.told:
        found = found.filter(Exists(Reminder.objects.filter(campaign=sight.id, unit=OuterRef("unit"), on=asked.told)))
    return found


def _called(text: str) -> Q:
    """Units called so. A few are looked up by their ids; many are soon met on the way through the tree."""
    few = standings.find(text, MANY)
    return Q(unit__in=few) if len(few) < MANY else like(text, "unit__")


def lines(sight: CampaignSight, asked: Narrowed, after: str = "", most: int = PAGE) -> tuple[list[DutyLine], str]:
    """So many of a list in the order of the tree, and the key the next ones begin after; empty on the last page."""
    rows = list(
        narrowed(sight, asked).filter(path__gt=after).order_by("path").select_related("unit", "desk")[: most + 1]
    )
    reminders = Reminder.objects.filter(campaign=sight.id, below=False, unit__in=[row.unit_id for row in rows])
    told = dict(reminders.values_list("unit").annotate(Max("on")))
    tops = standings.titles({top for row in rows if (top := _top(row))})
    found = [_line(row, tops.get(_top(row), ("", ""))[1], told.get(row.unit_id)) for row in rows[:most]]
    return found, rows[most - 1].path if len(rows) > most else ""


def _top(row: Duty) -> int:
    """The first-level unit a duty stands under, or that has it."""
    return next(iter(trees.ids(row.path)[1:]), 0)


def _line(row: Duty, top: str, reminded: date | None) -> DutyLine:
    desk = row.desk.name if row.desk else ""
    return DutyLine(
        row.unit_id, row.unit.name, row.unit.code, top, row.state, row.zero, row.ref, desk, row.since, reminded
    )


@dataclass(frozen=True)
class Told:
    """A day's reminders: how many units were told that they are late, and how many that units below them are."""

    on: date
    late: int
    above: int


def reminders(sight: CampaignSight) -> list[Told]:
    """On which days units at or below one's own place were told, the latest first, one page."""
    here = Duty.objects.filter(campaign=sight.id, path__startswith=sight.prefix).values("unit")
    days = Reminder.objects.filter(campaign=sight.id, unit__in=here).values("on")
    counted = days.annotate(late=Count("id", filter=Q(below=False)), above=Count("id", filter=Q(below=True)))
    return [Told(**day) for day in counted.order_by("-on")[:PAGE]]


def running(actor: Actor, pack: str) -> list[tuple[CampaignSight, Counts]]:
    """The open campaigns of a pack that ask units below the actor's, each with what is counted at and below its place; what ends first
    comes first. Who sees no roster, or has nobody below, has none; nothing is asked where no roster is."""
    found: list[tuple[CampaignSight, Counts]] = []
    for matter, page in shelf.rosters(pack).items():
        if actor.unit is not None and rules.may_see(actor, pack, page):
            found += _running(f"{pack}/{matter}", standings.path(shelf.matter(pack, matter).may_file.tree, actor.unit))
    return sorted(found, key=lambda each: each[0].due)


def _running(matter: str, place: str) -> list[tuple[CampaignSight, Counts]]:
    below = RosterTally.objects.filter(campaign=OuterRef("pk"), above=place, value__gt=0)
    found = list(Campaign.objects.filter(Exists(below), matter=matter, closed_at=None)) if place else []
    here = RosterTally.objects.filter(campaign__in=found, above=place[: -trees.STEP], path=place).values("campaign")
    rows: list[Any] = list(here.annotate(**_COUNTED)) if found else []
    counts = {row["campaign"]: _counts(row) for row in rows}
    return [(_sight(row, place), counts[row.pk]) for row in found if row.pk in counts]


@dataclass(frozen=True)
class OwnDuty:
    """What one's own unit has to report now."""

    title: str
    matter: str
    due: date
    state: str
    zero: bool
    is_late: bool


def own(actor: Actor, pack: str) -> list[OwnDuty]:
    """What the actor's unit owes or has reported in the open campaigns of a pack; nothing is asked where no roster is."""
    matters = [f"{pack}/{key}" for key in shelf.rosters(pack)]
    if not matters or actor.unit is None or actor.restricted:
        return []
    rows = Duty.objects.filter(unit=actor.unit, open=True, matter__in=matters).select_related("campaign")
    today = clock.today()
    return [
        OwnDuty(
            row.campaign.title, row.matter.partition("/")[2], row.campaign.due, row.state, row.zero, _late(row, today)
        )
        for row in rows.order_by("campaign__due")
    ]


def _late(row: Duty, today: date) -> bool:
    return row.state in rules.OWING and row.campaign.due < today
