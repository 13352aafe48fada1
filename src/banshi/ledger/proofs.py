"""Proof on demand: the auditor asks, the worker reads the whole ledger, and what it found is an event itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from banshi.ledger import actions
from banshi.ledger.models import Event
from banshi.ledger.outbox import Delivery
from banshi.ledger.verify import prove
from banshi.lib.actor import SYSTEM, Actor

STREAM, TO = "proofs", "ledger.prove"
NAMED = 50  # flaws; whoever finds more runs the command


@dataclass(frozen=True)
class ProofSight:
    """The latest proof: who asked and when; once `done`, whether all holds, in words, and the flaws by name."""

    asked_by: str
    asked_at: datetime
    done: bool
    holds: bool
    words: str
    flaws: tuple[str, ...]


@transaction.atomic
def ask(*, by: Actor, token: str) -> None:
    """Asks for a proof; pressed twice, it is asked for once."""
    once = actions.once(token, by, "proof")
    if once.receipt is None:
        actions.append(STREAM, "proof_asked", by=by, data={}, deliveries=[Delivery(TO)])
        once.keep({})


@transaction.atomic
def carry_out(payload: dict[str, Any], message_id: str) -> None:
    """Reads the ledger once and writes down what was found."""
    proof = prove()
    named = [str(flaw) for flaw in proof.flaws[:NAMED]]
    actions.append(STREAM, "proved", by=SYSTEM, data={"words": proof.words, "flaws": named})


def latest() -> ProofSight | None:
    """The proof that was asked for last; None where nobody ever has."""
    rows = Event.objects.filter(stream=STREAM).order_by("-number")
    asked = rows.filter(kind="proof_asked").first()
    if asked is None:
        return None
    found = rows.filter(kind="proved", number__gt=asked.number).first()
    told: dict[str, Any] = found.data if found else {}
    return ProofSight(
        asked_by=asked.actor["name"],
        asked_at=asked.at,
        done=found is not None,
        holds=not told.get("flaws"),
        words=told.get("words", ""),
        flaws=tuple(told.get("flaws", ())),
    )
