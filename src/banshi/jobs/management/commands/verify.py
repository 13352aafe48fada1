"""`banshi verify`: proves that nothing the checkpoints cover was changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.ledger.verify import Proof, prove


class Command(BaseCommand):
    """Ends with an error when anything does not hold."""

    help = "核验日志链和封存点"

    def handle(self, **options: Any) -> None:
        """Names every flaw, then says how far the checkpoints reach."""
        proof = prove()
        for flaw in proof.flaws:
            self.stdout.write(str(flaw))
        if proof.flaws:
            raise CommandError(f"核验不通过，发现 {len(proof.flaws)} 处不符。{_reach(proof)}")
        self.stdout.write(f"核验通过。{_reach(proof)}")


def _reach(proof: Proof) -> str:
    sealed = f"最近的封存点是第 {proof.last.sequence} 个（{proof.last.at}）" if proof.last else "还没有封存点"
    return f"日志共 {proof.events} 条；{sealed}，其后 {proof.unsealed} 条尚未封存。"
