"""`docs/map.md`: the rooms, which way imports run between them, and what each file says of itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from banshi.jobs.docs.markdown import diagram, table

HOUSE = Path(__file__).parents[2]
PROJECT = HOUSE.parents[1] / "pyproject.toml"
HEAD = """# The map

Written by `make docs` from `pyproject.toml` and the first sentence of every file.

A **pack** says what one agency asks and who decides. The **core** (from `cases` down to `ledger`) does it. A **door** (`web`,
`jobs`) shows it. Who has read one room has read them all: `models` are its tables, `actions` the only place where it changes
anything, `queries` the only way to read it, `rules` what is pure, `refusals` what it will not do.

## Which way imports run

Downward only; rooms on one line do not know each other. `make check` holds it.
"""


def map_of_the_house() -> str:
    """The page."""
    rooms = [room for layer in ladder() for room in layer]
    return "\n".join(
        [
            HEAD,
            *diagram(_arrows()),
            "## Rooms",
            "",
            *table(["room", "what it is for"], ([f"[`{room}`](#{room})", said(HOUSE / room)] for room in rooms)),
            *(line for room in rooms for line in _room(HOUSE / room)),
        ]
    )


def ladder() -> list[list[str]]:
    """The rooms that are there, from the top layer down, as import-linter is told."""
    contract = tomllib.loads(PROJECT.read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [re.findall(r"\w+", layer) for layer in contract["layers"]]
    return [there for layer in layers if (there := [room for room in layer if (HOUSE / room).is_dir()])]


def _arrows() -> Iterator[str]:
    layers = ladder()
    yield "flowchart TD"
    for number, layer in enumerate(layers):
        yield f'  layer{number}["{" · ".join(layer)}"]'
    yield f"  {' --> '.join(f'layer{number}' for number in range(len(layers)))}"


def _room(folder: Path) -> Iterator[str]:
    """A room's heading and its files; then the rooms within it."""
    name = folder.relative_to(HOUSE).as_posix()
    yield from (f"{'###' if '/' in name else '##'} {name}", "", said(folder), "")
    files = [file for file in sorted(folder.glob("*.py")) if not file.stem.startswith("__")]
    yield from (f"- `{file.stem}`: {said(file)}" for file in files)
    yield from [""] if files else []
    for within in sorted(folder.glob("*/__init__.py")):
        if said(within):
            yield from _room(within.parent)


def said(path: Path) -> str:
    """The first paragraph of what a file, or a folder, says of itself."""
    text = (path / "__init__.py" if path.is_dir() else path).read_text()
    return " ".join((ast.get_docstring(ast.parse(text)) or "").partition("\n\n")[0].split())
