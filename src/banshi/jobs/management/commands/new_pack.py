"""`banshi new_pack KEY TITLE`: a new pack as a copy of the example, ready to be filed and decided."""

import re
import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import banshi.packs

EXAMPLE, EXAMPLE_TITLE, EXAMPLE_PREFIX = "library_card", "借书证", "JSZ"


class Command(BaseCommand):
    """Copies `packs/library_card` under a new key, title and prefix. Nothing else in the house is touched."""

    help = "以借书证为样板建立一个新的服务包"

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder's name and what people call it."""
        parser.add_argument("key")
        parser.add_argument("title")

    def handle(self, *, key: str, title: str, **options: Any) -> None:
        """Makes the folder. Refuses a key or title that cannot stand in code, and a key that is taken."""
        shelf = Path(next(iter(banshi.packs.__path__)))
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            raise CommandError("KEY 只能用小写字母、数字和下划线，并以字母开头，例如 parking_permit")
        if not re.fullmatch(r"[\w（）·]+", title):
            raise CommandError("TITLE 只能用文字和数字，例如 停车证")
        if (shelf / key).exists():
            raise CommandError(f"服务包“{key}”已经存在")
        shutil.copytree(shelf / EXAMPLE, shelf / key, ignore=shutil.ignore_patterns("__pycache__"))
        for file in (shelf / key).rglob("*"):
            if file.is_file():
                file.write_text(renamed(file.read_text(), key, title))
        self.stdout.write(f"已建立 {shelf / key}")


def renamed(text: str, key: str, title: str) -> str:
    """The example's text under the new names; the prefix of case numbers is made from the key's consonants."""
    letters = [letter for letter in key.upper() if letter.isalpha()]
    prefix = "".join(([letter for letter in letters if letter not in "AEIOU"] + letters)[:4]).ljust(2, "X")
    return text.replace(EXAMPLE, key).replace(EXAMPLE_TITLE, title).replace(f'"{EXAMPLE_PREFIX}"', f'"{prefix}"')
