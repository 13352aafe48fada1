"""`banshi docs`: writes the generated pages of docs/."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banshi.catalogue import shelf
from banshi.jobs.docs.house_map import map_of_the_house
from banshi.jobs.docs.manual_page import manual_of_pack
from banshi.jobs.docs.pack_page import page_of_pack


class Command(BaseCommand):
    """Writes docs/map.md, docs/packs/<key>.md and docs/manuals/<key>.md below a folder."""

    help = "写出 docs/ 里由代码生成的页面"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--to`: the docs folder."""
        parser.add_argument("--to", type=Path, default=Path("docs"))

    def handle(self, *, to: Path, **options: Any) -> None:
        """Writes every page."""
        for folder in ("packs", "manuals"):
            (to / folder).mkdir(parents=True, exist_ok=True)
        (to / "map.md").write_text(map_of_the_house())
        for key, pack in shelf.packs().items():
            (to / "packs" / f"{key}.md").write_text(page_of_pack(pack))
            (to / "manuals" / f"{key}.md").write_text(manual_of_pack(pack))
