"""`banshi manuals`: the user manuals of the packs as PDF, with fresh pictures where the tests have left any."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banshi.catalogue import shelf
from banshi.catalogue.pictures import folder, pictures
from banshi.define import Pack
from banshi.jobs.docs.pictures import small, steps
from banshi.papers import manual


class Command(BaseCommand):
    """Takes pictures into the packs' folders and writes <key>.pdf for each pack that has a guide."""

    help = "写出各服务包的用户手册（PDF），图取自最近一次测试"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--windows`: what the tests have seen; `--to`: where the PDF go."""
        parser.add_argument("--windows", type=Path, default=Path("build/screenshots"))
        parser.add_argument("--to", type=Path, default=Path("build/manuals"))

    def handle(self, *, windows: Path, to: Path, **options: Any) -> None:
        """Every pack's."""
        to.mkdir(parents=True, exist_ok=True)
        for pack in shelf.packs().values():
            _take(pack, windows)
        pictures.cache_clear()
        for pack in shelf.packs().values():
            (to / f"{pack.key}.pdf").write_bytes(manual.pdf(pack.key, pack.guide))


def _take(pack: Pack, windows: Path) -> None:
    """A picture that was not seen this time stays as it is."""
    for step in steps(pack.guide):
        window = windows / f"{step}-window.png"
        if window.exists():
            folder(pack.key).mkdir(exist_ok=True)
            (folder(pack.key) / f"{step}.png").write_bytes(small(window))
