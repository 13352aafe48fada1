"""docs/glossary.md and the code say the same: every word is used, every room and every word of a pack is explained, no synonym is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import banshi
import banshi.define
from banshi.define import Word
from tests.harness.house import ROOT

SOURCE = Path(next(iter(banshi.__path__)))
CODE = [file for file in SOURCE.rglob("*.py") if "tests" not in file.parts]
GLOSSARY = (ROOT / "docs/glossary.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The rows of the tables under a heading, without their heads."""
    under = GLOSSARY.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    bodies = [table.splitlines()[2:] for table in re.findall(r"(?:^\|.*\n?)+", under, re.MULTILINE)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for body in bodies for line in body]


def identifiers(file: Path) -> Iterator[str]:
    """Every name a file gives or uses."""
    for node in ast.walk(ast.parse(file.read_text())):
        for said in (getattr(node, part, None) for part in ("id", "attr", "name", "arg")):
            if isinstance(said, str):
                yield said


def parts(name: str) -> list[str]:
    """The words of a name: ["keep", "record"] of keepRecord, KeepRecord and keep_record."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")


SAID = {part for file in CODE for name in identifiers(file) for part in parts(name)}


def test_every_word_is_used_by_the_code() -> None:
    """Red when a word is only an intention, as `withdraw` was."""
    assert not [word for word, *_ in rows("Words") if not {word, f"{word}s", f"{word[:-1]}ies"} & SAID]


def test_no_word_stands_twice() -> None:
    words = [word for word, *_ in rows("Words")]
    assert len(words) == len(set(words))


def test_every_word_a_pack_may_say_is_explained_and_no_other() -> None:
    """Red when `define` gets a new word without its line."""
    ours = {name for name, word in Word.vocabulary.items() if word.__module__.startswith("banshi.define.")}
    assert {word for word, *_ in rows("What a pack may say")} == ours


def test_every_room_is_explained_and_no_other() -> None:
    """Red when a room is added without its line."""
    rooms = {folder.parent.name for folder in SOURCE.glob("*/__init__.py")}
    assert {room for room, *_ in rows("Rooms")} == rooms


def test_what_is_not_said_is_not_said() -> None:
    """Red when a function is called `notification_for` or a page says 登陆."""
    unsaid = {word for row in rows("Not said") for word in re.split(r"[、, ]+", row[0])}
    texts = [file.read_text() for kind in ("*.py", "*.html", "*.md", "*.typ") for file in SOURCE.rglob(kind)]
    assert len(unsaid) > 10
    assert not {word for word in unsaid if word.isascii()} & SAID
    assert not [word for word in unsaid if not word.isascii() and any(word in text for text in texts)]
