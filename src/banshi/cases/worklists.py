"""Worklists: pages of cases by key, never by offset, each with its index."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from banshi.cases import queries, rules
from banshi.cases.models import Case, Stop
from banshi.cases.sight import CaseSight, Line, Page
from banshi.catalogue import queries as catalogue
from banshi.define import Worklist
from banshi.lib.actor import Actor
from banshi.lib.grams import grams
from banshi.people import standing_in

PAGE = 20
MANY = 1000


def page(
    actor: Actor,
    pack: str,
    worklist: Worklist,
    *,
    text: str = "",
    state: str = "",
    matter: str = "",
    holder: str = "",
    after: str = "",
) -> Page:
    """One page of a worklist of a pack through the actor's eyes.

    `text` finds part of a unit's name (two characters or more) or the beginning of a reference; `state` and `matter` narrow to one;
    `holder` to what the actor has taken on, or a colleague they stand in for ("mine"), or nobody has ("nobody"); `after` is the key where
    the last page ended.
    """
    found = _narrowed(_listed(actor, pack, worklist), text, state)
    if matter:
        found = found.filter(matter=f"{pack}/{matter}")
    if holder:
        found = _held(found, actor) if holder == "mine" else found.filter(holder=None)
    following = _after_desk if worklist.of == "desk" else _after_id
    rows = list(following(found, after)[: PAGE + 1])
    more = len(rows) > PAGE
    return Page([_line(row, actor) for row in rows[:PAGE]], _key(rows[PAGE - 1], worklist) if more else "")


def _held(found: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    return found.filter(holder__in=[actor.account, *standing_in.absent_colleagues(actor)])


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
    return [_line(row, actor) for row in _after_id(found, "")[:PAGE]]


def _works_in(actor: Actor, pack: str) -> bool:
    return actor.unit is not None and not actor.restricted and pack in rules.packs_of(actor)


def _listed(actor: Actor, pack: str, worklist: Worklist) -> QuerySet[Case]:
    if not _works_in(actor, pack):
        return Case.objects.none()
    found = Case.objects.filter(pack=pack)
    if worklist.states:
        found = found.filter(state__in=worklist.states)
    if worklist.of == "mine":
        return found.filter(filing_unit=actor.unit)
    if worklist.of == "desk":
        return found.filter(desk=actor.unit, ended=False).exclude(filing_unit=actor.unit)
    handled = Stop.objects.filter(organisation=actor.unit).exclude(move="")
    return found.filter(pk__in=handled.values("case"))


def _narrowed(found: QuerySet[Case], text: str, state: str) -> QuerySet[Case]:
    text = text.strip()
    if state:
        found = found.filter(state=state)
    if len(text) > 1:
        part = Q(unit_grams__contains=grams(text)) & Q(unit_name__icontains=text)
        found = found.filter(part | Q(ref__startswith=text.upper()))
    return found


def _after_id(found: QuerySet[Case], after: str) -> QuerySet[Case]:
    if _is_id(after):
        found = found.filter(pk__lt=int(after))
    return found.order_by("-id").select_related("desk", "holder")


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _after_desk(found: QuerySet[Case], after: str) -> QuerySet[Case]:
    """Oldest first: what has waited longest stands on top."""
    since, _, serial = after.partition("|")
    if _is_id(serial) and (moment := _moment(since)):
        # Said so that the index begins there; an "or" alone would read the whole desk up to the page.
        found = found.filter(Q(since__gt=moment) | Q(pk__gt=int(serial)), since__gte=moment)
    return found.order_by("since", "id").select_related("desk", "holder")


def _moment(text: str) -> datetime | None:
    """A moment with its zone, as `_key` writes it; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and 1 < moment.year < 9999 else None


def _key(row: Case, worklist: Worklist) -> str:
    return f"{row.since.isoformat()}|{row.pk}" if worklist.of == "desk" else str(row.pk)


def _line(row: Case, actor: Actor) -> Line:
    state = catalogue.revision(row.revision_id).matter.flow.state(row.state)
    mine = row.holder is not None and row.desk_id == actor.unit
    return Line(
        ref=row.ref,
        title=row.title,
        unit_name=row.unit_name,
        state=row.state,
        state_title=state.title,
        desk_name=row.desk.name if row.desk else "",
        since=row.since,
        version=row.version,
        holder=row.holder_id if mine else None,
        holder_name=row.holder.name if mine and row.holder else "",
    )


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
