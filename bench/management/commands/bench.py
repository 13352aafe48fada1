"""`bench`: measures in a house that is open."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import BaseCommand, CommandParser

from bench.batch import batch
from bench.clocks import clocks
from bench.cold import cold
from bench.exporting import exporting
from bench.figure import Figure, closing, say
from bench.importing import importing
from bench.life import life
from bench.lists import lists
from bench.papers import papers
from bench.public import public
from bench.sign_in import sign_in
from bench.weight import weight
from bench.workbooks import workbooks
from bench.world import World, make_world

FIGURES: dict[str, Callable[[World], Iterator[Figure]]] = {
    each.__name__: each
    for each in (life, lists, batch, papers, importing, workbooks, exporting, clocks, public, sign_in, cold, weight)
}


class Command(BaseCommand):
    """Prints a line for each figure, and says at the end what fell short."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", choices=[*FIGURES, []])

    def handle(self, *, names: list[str], **options: Any) -> None:
        """Measures."""
        world, found = make_world(), []
        gc.freeze()  # as the worker does, whose work some of it is
        for name in names or FIGURES:
            say(f"Measuring {name}")
            for figure in FIGURES[name](world):
                found.append(figure)
                self.stdout.write(figure.line())
        say(closing(found))
