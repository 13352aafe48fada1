"""Any word of the vocabulary, made from what its declaration says of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from banshi.define import Word

DEEP = 3
PLAIN: dict[Any, st.SearchStrategy[Any]] = {str: st.text(max_size=5), int: st.integers(), bool: st.booleans()}


def kinds(base: type[Word] = Word) -> list[type[Word]]:
    """A word and every word below it, without the mere bases of a closed list."""
    below = [kind for direct in base.__subclasses__() for kind in kinds(direct)]
    return below if base in BASES else [base, *below]


def bases() -> set[type[Word]]:
    """Words that only stand for others: nothing is written with them."""
    return {kind for kind in Word.vocabulary.values() if kind.__subclasses__() and kind.__name__ != "Number"} | {Word}


BASES = bases()
KINDS = sorted(
    (kind for kind in kinds() if kind.__module__.startswith("banshi.define")), key=lambda kind: kind.__name__
)


def a_word(kind: type[Word], depth: int = 0) -> st.SearchStrategy[Any]:
    """A word of that kind, or of one of the kinds it stands for."""
    if kind in BASES:
        return st.sampled_from(kinds(kind)).flatmap(lambda one: a_word(one, depth))
    parts = {each.name: part(each.type, depth) for each in fields(kind) if not each.metadata.get("code")}
    return st.builds(kind, **parts)


def part(said: Any, depth: int) -> st.SearchStrategy[Any]:
    """A value of a type as it stands in a declaration. Far down, what can be empty is empty."""
    if said in PLAIN:
        return PLAIN[said]
    origin, inner = get_origin(said), get_args(said)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is UnionType:
        return st.none() if depth > DEEP else st.one_of(*(part(each, depth) for each in inner))
    if origin is tuple:
        return _tuple(inner, depth)
    if origin is Mapping or said is Mapping:
        return st.dictionaries(st.sampled_from("abc"), PLAIN[str], max_size=2)
    return st.none() if said is type(None) else st.deferred(_later(said, depth + 1))


def _tuple(inner: tuple[Any, ...], depth: int) -> st.SearchStrategy[Any]:
    if inner[-1] is not Ellipsis:
        return st.tuples(*(part(each, depth) for each in inner))
    return st.lists(part(inner[0], depth), max_size=0 if depth > DEEP else 2).map(tuple)


def _later(kind: type[Word], depth: int) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: a_word(kind, depth)
