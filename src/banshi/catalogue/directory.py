"""The matters of every pack as everybody looks for them: by name, by whom they serve, by what kind they are of."""

from collections.abc import Iterable
from dataclasses import dataclass

from banshi.catalogue import queries, shelf
from banshi.define import Guide, Matter, Pack, Publish
from banshi.define.guides import KINDS, SERVES
from banshi.lib.text import plain

PERSON = "自然人"
FOR_PERSONS, FOR_UNITS = "个人", "企业和单位"  # 服务对象, in two words people know
ENDED, OF_NO_KIND = "不再办理的事项", "其他事项"


@dataclass(frozen=True)
class Listed:
    """A matter in the directory; `closed` says why nobody may file it today, and is empty while they may."""

    pack: Pack
    matter: Matter
    closed: str = ""

    @property
    def key(self) -> str:
        """ "pack/matter"."""
        return f"{self.pack.key}/{self.matter.key}"

    @property
    def kind(self) -> str:
        """事项类型; empty where the pack says nothing of it."""
        return self.matter.guide.kind if self.matter.guide else ""

    @property
    def heading(self) -> str:
        """Under what it stands in the list of all matters: its kind, while it can still be asked for."""
        return ENDED if self.ended else self.kind or OF_NO_KIND

    @property
    def authority(self) -> str:
        """Who decides."""
        return (self.matter.guide.authority if self.matter.guide else "") or self.pack.agency

    @property
    def ended(self) -> bool:
        """True when it was abolished or has moved."""
        return bool(self.matter.guide and self.matter.guide.closed)

    @property
    def publishes(self) -> bool:
        """True when what is decided of it is told to everybody."""
        return any(isinstance(effect, Publish) for move in self.matter.flow.moves for effect in move.effects)

    def holds(self, words: Iterable[str]) -> bool:
        """True when every word is a part of its name, of who decides, or of what else it is looked for by."""
        further = self.matter.guide.words if self.matter.guide else ()
        said = " ".join((self.matter.title, self.pack.title, self.authority, self.kind, *further)).casefold()
        return all(word.casefold() in said for word in words)

    def serves(self, whom: str) -> bool:
        """True when persons, or units, may ask for it."""
        served = self.matter.guide.serves if self.matter.guide else ()
        return any((each == PERSON) == (whom == FOR_PERSONS) for each in served)


def everything() -> list[Listed]:
    """Every matter of every pack: 行政许可 first, what was abolished last."""
    packs = shelf.packs()
    closed = queries.closed_anywhere(packs)
    found = [
        Listed(pack, matter, closed.get(f"{pack.key}/{matter.key}", ""))
        for pack in packs.values()
        for matter in pack.matters
    ]
    return sorted(found, key=lambda each: (each.ended, _place(each.kind)))


def find(listed: Iterable[Listed], text: str = "", serves: str = "", kind: str = "") -> list[Listed]:
    """Those that hold every word of `text`, serve `serves` and are of `kind`; what is empty narrows nothing."""
    words = plain(text)[:100].split()
    return [
        each for each in listed if each.holds(words) and (not serves or each.serves(serves)) and kind in ("", each.kind)
    ]


def kinds(listed: Iterable[Listed]) -> list[str]:
    """The kinds that occur, in the order people know them."""
    return sorted({each.kind for each in listed if each.kind}, key=_place)


def one(pack: str, matter: str) -> Listed:
    """A matter as everybody is told of it. Raises NotFound."""
    said = shelf.pack(pack)
    return Listed(said, shelf.matter(pack, matter), queries.closed(pack).get(matter, ""))


def served(guide: Guide) -> list[str]:
    """服务对象 in the order of the standard."""
    return sorted(guide.serves, key=SERVES.index)


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
