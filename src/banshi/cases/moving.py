"""The mechanics of a move, for one case or for a thousand at once: the same statements serve both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from banshi.cases import rules
from banshi.cases.models import Stop
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.cases.telling import told
from banshi.define import Move
from banshi.ledger import actions as ledger
from banshi.lib.actor import Actor
from banshi.people import queries as people

STAND = """
UPDATE cases_case AS here SET state = there.state, position = there.position, desk_id = there.desk, ended = there.desk IS NULL,
    holder_id = NULL, submission_id = there.submission, since = banshi_now(), version = here.version + 1
FROM unnest(%s::bigint[], %s::text[], %s::smallint[], %s::bigint[], %s::bigint[]) AS there (id, state, position, desk, submission)
WHERE here.id = there.id
"""
LEAVE = """
UPDATE cases_stop AS stop SET left_at = banshi_now(), move = gone.move
FROM unnest(%s::bigint[], %s::smallint[], %s::text[]) AS gone (submission, position, move)
WHERE stop.submission_id = gone.submission AND stop.position = gone.position
"""


@dataclass(frozen=True)
class Step:
    """One case, locked, and where its move leads; `done` is what the event says of the effects."""

    case: CaseSight
    move: Move
    submission: SubmissionSight | None
    there: Standing
    desk: int | None
    done: dict[str, Any]

    @property
    def state_title(self) -> str:
        """What the state it comes to is called."""
        return self.case.matter.flow.state(self.there.state).title


def stand(steps: Sequence[Step]) -> None:
    """Puts every case where its move leads."""
    columns = [
        (
            step.case.id,
            step.there.state,
            step.there.position,
            step.desk,
            step.submission.id if step.submission else None,
        )
        for step in steps
    ]
    with connection.cursor() as cursor:
        cursor.execute(STAND, _columns(columns))


def walk(steps: Sequence[Step]) -> None:
    """Marks the stops that were left (by whose move, when it was the desk's own) and those that are reached."""
    walked = [(step, step.submission) for step in steps if step.submission is not None]
    left = [
        (submission.id, step.case.position, "" if step.move.seat else step.move.key)
        for step, submission in walked
        if rules.climbs(step.case.matter.flow, step.case.state.key)
    ]
    if left:
        with connection.cursor() as cursor:
            cursor.execute(LEAVE, _columns(left))
    reached = [
        Stop(
            case_id=step.case.id,
            submission_id=submission.id,
            position=step.there.position,
            organisation_id=submission.road[step.there.position],
        )
        for step, submission in walked
        if rules.climbs(step.case.matter.flow, step.there.state)
    ]
    if reached:
        Stop.objects.bulk_create(
            reached,
            update_conflicts=True,
            unique_fields=["submission", "position"],
            update_fields=["left_at", "move"],
        )


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def tell(steps: Sequence[Step], opinion: str, by: Actor) -> dict[int, str]:
    """The event of each case, with its deliveries. Returns the names of the desks."""
    names = people.names_of({step.desk for step in steps if step.desk})
    ledger.append_all([_entry(step, names.get(step.desk or 0, ""), opinion, by) for step in steps], by=by)
    return names


def _entry(step: Step, desk_name: str, opinion: str, by: Actor) -> ledger.Entry:
    case, move = step.case, step.move
    data = {
        "move": move.key,
        "title": move.title,
        "opinion": opinion,
        "from": case.state.key,
        "to": step.there.state,
        "state": step.state_title,
        "desk": desk_name,
        "version": case.version + 1,
    }
    deliveries = tuple(told(case, move, step.there, step.desk, desk_name, opinion, by))
    return ledger.Entry(f"case:{case.id}", "moved", data | step.done, deliveries)
