"""`banshi recount`: counts anew from the cases what figures and totals show."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banshi.cases import recounting
from banshi.lib.actor import SYSTEM


class Command(BaseCommand):
    """Says of every matter how many figures had to be set right. The site may go on meanwhile."""

    help = "按办件重新计数，使首页数字和汇总表与办件相符"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--new`: only what a pack has begun to count, or counts otherwise than before."""
        parser.add_argument("--new", action="store_true", help="只计以前没有这样计过数的事项")

    def handle(self, *, new: bool, **options: Any) -> None:
        """Counts each matter in a transaction of its own."""
        for said in recounting.every():
            if not new or recounting.is_new(said):
                self.stdout.write(f"{said.matter}：改正 {recounting.recount(said, by=SYSTEM)} 项")
