"""What the draft of a case by which somebody comes to belong to a unit says of that unit now."""

from typing import Any

from banshi.catalogue import shelf
from banshi.define import Matter
from banshi.people.belonging import queries as belonging


def as_of_now(matter: Matter, draft: dict[str, Any]) -> dict[str, Any]:
    """The draft with whether the chosen unit has an administrator today: weeks may pass until it is reported, and the last one leave."""
    said = matter.binds
    if said is None or not draft.get(said.unit):
        return draft
    return draft | {said.administered: belonging.answered(draft[said.unit], shelf.seats())}
