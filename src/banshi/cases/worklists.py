"""Worklists: pages of cases by key, never by offset, each with its index."""

from datetime import datetime

from django.db.models import Q, QuerySet

from banshi.cases import rules
from banshi.cases.models import Case, Stop
from banshi.cases.sight import Line, Page
from banshi.catalogue import queries as catalogue
from banshi.define import Worklist
from banshi.lib.actor import Actor
from banshi.lib.grams import grams

PAGE = 20
MANY = 1000


def page(actor: Actor, pack: str, worklist: Worklist, *, text: str = "", state: str = "", after: str = "") -> Page:
    """One page of a worklist of a pack through the actor's eyes.

    `text` finds part of a unit's name (two characters or more) or the beginning of a reference; `state` narrows to one state;
    `after` is the key where the last page ended.
    """
    found = _narrowed(_listed(actor, pack, worklist), text, state)
    following = _after_desk if worklist.of == "desk" else _after_id
    rows = list(following(found, after)[: PAGE + 1])
    more = len(rows) > PAGE
    return Page([_line(row) for row in rows[:PAGE]], _key(rows[PAGE - 1], worklist) if more else "")


def count(actor: Actor, pack: str, worklist: Worklist) -> int:
    """How many cases stand in a worklist, counted to a thousand."""
    return _listed(actor, pack, worklist)[: MANY + 1].count()


def _listed(actor: Actor, pack: str, worklist: Worklist) -> QuerySet[Case]:
    if actor.unit is None or actor.restricted or pack not in rules.packs_of(actor):
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
    return (found.filter(pk__lt=int(after)) if after.isdecimal() else found).order_by("-id").select_related("desk")


def _after_desk(found: QuerySet[Case], after: str) -> QuerySet[Case]:
    """Oldest first: what has waited longest stands on top."""
    since, _, serial = after.partition("|")
    if serial.isdecimal():
        moment = datetime.fromisoformat(since)
        # Said so that the index begins there; an "or" alone would read the whole desk up to the page.
        found = found.filter(Q(since__gt=moment) | Q(pk__gt=int(serial)), since__gte=moment)
    return found.order_by("since", "id").select_related("desk")


def _key(row: Case, worklist: Worklist) -> str:
    return f"{row.since.isoformat()}|{row.pk}" if worklist.of == "desk" else str(row.pk)


def _line(row: Case) -> Line:
    state = catalogue.revision(row.revision_id).matter.flow.state(row.state)
    desk = row.desk.name if row.desk else ""
    return Line(row.ref, row.title, row.unit_name, row.state, state.title, desk, row.since)
