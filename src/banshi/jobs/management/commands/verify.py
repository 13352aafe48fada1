"""`banshi verify`: proves that nothing the checkpoints cover was changed, and that figures equal the cases they count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.cases import recounting
from banshi.cases.counting import Counted
from banshi.jobs import disk_words
from banshi.ledger.outbox import Tally
from banshi.ledger.outside import Comparison, NoCopy, compared_with
from banshi.ledger.verify import Proof, prove


class Command(BaseCommand):
    """Ends with an error when anything does not hold."""

    help = "核验日志链和封存点，核对统计数字与办件"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where a copy of the checkpoints is kept that nobody here can reach."""
        parser.add_argument("--checkpoints", type=Path, help="抄在外面的封存点：放它们的文件夹，或其中一页")

    def handle(self, *, checkpoints: Path | None, **options: Any) -> None:
        """Names every flaw, then sums up."""
        wrong = [f"{said.matter} 的统计数字有 {len(found)} 项与办件不符" for said, found in _different()]
        proofs: list[Proof | Comparison] = [prove(), *([_outside(checkpoints)] if checkpoints else [])]
        for flaw in (*(flaw for each in proofs for flaw in each.flaws), *wrong):
            self.stdout.write(str(flaw))
        for each in proofs:
            if not each.flaws:
                self.stdout.write(each.words)
        broken = [each.words for each in proofs if each.flaws]
        if wrong:
            broken.append("统计数字与办件不符，请执行 banshi recount，并查明原因。")
        if broken:
            raise CommandError("\n".join(broken))


def _outside(copy: Path) -> Comparison:
    try:
        return compared_with(copy)
    except NoCopy as why:
        raise CommandError(f"{copy} 里没有封存点，请核对位置。") from why
    except OSError as why:
        raise CommandError(f"外面的封存点读不出来：{disk_words.words(why)}") from why


def _different() -> Iterator[tuple[Counted, list[Tally]]]:
    """The matters whose figures do not equal their cases."""
    for said in recounting.every():
        if found := recounting.differences(said):
            yield said, found
