"""A fault of a pack, and what every check of `faults` needs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from banshi.define.pack import Pack
from banshi.define.word import Word

KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Fault:
    """What is wrong and where it was written ("file:line")."""

    words: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


def at(word: Word, words: str) -> Fault:
    """The fault of a word, where it stands."""
    return Fault(words, word.place)


def twice(words: Iterable[Word], what: str) -> Iterator[Fault]:
    """Keys that are badly spelled or stand twice among `words`."""
    listed = list(words)
    counts = Counter(_key(word) for word in listed)
    for word in listed:
        key = _key(word)
        if not KEY.fullmatch(key):
            yield at(word, f"{what}“{key}”的键只能用小写字母、数字和下划线，并以字母开头")
        elif counts[key] > 1:
            yield at(word, f"{what}“{key}”重复了")


def _key(word: Word) -> str:
    """A word's key; only words that have one are asked."""
    key: str = vars(word)["key"]
    return key


def unknown_roles(roles: Iterable[str], pack: Pack) -> list[str]:
    """Those of the roles that the pack has not."""
    known = {role.key for role in pack.roles}
    return [role for role in roles if role not in known]


def kinds(pack: Pack) -> set[str]:
    """The kinds of paper a pack issues."""
    return {paper.key for matter in pack.matters for paper in matter.papers}
