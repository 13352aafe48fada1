"""A shelf with packs of the test's own on it, or with ours saying something else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

import banshi.packs
from banshi.catalogue import queries, shelf
from banshi.define import Matter, Pack

Write = Callable[..., Path]
Say = Callable[[Matter], None]
_numbers = count()


@contextmanager
def a_shelf(folder: Path) -> Iterator[Write]:
    """`write("pack.py", text)` puts a file into a new pack's folder; only packs written here are on the shelf meanwhile."""
    name = f"tried_{next(_numbers)}"
    (folder / "packs" / name / "papers").mkdir(parents=True)
    for file in ("__init__.py", "papers/a4.typ"):
        (folder / "packs" / name / file).touch()

    def write(file: str, text: str) -> Path:
        written = folder / "packs" / name / file
        written.write_text(text.replace("NAME", name))
        return written

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(banshi.packs, "__path__", [str(folder / "packs")])
        forget()
        yield write
    forget()


@contextmanager
def other_words() -> Iterator[Say]:
    """`say(matter)`: from now on the packs on the shelf say this where they said a matter of its key."""
    with pytest.MonkeyPatch.context() as patch:

        def say(matter: Matter) -> None:
            packs = {key: _with(pack, matter) for key, pack in shelf.packs().items()}
            patch.setattr(shelf, "packs", lambda: packs)

        yield say
    forget()


def _with(pack: Pack, matter: Matter) -> Pack:
    return replace(pack, matters=tuple(matter if each.key == matter.key else each for each in pack.matters))


def forget() -> None:
    """What was read once of packs and revisions is read again."""
    for kept in (shelf.packs, shelf.code_digest, shelf.opening_fault, queries.revision):
        kept.cache_clear()
