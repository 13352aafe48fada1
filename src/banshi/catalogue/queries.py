"""Reading published revisions and code lists. Both are public: no actor is asked for."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from banshi.catalogue import shelf
from banshi.catalogue.models import CodeEntry, MatterRevision
from banshi.define import Matter
from banshi.define.snapshot import from_data
from banshi.lib.refusals import NotFound

PAGE = 20


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
    codes = shelf.codes(row.matter.partition("/")[0])
    return Revision(row.pk, row.matter, row.number, from_data(row.snapshot, codes))


def current(key: str) -> Revision:
    """The latest revision of a matter ("pack/matter"). Raises NotFound."""
    latest = MatterRevision.objects.filter(matter=key).order_by("-number").values_list("pk", flat=True).first()
    if latest is None:
        raise NotFound
    return revision(latest)


def code(name: str, code: str) -> dict[str, str] | None:
    """The entry of a code list as {"code", "name"}, while it is in force; None otherwise."""
    found = CodeEntry.objects.filter(list=name, code=code, until=None).first()
    return {"code": found.code, "name": found.name} if found else None


def find_codes(name: str, text: str, after: str = "", limit: int = PAGE) -> list[dict[str, str]]:
    """Entries in force whose code begins with `text` or whose full name holds every word of it, in order of code."""
    words = Q()
    for word in text.split():
        words &= Q(name__icontains=word)
    found = CodeEntry.objects.filter(Q(code__istartswith=text.strip()) | words, list=name, until=None, code__gt=after)
    return [{"code": entry.code, "name": entry.name} for entry in found.order_by("code")[:limit]]
