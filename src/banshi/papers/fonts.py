"""The fonts papers are set in, and which characters they have.

The build lays Noto Sans SC and Noto Serif SC beside this file: GB 2312, GBK and the whole 通用规范汉字表. An installation may
put more (.ttf, .otf) into the folder `fonts` of its home, for rarer Han characters; they fill in where ours have none.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from banshi.lib import home

OURS = Path(__file__).parent / "fonts"
FULL_REPERTOIRE = (
    12  # the kind of character map that reaches beyond the first 65,536 characters (OpenType "cmap" format 12)
)


def folders() -> list[Path]:
    """Where fonts lie."""
    return [OURS, home.path("fonts")]


@cache
def characters() -> frozenset[str]:
    """Every character some font of ours has a shape for."""
    files = [file for folder in folders() for file in sorted(folder.glob("*.[ot]tf"))]
    return frozenset(chr(code) for file in files for code in _codes(file.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    """The code points in a font's character map."""
    cmap = _table(font, b"cmap")
    for _, _, start in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * int.from_bytes(cmap[2:4])]):
        if int.from_bytes(cmap[start : start + 2]) == FULL_REPERTOIRE:
            groups = int.from_bytes(cmap[start + 12 : start + 16])
            for first, last, _ in struct.iter_unpack(">III", cmap[start + 16 : start + 16 + 12 * groups]):
                yield from range(first, last + 1)


def _table(font: bytes, name: bytes) -> bytes:
    directory = font[12 : 12 + 16 * int.from_bytes(font[4:6])]
    places = {tag: (offset, size) for tag, _, offset, size in struct.iter_unpack(">4sIII", directory)}
    offset, size = places[name]
    return font[offset : offset + size]
