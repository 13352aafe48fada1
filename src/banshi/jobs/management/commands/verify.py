"""`banshi verify`: proves that nothing the checkpoints cover was changed, and that figures equal the cases they count."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.cases import recounting
from banshi.cases.counting import Counted
from banshi.ledger.outbox import Tally
from banshi.ledger.verify import prove


class Command(BaseCommand):
    """Ends with an error when anything does not hold."""

    help = "核验日志链和封存点，核对统计数字与办件"

    def handle(self, **options: Any) -> None:
        """Names every flaw, then sums up."""
        wrong = [f"{said.matter} 的统计数字有 {len(found)} 项与办件不符" for said, found in _different()]
        proof = prove()
        for flaw in (*proof.flaws, *wrong):
            self.stdout.write(str(flaw))
        if proof.flaws:
            raise CommandError(proof.words)
        self.stdout.write(proof.words)
        if wrong:
            raise CommandError("统计数字与办件不符，请执行 banshi recount，并查明原因。")


def _different() -> Iterator[tuple[Counted, list[Tally]]]:
    """The matters whose figures do not equal their cases."""
    for said in recounting.every():
        if found := recounting.differences(said):
            yield said, found
