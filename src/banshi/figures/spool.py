"""What the worker has of an export so far: a file beside the store, a JSON line for each row."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from banshi.lib import home
from banshi.lib.spreadsheets import Cell


def file(export: int) -> Path:
    """Where the rows of an export lie until it is made."""
    return home.path("exports") / str(export)


def holds(export: int, spooled: int) -> bool:
    """True while the first `spooled` bytes are there; a restored house has none of them."""
    return not spooled or (file(export).exists() and file(export).stat().st_size >= spooled)


def add(export: int, rows: Iterable[list[Cell]], spooled: int) -> int:
    """Adds rows after the first `spooled` bytes and returns how many bytes there are now. What a worker wrote beyond them before it died
    was never kept, and goes."""
    path = file(export)
    path.touch(mode=0o600)
    with path.open("r+", encoding="utf-8") as stream:
        stream.truncate(spooled)
        stream.seek(spooled)
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path.stat().st_size


def rows(export: int) -> Iterator[list[Cell]]:
    """All rows, one after the other."""
    with file(export).open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream)


def drop(export: int) -> None:
    """The rows are needed no longer."""
    file(export).unlink(missing_ok=True)
