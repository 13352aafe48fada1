"""The worker's side: each call does a part of what an import waits for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from banshi.cases.imports import checking, filing, matching, reading, reporting
from banshi.cases.imports.stages import CHECKING, FILING, MATCHING, READING, REPORTING
from banshi.cases.models import Import
from banshi.lib.actor import Actor
from banshi.people import queries as people

Step = Callable[[Import, Actor], bool]


def go_on(payload: dict[str, Any], message_id: str) -> bool:
    """Does the next part of an import's stage; True while there is more. What an earlier call has done is not done again."""
    batch = Import.objects.select_for_update().get(pk=payload["import"])
    step = STEPS.get(batch.stage)
    return step is not None and step(batch, people.actor_for(people.own_account(batch.account_id)))


def _file(batch: Import, by: Actor) -> bool:
    try:
        with transaction.atomic():
            return filing.file(batch, by)
    except filing.ChangedMeanwhile:
        filing.check_again(batch)
        return True


STEPS: Mapping[str, Step] = {
    READING: lambda batch, by: reading.read(batch),
    CHECKING: checking.check,
    FILING: _file,
    MATCHING: matching.match,
    REPORTING: reporting.report,
}
