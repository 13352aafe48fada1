"""`banshi check`: every kind of fault of a pack is told in words, with the file and line where the broken word stands."""

import ast
import inspect
import linecache
import re
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from banshi import define
from banshi.define import Role, Word, faults
from tests.define import broken
from tests.define.sound import MATTER, PACK, pack_with


def modules(package: ModuleType, beginning: str = "") -> list[ModuleType]:
    """The files of a folder whose names begin so."""
    names = (each.name for each in iter_modules(package.__path__) if each.name.startswith(beginning))
    return [import_module(f"{package.__name__}.{name}") for name in names]


CHECKS = modules(define, "faults")
# What is said, the word that goes into the sound pack, and the word it is said of: itself, or one inside.
BROKEN: list[tuple[str, Word, Word]] = [
    *((said, word, word) for each in modules(broken) for said, word in each.ALONE),
    *(row for each in modules(broken) for row in getattr(each, "INSIDE", ())),
]
SENTENCES = "".join(map(inspect.getsource, CHECKS))


def test_a_sound_pack_has_no_fault() -> None:
    """Red when a check forgets that something may be left out."""
    assert faults.faults(PACK) == []


every_broken_word = pytest.mark.parametrize(("words", "word", "at"), BROKEN, ids=[words for words, *_ in BROKEN])


@every_broken_word
def test_a_broken_word_is_told_where_it_stands(words: str, word: Word, at: Word) -> None:
    """Red when any one check is taken out, or says it of another word."""
    found = faults.faults(pack_with(word))
    assert {fault.words for fault in found} == {words}
    assert at.place in {fault.place for fault in found}


@every_broken_word
def test_the_place_of_a_word_is_its_line_in_the_file(words: str, word: Word, at: Word) -> None:
    """Red when the place is a line of `dataclasses` or of the words themselves."""
    file, _, line = at.place.rpartition(":")
    assert re.search(rf"{type(at).__name__}\(|replace\(", linecache.getline(file, int(line)))
    assert "/tests/define/broken/" in file


def test_two_matters_never_share_a_prefix() -> None:
    """Red when prefixes are not counted: two cases could bear the same reference."""
    found = faults.faults(pack_with(replace(MATTER, key="two")))
    assert {fault.words.partition("应为")[0] for fault in found} == {
        "事项“apply”的编号前缀“SQ”",
        "事项“two”的编号前缀“SQ”",
    }


def sentences() -> list[str]:
    """Every sentence a fault can be told in, as a pattern: what `at` is given, and `twice` of each kind of word."""
    calls = [node for node in ast.walk(ast.parse(SENTENCES)) if isinstance(node, ast.Call)]
    told = [call.args[1] for call in calls if ast.unparse(call.func) == "at"]
    listed = [call.args[1] for call in calls if ast.unparse(call.func) == "twice"]
    return [pattern(each) for each in told] + [pattern(each) + "“.+”(重复了|的键只能用.+)" for each in listed]


def pattern(text: ast.expr) -> str:
    """A string of the source as a pattern: what is filled in may be anything."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)


@pytest.mark.parametrize("sentence", sentences())
def test_no_sentence_is_without_its_broken_word(sentence: str) -> None:
    """Red when a check is added to `faults` and no word is broken for it here."""
    assert any(re.fullmatch(sentence, words) for words, *_ in BROKEN)


def test_faults_come_in_the_order_of_their_lines() -> None:
    """Red when line 100 comes before line 20."""
    roles = [Role(key="A", title="一"), Role(key="B", title="二")]
    for role, line in zip(roles, (100, 20), strict=True):
        object.__setattr__(role, "_place", f"roles.py:{line}")
    found = faults.faults(replace(PACK, roles=(*PACK.roles, *roles)))
    assert [fault.place for fault in found] == ["roles.py:20", "roles.py:100"]


def test_a_forgotten_comma_is_refused_at_its_word() -> None:
    """Red when a word takes anything for a tuple: iterating it would fail far from here."""
    forgotten: Any = Role(key="clerk", title="经办")
    with pytest.raises(TypeError, match="Pack 的 roles 应是元组"):
        replace(PACK, roles=forgotten)
