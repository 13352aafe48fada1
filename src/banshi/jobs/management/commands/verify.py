"""`banshi verify`: proves that nothing the checkpoints cover was changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.ledger import checkpoint
from banshi.ledger.verify import flaws


class Command(BaseCommand):
    """Ends with an error when anything does not hold."""

    help = "核验日志链和封存点"

    def handle(self, **options: Any) -> None:
        """Names every flaw, then says how far the checkpoints reach."""
        found = 0
        for flaw in flaws():
            found += 1
            self.stdout.write(str(flaw))
        last = checkpoint.last()
        reach = f"最近的封存点 {last.sequence}（{last.at}）覆盖到第 {last.upto} 条" if last else "还没有封存点"
        if found:
            raise CommandError(f"发现 {found} 处不符；{reach}")
        self.stdout.write(f"核验通过；{reach}，之后的记录尚未封存")
