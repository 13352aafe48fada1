"""Which case and material a scan belongs to, by its name: “key_material.pdf”, with “_2” behind it where a material has several. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from banshi.define import Code, Field, MaterialList
from banshi.files.names import display_name
from banshi.forms.workbooks.reading import key_of
from banshi.lib.text import plain

_SEVERAL = re.compile(r"[_（(]\s*\d{1,3}\s*[)）]?$")
_BETWEEN = re.compile(r"[\s、，,（）()]+")


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


def place(name: str, key: Field, keys: Collection[str], listed: MaterialList) -> Place | Unplaced:
    """Where the scan of that name belongs."""
    stem, _, ending = display_name(name).rpartition(".")
    first, _, rest = stem.partition("_")
    found = key_of(key, plain(first)) if isinstance(key, Code) else plain(first)
    titles = {_spelled(material.title): material.key for material in listed.materials}
    material = _material(plain(rest), titles, listed)
    if found in keys and material:
        return Place(found, material)
    why = f"“{first}”不在这次导入中" if found not in keys else f"“{rest}”不是材料名称或序号"
    return Unplaced(why, _nearest(found, keys, material or _near_title(rest, titles), listed, ending))


def _near_title(text: str, titles: Mapping[str, str]) -> str:
    near = get_close_matches(_spelled(text), titles, 1, 0.3)
    return titles[near[0]] if near else ""


def _nearest(found: str, keys: Collection[str], material: str, listed: MaterialList, ending: str) -> str:
    """The name that would have been right, when it can be guessed."""
    near = [found] if found in keys else get_close_matches(found, keys, 1, 0.6)
    meant = listed.material(material)
    return f"{near[0]}_{meant.title}.{ending}" if near and meant else ""


def _material(text: str, titles: Mapping[str, str], listed: MaterialList) -> str:
    """The material of a title or number, also with the number of a file behind it; "" when there is none."""
    for said in (text, _SEVERAL.sub("", text)):
        if said.isdecimal() and 0 < int(said) <= len(listed.materials):
            return listed.materials[int(said) - 1].key
        if _spelled(said) in titles:
            return titles[_spelled(said)]
    return ""


def _spelled(text: str) -> str:
    """A title as it is compared: file names drop and change its punctuation."""
    return _BETWEEN.sub("", plain(text))
