"""Worklists: pages of cases by key, never by offset, each with its index."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from banshi.cases import lines, queries, rules
from banshi.cases.models import Case, Stop
from banshi.cases.narrowing import DUE, narrowed, under
from banshi.cases.sight import Asked, CaseSight, Line, Page
from banshi.cases.terms import queries as terms
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.lib.actor import Actor
from banshi.people import queries as people

PAGE = 20
SIZES = (PAGE, 50, 100)
MANY = PART = 1000
EVERYTHING = Asked()
ANY = Worklist(title="", key="", of="")


def page(
    actor: Actor,
    pack: str,
    worklist: Worklist,
    asked: Asked = EVERYTHING,
    after: str = "",
    before: str = "",
    size: int = PAGE,
    counted: bool = False,
) -> Page:
    """One page of `size` cases of what somebody looks for in a worklist of a pack, through the actor's eyes; `after` is the key where the
    page before it ended, or `before` the key where the page after it begins. Where it is asked, all pages are `counted`, to a thousand
    and one."""
    found = _found(actor, pack, worklist, asked)
    part = _part(found, pack, worklist, (after, before), size, actor)
    several = part.next or part.previous or after
    return replace(part, many=found[: MANY + 1].count()) if counted and several else part


def part(actor: Actor, pack: str, worklist: Worklist, asked: Asked = EVERYTHING, after: str = "") -> Page:
    """A thousand of what somebody looks for in a worklist, through the actor's eyes, after a key: for who reads all, part by part."""
    return _part(_found(actor, pack, worklist, asked), pack, worklist, (after, ""), PART, actor)


def _found(actor: Actor, pack: str, worklist: Worklist, asked: Asked) -> QuerySet[Case]:
    return narrowed(_listed(actor, pack, worklist), pack, worklist, asked, actor)


def _part(found: QuerySet[Case], pack: str, worklist: Worklist, keys: tuple[str, str], most: int, actor: Actor) -> Page:
    """So many cases after a key or before one, with the keys of the parts on both sides, where there are any."""
    (after, before), named = keys, _named(pack, worklist)
    rows = list(lines.read(_from(found, worklist, before or after, bool(before)), worklist, named=named)[: most + 1])
    more, rows = len(rows) > most, rows[:most][:: -1 if before else 1]
    ends = [_key(row, worklist) for row in (*rows[:1], *rows[-1:])] or ["", ""]
    return Page(
        lines.lines(rows, worklist, actor, named=named),
        next=ends[1] if more or before else "",
        previous=ends[0] if (more if before else after) else "",
    )


def _named(pack: str, worklist: Worklist) -> bool:
    """True when a list may hold cases of a matter that names them by their answers."""
    return any(matter.names for matter in shelf.pack(pack).matters if worklist.matter in ("", matter.key))


def counts(actor: Actor, pack: str, listed: Collection[Worklist]) -> list[int]:
    """How many cases stand in each of these worklists, counted to a thousand; all in one statement."""
    if not listed or not _works_in(actor, pack):
        return [0] * len(listed)
    return _counted([_listed(actor, pack, each) for each in listed])


def dues(actor: Actor, pack: str, listed: Collection[Worklist]) -> list[dict[str, int]]:
    """How many cases of each of these worklists run out, by `Asked.due`, counted to a thousand; all in one statement."""
    if not listed or not _works_in(actor, pack):
        return []
    counted = _counted([_listed(actor, pack, each).filter(Exists(terms.due(due))) for each in listed for due in DUE])
    return [dict(zip(DUE, counted[at : at + len(DUE)], strict=True)) for at in range(0, len(counted), len(DUE))]


def _counted(found: Collection[QuerySet[Case]]) -> list[int]:
    parts = [each.values("pk")[: MANY + 1].query.sql_with_params() for each in found]
    asked = ", ".join(f"(SELECT count(*) FROM ({sql}) AS listed)" for sql, _ in parts)  # noqa: S608 (Django's own)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [each for _, given in parts for each in given])
        return list(cursor.fetchone() or ())


def reviews(actor: Actor) -> bool:
    """True when something has ever come to the desk of the actor's unit, or may come: other units stand below it."""
    unit = actor.unit or 0
    return Stop.objects.filter(organisation=unit).exists() or people.oversees(unit)


def about(actor: Actor, subject: int, matters: Collection[str], also: int | None) -> list[Line]:
    """The cases about a unit through the actor's eyes that have not ended, of these matters ("pack/matter"), and the one of the id
    `also`; newest first, a page at most."""
    found = queries.seen_by(actor).filter(Q(matter__in=matters, ended=False) | Q(pk=also), subject=subject)
    rows = list(lines.read(_from(found, ANY), ANY, named=False)[:PAGE])
    return lines.lines(rows, ANY, actor, named=False)


def tops(actor: Actor, pack: str, worklist: Worklist) -> dict[str, str]:
    """The first-level units under which a list of what was reported below shows cases, by code, and what they are called."""
    return people.tops(actor.unit or 0, shelf.matter(pack, worklist.matter).may_file.tree)


def _works_in(actor: Actor, pack: str) -> bool:
    return actor.unit is not None and not actor.restricted and pack in rules.packs_of(actor)


def _listed(actor: Actor, pack: str, worklist: Worklist) -> QuerySet[Case]:
    if not _works_in(actor, pack):
        return Case.objects.none()
    found = Case.objects.filter(pack=pack)
    if worklist.matter:
        found = found.filter(matter=f"{pack}/{worklist.matter}")
    if worklist.states:
        found = found.filter(state__in=worklist.states)
    if worklist.of == "mine":
        return found.filter(filing_unit=actor.unit)
    if worklist.of == "desk":
        return found.filter(desk=actor.unit, ended=False).exclude(filing_unit=actor.unit)
    if worklist.of == "below":
        return under(found, tops(actor, pack, worklist))
    stops = Stop.objects.filter(organisation=actor.unit)
    if worklist.of == "reached":
        return found.filter(Exists(stops.filter(case=OuterRef("pk"))))
    return found.filter(pk__in=stops.exclude(move="").values("case"))


def _from(found: QuerySet[Case], worklist: Worklist, key: str = "", back: bool = False) -> QuerySet[Case]:
    """The cases after a key, or going `back` from it, in the order in which one goes."""
    return _by_arrival(found, key, back) if worklist.of == "desk" else _by_id(found, key, back)


def _by_id(found: QuerySet[Case], key: str, back: bool) -> QuerySet[Case]:
    """Newest first."""
    if _is_id(key):
        found = found.filter(Q(pk__gt=int(key)) if back else Q(pk__lt=int(key)))
    return found.order_by("id" if back else "-id")


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _by_arrival(found: QuerySet[Case], key: str, back: bool) -> QuerySet[Case]:
    """Oldest first: what has waited longest stands on top."""
    since, _, serial = key.partition("|")
    if _is_id(serial) and (moment := _moment(since)):
        # Said so that the index begins there; an "or" alone would read the whole desk up to the page.
        later = Q(since__gt=moment) | Q(pk__gt=int(serial)), Q(since__gte=moment)
        earlier = Q(since__lt=moment) | Q(pk__lt=int(serial)), Q(since__lte=moment)
        found = found.filter(*(earlier if back else later))
    return found.order_by(*(("-since", "-id") if back else ("since", "id")))


def _moment(text: str) -> datetime | None:
    """A moment with its zone, as `_key` writes it; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and 1 < moment.year < 9999 else None


def _key(row: Case, worklist: Worklist) -> str:
    return f"{row.since.isoformat()}|{row.pk}" if worklist.of == "desk" else str(row.pk)


def key_at_desk(case: CaseSight) -> str:
    """The key of a case in a list of what waits at its desk."""
    return f"{case.since.isoformat()}|{case.id}"


def neighbours(actor: Actor, pack: str, worklist: Worklist, asked: Asked, case: CaseSight) -> tuple[str, str]:
    """The references before and after a case in a list of what waits at the actor's desk; empty at the ends."""
    found, key = _found(actor, pack, worklist, asked), key_at_desk(case)
    return _first(_by_arrival(found, key, back=True)), _first(_by_arrival(found, key, back=False))


def _first(found: QuerySet[Case]) -> str:
    return found.values_list("ref", flat=True).first() or ""
