"""By what words everybody would know who somebody is: names, phones, ID numbers and mailboxes, however they are written (S24)."""

import re
from collections.abc import Iterable, Iterator

from banshi.lib.text import bare, shown

_GAP = r"[\s\-‐‑‒–—―−·•.()]{0,3}"  # what may stand between two digits
_D = rf"{_GAP}\d"
_MOBILE = rf"(?:\+|00)?(?:86{_GAP})?1{_GAP}[3-9](?:{_D}){{9}}"
_CITIZEN = rf"\d(?:{_D}){{16}}{_GAP}[\dXx]"
_AREA = rf"0(?:{_GAP}1{_GAP}0|{_GAP}2{_D}|{_GAP}[3-9]{_D}{_D})"
_LANDLINE = rf"{_AREA}{_GAP}[2-8](?:{_D}){{6,7}}"
_NUMBER = re.compile(rf"(?<!\d)(?:{_CITIZEN}|{_MOBILE}|{_LANDLINE})(?!\d)", re.ASCII)
_MAILBOX = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.ASCII)


def told_in(text: str, names: Iterable[str] = ()) -> Iterator[str]:
    """What in a text tells who somebody is: those of `names` that stand in it, then numbers and mailboxes as they are written there."""
    letters = bare(text)
    yield from (name for name in names if len(name) > 1 and bare(name) in letters)
    line = shown(text)
    yield from (found[0].strip() for kind in (_NUMBER, _MAILBOX) for found in kind.finditer(line))
