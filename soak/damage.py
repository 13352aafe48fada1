"""R6: a damaged attachment is never served as good, and is found."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from banshi.files import actions as files
from banshi.files import queries, store
from banshi.files.refusals import Damaged
from banshi.files.scrub import damages
from banshi.lib.actor import SYSTEM
from soak.figure import Figure, Sizes

AROUND = 10  # whole files for each damaged one
SIZE = 5_000  # bytes


def damage(sizes: Sizes) -> Figure:
    """So many faults of every kind among ten times as many files: scrubbing names just those, and none of them is served."""
    dice = random.Random(6)  # noqa: S311 (faults that can be had again, no secret)
    kept = [
        files.keep_own(dice.randbytes(SIZE), f"{n}.pdf", "pdf", by=SYSTEM).digest for n in range(sizes.faults * AROUND)
    ]
    hurt = dice.sample(kept, sizes.faults)
    for number, digest in enumerate(hurt):
        FAULTS[number % len(FAULTS)](store.place(digest), dice)
    named = {each.digest for each in damages()}
    counted = {
        "faults": len(hurt),
        "found": len(named & set(hurt)),
        "false": len(named - set(hurt)),
        "served": sum(map(_served, hurt)),
    }
    return Figure("R6", counted, named == set(hurt) and not counted["served"])


def _bit(file: Path, dice: random.Random) -> None:
    data = bytearray(file.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)


def _cut(file: Path, dice: random.Random) -> None:
    os.truncate(file, dice.randrange(SIZE))


def _longer(file: Path, dice: random.Random) -> None:
    file.write_bytes(file.read_bytes() + b"\0")


def _gone(file: Path, dice: random.Random) -> None:
    file.unlink()


def _hole(file: Path, dice: random.Random) -> None:
    """As a disk leaves it that lost a page: the length is right."""
    at = dice.randrange(SIZE - 512)
    data = file.read_bytes()
    file.write_bytes(data[:at] + bytes(512) + data[at + 512 :])


FAULTS: tuple[Callable[[Path, random.Random], object], ...] = (_bit, _cut, _longer, _gone, _hole)


def _served(digest: str) -> bool:
    try:
        return bool(queries.content(digest))
    except Damaged:
        return False
