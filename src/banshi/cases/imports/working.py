"""The worker's side: each call does a part of what an import waits for."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from banshi.cases.imports import checking, filing, matching, queries, reading, reporting
from banshi.cases.imports.stages import BEFORE, CHECKING, FILING, MATCHING, READING, REFUSED, REPORTING
from banshi.cases.models import Import
from banshi.lib.actor import Actor
from banshi.lib.refusals import Refusal, Unavailable
from banshi.people import queries as people
from banshi.people.signing_in.sign_in import may_sign_in

Step = Callable[[Import, Actor], bool]
# Database, disk or scanner are away: the delivery is tried again later.
PASSING = (OperationalError, InterfaceError, OSError, Unavailable)
FAILED = "这一步没有办成，系统已经记下原因。请再试一次；仍然不行的，请联系管理机构。"
NO_LONGER = "办理这次导入的账户已不能再办理这个事项，导入停在这里。请由本单位可以填报的同事重新办理。"
log = logging.getLogger(__name__)


def go_on(payload: dict[str, Any], message_id: str) -> bool:
    """Does the next part of an import's stage; True while there is more. What an earlier call has done is not done again.

    What fails for good, and what whoever pressed may no longer do, ends in words.
    """
    batch = Import.objects.select_for_update().get(pk=payload["import"])
    step = STEPS.get(batch.stage)
    return step is not None and _go_on(batch, step)


def _go_on(batch: Import, step: Step) -> bool:
    try:
        by = _pressed_by(batch)
    except Refusal:
        return _stop(batch, NO_LONGER)
    try:
        with transaction.atomic():
            return step(batch, by)
    except PASSING:
        raise
    except Exception:
        log.exception("第 %s 次导入停在“%s”", batch.pk, batch.stage)
        batch.refresh_from_db()
        return _stop(batch, FAILED)


def _pressed_by(batch: Import) -> Actor:
    """Who pressed last, as they are now. Raises a refusal once they may not sign in, or not file this for its unit."""
    account = people.own_account(batch.account_id)
    if stop := may_sign_in(account, "session"):
        raise stop
    by = people.actor_for(account, unit=batch.unit_id)
    queries.import_for(by, batch.pk)
    return by


def _stop(batch: Import, words: str) -> bool:
    """Ends what the worker was at, in words; False, as there is nothing more to do."""
    batch.stage, batch.refused = BEFORE.get(batch.stage, REFUSED), words
    batch.save()
    return False


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
