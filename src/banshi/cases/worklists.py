"""Worklists: pages of cases by key, never by offset, each with its index."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from banshi.cases import lines, queries, rules
from banshi.cases.models import Case, Stop
from banshi.cases.narrowing import narrowed, under
from banshi.cases.sight import Asked, CaseSight, Line, Page
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.lib.actor import Actor
from banshi.people import queries as people

PAGE = 20
MANY = PART = 1000
EVERYTHING = Asked()
ANY = Worklist(title="", key="", of="")


def page(actor: Actor, pack: str, worklist: Worklist, asked: Asked = EVERYTHING, after: str = "") -> Page:
    """One page of what somebody looks for in a worklist of a pack, through the actor's eyes; `after` is the key where the last page
    ended."""
    return _part(_found(actor, pack, worklist, asked), pack, worklist, after, PAGE, actor)


def part(actor: Actor, pack: str, worklist: Worklist, asked: Asked = EVERYTHING, after: str = "") -> Page:
    """A thousand of what somebody looks for in a worklist, through the actor's eyes, after a key: for who reads all, part by part."""
    return _part(_found(actor, pack, worklist, asked), pack, worklist, after, PART, actor)


def how_many(actor: Actor, pack: str, worklist: Worklist, asked: Asked) -> int:
    """How many somebody finds in a worklist, counted to a thousand and one."""
    return _found(actor, pack, worklist, asked)[: MANY + 1].count()


def _found(actor: Actor, pack: str, worklist: Worklist, asked: Asked) -> QuerySet[Case]:
    return narrowed(_listed(actor, pack, worklist), pack, worklist, asked, actor)


def _part(found: QuerySet[Case], pack: str, worklist: Worklist, after: str, most: int, actor: Actor) -> Page:
    """So many cases after a key, with the key of the part that follows, if there is one."""
    following, named = _after_desk if worklist.of == "desk" else _after_id, _named(pack, worklist)
    rows = list(lines.read(following(found, after), worklist, named=named)[: most + 1])
    more = len(rows) > most
    return Page(lines.lines(rows[:most], worklist, actor, named=named), _key(rows[most - 1], worklist) if more else "")


def _named(pack: str, worklist: Worklist) -> bool:
    """True when a list may hold cases of a matter that names them by their answers."""
    return any(matter.names for matter in shelf.pack(pack).matters if worklist.matter in ("", matter.key))


def counts(actor: Actor, pack: str, listed: Collection[Worklist]) -> list[int]:
    """How many cases stand in each of these worklists, counted to a thousand; all in one statement."""
    if not listed or not _works_in(actor, pack):
        return [0] * len(listed)
    parts = [_listed(actor, pack, each).values("pk")[: MANY + 1].query.sql_with_params() for each in listed]
    asked = ", ".join(f"(SELECT count(*) FROM ({sql}) AS listed)" for sql, _ in parts)  # noqa: S608 (Django's own)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [each for _, given in parts for each in given])
        return list(cursor.fetchone() or ())


def about(actor: Actor, subject: int, matters: Collection[str], also: int | None) -> list[Line]:
    """The cases about a unit through the actor's eyes that have not ended, of these matters ("pack/matter"), and the one of the id
    `also`; newest first, a page at most."""
    found = queries.seen_by(actor).filter(Q(matter__in=matters, ended=False) | Q(pk=also), subject=subject)
    rows = list(lines.read(_after_id(found, ""), ANY, named=False)[:PAGE])
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


def _after_id(found: QuerySet[Case], after: str) -> QuerySet[Case]:
    if _is_id(after):
        found = found.filter(pk__lt=int(after))
    return found.order_by("-id")


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _after_desk(found: QuerySet[Case], after: str) -> QuerySet[Case]:
    """Oldest first: what has waited longest stands on top."""
    since, _, serial = after.partition("|")
    if _is_id(serial) and (moment := _moment(since)):
        # Said so that the index begins there; an "or" alone would read the whole desk up to the page.
        found = found.filter(Q(since__gt=moment) | Q(pk__gt=int(serial)), since__gte=moment)
    return found.order_by("since", "id")


def _moment(text: str) -> datetime | None:
    """A moment with its zone, as `_key` writes it; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and 1 < moment.year < 9999 else None


def _key(row: Case, worklist: Worklist) -> str:
    return f"{row.since.isoformat()}|{row.pk}" if worklist.of == "desk" else str(row.pk)


def neighbours(actor: Actor, case: CaseSight) -> tuple[str, str]:
    """The references before and after a case among those waiting at the actor's desk, oldest first; empty at the ends."""
    waiting = Worklist(title="", key="", of="desk")
    found = _listed(actor, case.pack, waiting)
    here = Q(since=case.since, pk__lt=case.id), Q(since=case.since, pk__gt=case.id)
    before = found.filter(Q(since__lt=case.since) | here[0]).order_by("-since", "-id")
    after = found.filter(Q(since__gt=case.since) | here[1]).order_by("since", "id")
    return _first(before), _first(after)


def _first(found: QuerySet[Case]) -> str:
    return found.values_list("ref", flat=True).first() or ""
