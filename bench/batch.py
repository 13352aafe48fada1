"""A thousand approvals at once."""

from collections.abc import Iterator

from banshi.cases import actions
from bench.figure import Figure, say
from bench.world import World


def batch(world: World) -> Iterator[Figure]:
    """`cases.actions.move_all` beside the same statements set-wise, at most three times as long. The action is still to come."""
    if not hasattr(actions, "move_all"):
        say("  cases.actions.move_all is not there yet: nothing to measure")
    yield from ()
