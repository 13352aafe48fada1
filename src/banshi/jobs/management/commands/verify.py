"""`banshi verify`: proves that nothing the checkpoints cover was changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.ledger.verify import prove


class Command(BaseCommand):
    """Ends with an error when anything does not hold."""

    help = "核验日志链和封存点"

    def handle(self, **options: Any) -> None:
        """Names every flaw, then sums up."""
        proof = prove()
        for flaw in proof.flaws:
            self.stdout.write(str(flaw))
        if proof.flaws:
            raise CommandError(proof.words)
        self.stdout.write(proof.words)
