"""Who may import whom, beyond the ladder that import-linter holds (pyproject.toml)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import banshi

SOURCE = Path(next(iter(banshi.__path__)))
FILES = [file for file in SOURCE.rglob("*.py") if "tests" not in file.parts]
PACK_FILES = [file for file in FILES if file.is_relative_to(SOURCE / "packs")]


def imported(file: Path) -> Iterator[str]:
    """Full names of what a file imports."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(file: Path) -> str:
    """The room a file lies in."""
    return file.relative_to(SOURCE).parts[0]


@pytest.mark.parametrize("file", PACK_FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_pack_imports_define_the_standard_library_and_itself(file: Path) -> None:
    """Red when a pack imports django, banshi.lib or another pack."""
    own = ".".join(["banshi", *file.relative_to(SOURCE).parts[:2]])
    for name in imported(file):
        top = name.split(".", 1)[0]
        assert top in sys.stdlib_module_names or name.startswith(("banshi.define", f"{own}.")), name


def test_only_the_catalogue_opens_packs() -> None:
    """Red when any other room imports banshi.packs."""
    for file in FILES:
        if room(file) not in ("catalogue", "packs"):
            assert not [name for name in imported(file) if name.startswith("banshi.packs.")], file


def test_nobody_outside_a_room_touches_its_models() -> None:
    """Red when, say, web imports banshi.cases.models."""
    for file in FILES:
        foreign = [name.split(".") for name in imported(file) if name.startswith("banshi.")]
        assert not [parts for parts in foreign if parts[2:3] == ["models"] and parts[1] != room(file)], file
