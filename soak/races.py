"""R9: two reviewers never both decide."""

import io
from dataclasses import dataclass

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from soak.figure import Figure, Sizes
from soak.filing import ANSWERS, photo, reader
from soak.world import MATTER, Person, make_world
from tests.harness.crowds import at_once

MOVES = (("approve", "return"), ("return", "return"), ("return", "return"))  # a returned case can be raced for again


@dataclass
class Race:
    """What one race came to: who won, and what the case's history and the outbox tell of it."""

    won: int
    events: int
    told: int
    versions: int

    @property
    def fair(self) -> bool:
        """True when one of two decided, once."""
        return (self.won, self.events, self.told, self.versions) == (1, 1, 1, 1)


def races(sizes: Sizes) -> Figure:
    """Two decide on the same case at the same moment, so many times: one approves and the other returns it, or both return it."""
    world = make_world()
    reviewers, filer = [each.actor for each in world.reviewers], world.filers[0]
    run: list[Race] = []
    ref = ""
    while len(run) < sizes.races:
        ref = _mended(ref, filer) if _is_returned(ref) else a_case(filer)
        run.append(_race(ref, reviewers, MOVES[len(run) % len(MOVES)]))
    unfair = [each for each in run if not each.fair]
    counted = {"races": len(run), "fair": len(run) - len(unfair), "both_decided": sum(each.won > 1 for each in unfair)}
    return Figure("R9", counted, not unfair)


def a_case(person: Person) -> str:
    """A case that waits at the reviewers' desk."""
    actor = person.actor
    ref = cases.open_case(MATTER, person.unit, by=actor, token=new_token(), first=ANSWERS | {"reader_name": reader(0)})
    cases.attach(ref, "photo", io.BytesIO(photo(0)), "photo.png", by=actor)
    cases.move(ref, "report", by=actor, version=1, token=new_token())
    return ref


def _is_returned(ref: str) -> bool:
    return Case.objects.filter(ref=ref, state="returned").exists()


def _mended(ref: str, person: Person) -> str:
    """A returned case waits at the reviewers' desk again."""
    for move in ("reopen", "report"):
        cases.move(ref, move, by=person.actor, version=Case.objects.get(ref=ref).version, token=new_token())
    return ref


def _race(ref: str, reviewers: list[Actor], wanted: tuple[str, str]) -> Race:
    before, moves = Case.objects.get(ref=ref), _moves(ref)
    presses = iter(zip(reviewers, wanted, strict=True))

    def press() -> bool:
        actor, move = next(presses)
        try:
            cases.move(ref, move, by=actor, version=before.version, token=new_token(), opinion="请核对。")
        except Conflict:
            return False
        return True

    won = sum(at_once(2, press))
    fresh = _moves(ref)[len(moves) :]
    told = Delivery.objects.filter(event_id__in=fresh, to="notices.tell").count()
    return Race(won, len(fresh), told, Case.objects.get(ref=ref).version - before.version)


def _moves(ref: str) -> list[int]:
    """The events of a case's moves."""
    history = ledger.history(f"case:{Case.objects.get(ref=ref).pk}")
    return [event.id for event in history if event.kind == "moved"]
