"""Narrowing a worklist to what somebody looks for."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform

from banshi.cases import reading
from banshi.cases.models import TOP, Case, Facet, Stop, UnitName, city
from banshi.cases.sight import Asked
from banshi.cases.terms import queries as terms
from banshi.catalogue import shelf
from banshi.define import Choice, Code, Region, Worklist
from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.grams import Grams, holds, stands
from banshi.lib.spelled import spellings
from banshi.people.accounts import standing_in

CITY = 4  # figures of the code of a city
DUE = ("over", "today", "week")
PASSED = ("handled", "reached")  # lists of what came to a desk, wherever it stands now
FEW = 1000  # units that are named one by one to the database


def narrowed(found: QuerySet[Case], pack: str, worklist: Worklist, asked: Asked, actor: Actor) -> QuerySet[Case]:
    """Those of the cases of a worklist that somebody looks for. What the list does not offer to look for narrows nothing."""
    found = _by_text(found, worklist, asked.text.strip(), actor)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.matter:
        found = found.filter(matter=f"{pack}/{asked.matter}")
    if asked.holder:
        found = _held(found, actor) if asked.holder == "mine" else found.filter(holder=None)
    if asked.reported and worklist.reported:
        found = _reported(found, asked.reported == "yes", pack, worklist)
    if asked.due in DUE and worklist.of != "below":
        found = found.filter(Exists(terms.due(asked.due)))
    if asked.top and worklist.of in ("below", "reached"):
        found = under(found, [asked.top])
    for key in worklist.search:
        if text := asked.answers.get(key, "").strip():
            found = _by_answer(_told(found, worklist, actor), pack, worklist, key, text)
    return found


def _told(found: QuerySet[Case], worklist: Worklist, actor: Actor) -> QuerySet[Case]:
    """Those whose answers of now a list may tell: of what once came to the desk, only while the desk is on the road."""
    return found.filter(reading.as_it_stands(actor)) if worklist.of in PASSED else found


def under(found: QuerySet[Case], tops: Collection[str]) -> QuerySet[Case]:
    """Those of the cases that were reported under first-level units of these codes. Of many units each case is asked by itself: a join
    would begin at the newest of all, however far down the page is."""
    if len(tops) > 1:
        return found.alias(top=Subquery(_filed(TOP).values("text")[:1])).filter(top__in=list(tops))
    return found.filter(Exists(_filed(TOP).filter(text=next(iter(tops), ""))))


def _by_text(found: QuerySet[Case], worklist: Worklist, text: str, actor: Actor) -> QuerySet[Case]:
    """By a part of the unit's name or the beginning of a reference, in which nothing is Chinese. The units are found first; a word that
    many have in their names is looked for case by case."""
    if len(text) < 2:
        return found
    units, named = _units_named(text), _or(Q(stands("unit_name", each)) for each in spellings(text))
    few = len(units) <= FEW
    if few and not text.isascii() and worklist.of in PASSED:
        return found.filter(named, pk__in=_reached(actor, units))
    named &= Q(subject__in=units) if few else Q()
    return found.filter(named | Q(ref__startswith=text.upper()) if text.isascii() else named)


def _units_named(text: str) -> list[int]:
    """The units with that in one of their names, and one more than a few at most."""
    found = UnitName.objects.filter(holds("name", text))
    return list(found.values_list("unit", flat=True)[: FEW + 1])


def _reached(actor: Actor, units: Collection[int]) -> QuerySet[Stop, int]:
    """What has reached the actor's desk of these units. It comes newest first and each once, so that the database looks at no more of the
    cases than a page shows."""
    stops = Stop.objects.filter(organisation=actor.unit, subject__in=units)
    return stops.order_by("-case").distinct("case").values_list("case", flat=True)


def _held(found: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    return found.filter(holder__in=[actor.account, *standing_in.absent_colleagues(actor)])


def _reported(found: QuerySet[Case], yes: bool, pack: str, worklist: Worklist) -> QuerySet[Case]:
    """A case can yet be reported where a move that reports begins."""
    matters = [matter for matter in shelf.pack(pack).matters if worklist.matter in ("", matter.key)]
    unreported = [state for matter in matters for move in matter.flow.moves if move.reports for state in move.start]
    return found.exclude(state__in=unreported) if yes else found.filter(state__in=unreported)


def _by_answer(found: QuerySet[Case], pack: str, worklist: Worklist, key: str, text: str) -> QuerySet[Case]:
    """A filer's own cases by what stands in the draft, one after the other, for a unit's are few; everybody else's by what was filed, with
    the index of parts of answers."""
    field = shelf.pack(pack).matter(worklist.matter).form.field(key)
    if isinstance(field, Region):
        return _in_region(found, worklist, key, text)
    whole = isinstance(field, Choice)
    if field is None or not (whole or len(text) > 1):
        return found
    text = codes.normal(text) if isinstance(field, Code) else text
    if worklist.of == "mine":
        return found.alias(said=KeyTextTransform(key, "draft")).filter(
            Q(said=text) if whole else Q(*[Q(said__icontains=each) for each in spellings(text)], _connector=Q.OR)
        )
    filed = _filed(key)
    return found.filter(Exists(filed.filter(text=text) if whole else _part(filed, key, text)))


def _filed(key: str) -> QuerySet[Facet]:
    return Facet.objects.filter(case=OuterRef("pk"), matter=OuterRef("matter"), key=key)


def _in_region(found: QuerySet[Case], worklist: Worklist, key: str, code: str) -> QuerySet[Case]:
    """By the six figures of a county or the four of a city."""
    if worklist.of == "mine":
        return found.alias(said=KeyTextTransform(key, "draft")).filter(said__startswith=code)
    return found.filter(Exists(_filed(city(key) if len(code) == CITY else key).filter(text=code)))


def _part(filed: QuerySet[Facet], key: str, text: str) -> QuerySet[Facet]:
    held = (Q(stands("text", each), pieces__contains=Grams(Value(key), Value(each))) for each in spellings(text))
    return filed.alias(pieces=Grams("key", "text")).filter(_or(held))


def _or(conditions: Iterable[Q]) -> Q:
    return Q(*conditions, _connector=Q.OR)
