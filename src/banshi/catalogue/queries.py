"""Reading published revisions, code lists, and what the agency decided of matters. All is public: no actor is asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, Func, IntegerField, Q, QuerySet, TextField, Value, When

from banshi.catalogue import rules, shelf
from banshi.catalogue.models import CodeEntry, LayoutChoice, MatterRevision, Opening
from banshi.define import Matter
from banshi.define.snapshot import from_data
from banshi.ledger.clock import TODAY
from banshi.lib import prepared
from banshi.lib.refusals import NotFound

PAGE = 20
# The latest revision of a matter, and its opening where that keeps everybody out today.
CURRENT = """SELECT revision.id, closed.matter IS NOT NULL, closed.since, closed.until, closed.words
FROM catalogue_matterrevision AS revision LEFT JOIN catalogue_opening AS closed ON closed.matter = revision.matter AND (closed.stopped
    OR closed.since > (banshi_now() AT TIME ZONE 'Asia/Shanghai')::date OR closed.until < (banshi_now() AT TIME ZONE 'Asia/Shanghai')::date)
WHERE revision.matter = %s ORDER BY revision.number DESC LIMIT 1
"""


@dataclass(frozen=True)
class Revision:
    """A published matter. `key` is "pack/matter"."""

    id: int
    key: str
    number: int
    matter: Matter

    @property
    def pack(self) -> str:
        """The key of the pack it belongs to."""
        return self.key.partition("/")[0]


@lru_cache(maxsize=500)
def revision(number: int) -> Revision:
    """The revision of that number, with today's code behind its rules. It never changes, so it is read once."""
    row = MatterRevision.objects.get(pk=number)
    return Revision(row.pk, row.matter, row.number, from_data(row.snapshot, shelf.codes(row.matter)))


def current(key: str) -> Revision:
    """The latest revision of a matter ("pack/matter"). Raises NotFound."""
    return open_today(key)[0]


def open_today(key: str) -> tuple[Revision, str]:
    """The latest revision of a matter ("pack/matter"), and why nobody may file it today; empty while they may. Raises NotFound."""
    found = prepared.rows(CURRENT, [key])
    if not found:
        raise NotFound
    number, is_closed, since, until, words = found[0]
    latest = revision(number)
    today = rules.closed_words(latest.matter.title, since, until, words) if is_closed else ""
    return latest, rules.ended_words(latest.matter) or today


def code(name: str, code: str) -> dict[str, str] | None:
    """The entry of a code list as {"code", "name"}, while it is in force; None otherwise."""
    found = CodeEntry.objects.filter(list=name, code=code, until=None).first()
    return {"code": found.code, "name": found.name} if found else None


def entries(name: str, codes: Collection[str]) -> dict[str, dict[str, str]]:
    """The entries of a code list in force for these codes, by code; what is not in force is not there."""
    found = CodeEntry.objects.filter(list=name, code__in=codes, until=None).values_list("code", "name") if codes else ()
    return {code: {"code": code, "name": called} for code, called in found}


def code_list(name: str) -> list[tuple[str, str]]:
    """Every entry in force of a code list, as code and full name, in order of code."""
    return list(CodeEntry.objects.filter(list=name, until=None).order_by("code").values_list("code", "name"))


def regions(province: str) -> list[tuple[str, str]]:
    """The cities and counties in force of a province, by code, as (code, full name)."""
    found = CodeEntry.objects.filter(list="region", code__startswith=province, until=None).exclude(
        code__endswith="0000"
    )
    return list(found.order_by("code").values_list("code", "name"))


def divisions(of: str = "") -> list[tuple[str, str]]:
    """What stands directly below a place, by code, as (code, own name): the provinces, or the cities of a province, with the counties
    that have no city above them, or the counties of a city."""
    begins = of.removesuffix("00").removesuffix("00")
    rows = [row for row in _region_rows(begins) if row[0] != of]
    codes = {code for code, _ in rows}
    lengths = {0: "0000", 2: "00", 4: ""}
    ending = lengths.get(len(begins))
    if ending is None:
        return []
    return [
        (code, name.split()[-1])
        for code, name in rows
        if code.endswith(ending) or (len(begins) == 2 and f"{code[:4]}00" not in codes)
    ]


def _region_rows(begins: str) -> list[tuple[str, str]]:
    found = CodeEntry.objects.filter(list="region", code__startswith=begins, until=None)
    if not begins:
        found = found.filter(code__endswith="0000")
    return list(found.order_by("code").values_list("code", "name"))


def find_codes(
    name: str, text: str, after: str = "", limit: int = PAGE, *, within: str = "", home: str = ""
) -> list[dict[str, str]]:
    """Entries in force whose code begins with `text` or whose full name holds every word of it, the nearest first: that code or name
    itself, then names of their own that begin so, then the others; among equals codes that begin with `home` first, then in order of
    code. Only codes that begin `within`."""
    words = Q()
    for word in text.split():
        words &= Q(name__icontains=word)
    found = _ranked(text, home).filter(Q(code__istartswith=text.strip()) | words, list=name, until=None)
    found = found.filter(code__startswith=within)
    if last := found.filter(code=after).first() if after else None:
        beside = Q(rank=last.rank, away__gt=last.away) | Q(rank=last.rank, away=last.away, code__gt=after)
        found = found.filter(Q(rank__gt=last.rank) | beside)
    return [{"code": entry.code, "name": entry.name} for entry in found.order_by("rank", "away", "code")[:limit]]


def _ranked(text: str, home: str) -> QuerySet[Any]:
    """Entries with their `own` name, without its parents, and a `rank`: how near both are to what is looked for; `away` is 0 for those
    whose code begins with `home`."""
    own = Func("name", Value(" "), Value(-1), function="split_part", output_field=TextField())
    word = text.split()[-1] if text.strip() else ""
    itself, begins = Q(code__iexact=text.strip()) | Q(own__iexact=word), Q(own__istartswith=word)
    rank = Case(When(itself, then=0), When(begins, then=1), default=2, output_field=IntegerField())
    away = Case(When(code__startswith=home, then=0), default=1, output_field=IntegerField())
    return CodeEntry.objects.annotate(own=own, rank=rank, away=away)


@dataclass(frozen=True)
class OpeningSight:
    """When a matter may be filed, as it was set; `days` says it in words."""

    since: date | None = None
    until: date | None = None
    stopped: bool = False
    words: str = ""

    @property
    def days(self) -> str:
        """From when until when."""
        return rules.days(self.since, self.until)


def openings(pack: str) -> dict[str, OpeningSight]:
    """What was set for the matters of a pack, by the key of the matter; one nobody set anything for is not there."""
    rows = Opening.objects.filter(matter__startswith=f"{pack}/")
    return {row.matter.partition("/")[2]: OpeningSight(row.since, row.until, row.stopped, row.words) for row in rows}


def closed(pack: str) -> dict[str, str]:
    """The matters of a pack that nobody may file today, by key, with what is said about it."""
    return {key.partition("/")[2]: words for key, words in closed_anywhere([pack]).items()}


def closed_anywhere(packs: Iterable[str]) -> dict[str, str]:
    """The matters of these packs that nobody may file today, by "pack/matter", with what is said about it."""
    matters = {f"{pack}/{matter.key}": matter for pack in packs for matter in shelf.pack(pack).matters}
    outside = Q(since__gt=TODAY) | Q(until__lt=TODAY)
    rows = Opening.objects.filter(Q(stopped=True) | outside, matter__in=matters)
    today = {row.matter: rules.closed_words(matters[row.matter].title, row.since, row.until, row.words) for row in rows}
    return today | {key: words for key, matter in matters.items() if (words := rules.ended_words(matter))}


def closed_words(key: str) -> str:
    """Why a matter ("pack/matter") may not be filed today; empty while it may."""
    return open_today(key)[1]


def offered(pack: str, paper: str, layouts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Those of an issued paper's layouts (key and title) that are offered for printing, the proposed one first; all of them where
    nobody chose, or where the paper has none of the chosen."""
    kept = dict(layouts)
    chosen = [key for key in layout_choices(pack).get(paper, kept) if key in kept]
    return tuple((key, kept[key]) for key in chosen or kept)


def layout_choices(pack: str) -> dict[str, list[str]]:
    """The chosen layouts of a pack's papers, by the key of the paper."""
    rows: Any = LayoutChoice.objects.filter(paper__startswith=f"{pack}/").values_list("paper", "layouts")
    return {paper.partition("/")[2]: layouts for paper, layouts in rows}
