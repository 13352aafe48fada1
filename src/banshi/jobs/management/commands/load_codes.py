"""`banshi load_codes`: loads a full code list from a CSV file with the columns code and name (and, if it has them, parent)."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banshi.catalogue import actions
from banshi.lib.actor import SYSTEM


class Command(BaseCommand):
    """Fills the list of regions or of industries from an agency's own table."""

    help = "从 CSV 载入代码表（列：code,name，可选 parent）"

    def add_arguments(self, parser: CommandParser) -> None:
        """The list and the file."""
        parser.add_argument("name", choices=["region", "industry"])
        parser.add_argument("file", type=Path)

    def handle(self, *, name: str, file: Path, **options: Any) -> None:
        """Loads and says how many."""
        with file.open(encoding="utf-8-sig", newline="") as stream:
            count = actions.load_codes(name, full_names(csv.DictReader(stream)), by=SYSTEM)
        self.stdout.write(f"已载入 {count} 条")


def full_names(rows: Any) -> Iterator[tuple[str, str]]:
    """(code, full name): a name with its parents' before it, each once, as people search it."""
    full: dict[str, str] = {}
    for row in rows:
        above = full.get(row.get("parent") or "", "")
        own = row["name"]
        full[row["code"]] = own if not above or above.split()[-1] == own else f"{above} {own}"
        yield row["code"], full[row["code"]]
