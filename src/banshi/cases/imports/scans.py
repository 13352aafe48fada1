"""Which case and material a scan belongs to, by its name: “key_material.pdf”, with “_2” behind it where a material has several. Spaces,
width of characters and capitals are forgiven. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from banshi.define import Code, Field, MaterialList
from banshi.files.names import display_name
from banshi.forms.workbooks.reading import key_of
from banshi.lib.spelled import spelled

_SEVERAL = re.compile(r"[_(-]\d{1,3}\)?$")
_BETWEEN = re.compile(r"[、,()]+")


@dataclass(frozen=True)
class Place:
    """Where a scan belongs: a key and a material."""

    key: str
    material: str


@dataclass(frozen=True)
class Unplaced:
    """A name that belongs nowhere: why, and the nearest name that would."""

    why: str
    nearest: str = ""


class Places:
    """Where scans may belong: the cases of these keys, and the materials of their matter."""

    def __init__(self, key: Field, keys: Collection[str], listed: MaterialList) -> None:
        self._key, self._listed = key, listed
        self._keys: dict[str, list[str]] = {}
        for each in keys:
            self._keys.setdefault(spelled(each), []).append(each)
        self._titles = {_bare(material.title): material.key for material in listed.materials}

    def of(self, name: str) -> Place | Unplaced:
        """Where the scan of that name belongs."""
        stem, _, ending = unicodedata.normalize("NFKC", display_name(name)).rpartition(".")
        first, rest = next((each for each in _splits(stem) if self._found(each[0])), next(_splits(stem)))
        keys, material = self._found(first), self._material(rest)
        if len(keys) == 1 and material:
            return Place(keys[0], material)
        why = self._why(first, rest, keys)
        return Unplaced(why, self._nearest(first, keys, material or self._near(rest), ending))

    def _found(self, text: str) -> list[str]:
        return self._keys.get(spelled(key_of(self._key, text) if isinstance(self._key, Code) else text), [])

    def _why(self, first: str, rest: str, keys: Collection[str]) -> str:
        if len(keys) > 1:
            return f"“{first}”有几行：{'、'.join(f'“{key}”' for key in keys)}，请照工作簿填写"
        return f"“{rest}”不是材料名称或序号" if keys else f"“{first}”不在这次导入中"

    def _material(self, text: str) -> str:
        """The material of a title or number, also with the number of a file behind it; "" when there is none."""
        named = spelled(text)
        for said in (named, _SEVERAL.sub("", named)):
            if said.isdecimal() and 0 < int(said) <= len(self._listed.materials):
                return self._listed.materials[int(said) - 1].key
            if _bare(said) in self._titles:
                return self._titles[_bare(said)]
        return ""

    def _near(self, text: str) -> str:
        near = get_close_matches(_bare(text), self._titles, 1, 0.3)
        return self._titles[near[0]] if near else ""

    def _nearest(self, first: str, keys: list[str], material: str, ending: str) -> str:
        """The name that would have been right, when it can be guessed."""
        near = keys or [
            key for each in get_close_matches(spelled(first), self._keys, 1, 0.6) for key in self._keys[each]
        ]
        meant = self._listed.material(material)
        return f"{near[0]}_{meant.title}.{ending}" if len(near) == 1 and meant else ""


def _splits(stem: str) -> Iterator[tuple[str, str]]:
    """What may be the key and what the material: a key may have a “_” of its own."""
    parts = stem.split("_")
    for at in range(1, max(len(parts), 2)):
        yield "_".join(parts[:at]).strip(), "_".join(parts[at:]).strip()


def _bare(title: str) -> str:
    """A title as it is compared: file names drop and change its punctuation."""
    return _BETWEEN.sub("", spelled(title))
