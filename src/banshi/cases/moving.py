"""The mechanics of a move, for one case or for a thousand at once: the same statements serve both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banshi.cases import counting, rules
from banshi.cases.corrections import rules as corrections
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.cases.telling import Told, deliveries, told
from banshi.define import Move
from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Delivery
from banshi.lib import prepared
from banshi.lib.actor import Actor

# Where every case goes, in one statement: its stop there, the stop it leaves, and at last what the desks are called.
STAND = """WITH there AS (
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[])
        AS given (id, state, position, desk, submission, author)
), stood AS (
    UPDATE cases_case AS here SET state = there.state, position = there.position, desk_id = there.desk, ended = there.desk IS NULL,
        holder_id = NULL, submission_id = there.submission, author_id = coalesce(there.author, here.author_id),
        since = banshi_now(), version = here.version + 1
    FROM there WHERE here.id = there.id
), gone AS (
    UPDATE cases_stop AS stop SET left_at = banshi_now(), move = gone.move
    FROM unnest(%s::bigint[], %s::smallint[], %s::text[]) AS gone (submission, position, move)
    WHERE stop.submission_id = gone.submission AND stop.position = gone.position
), reached AS (
    INSERT INTO cases_stop (case_id, submission_id, position, organisation_id, subject_id, move)
    SELECT *, '' FROM unnest(%s::bigint[], %s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[])
        AS come (id, submission, position, desk, subject)
    ON CONFLICT (submission_id, position) DO UPDATE SET left_at = NULL, move = ''
)
SELECT id, name FROM people_organisation WHERE id IN (SELECT desk FROM there)"""


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

    @property
    def submitted(self) -> SubmissionSight:
        """The submission that climbs."""
        if self.submission is None:
            raise RuntimeError("nothing was reported yet")
        return self.submission

    @property
    def reaches_a_stop(self) -> bool:
        """True when it comes to the desk of a superior."""
        return self.submission is not None and rules.climbs(self.case.matter.flow, self.there.state)

    @property
    def leaves_a_stop(self) -> bool:
        """True when it lay on the desk of a superior and goes elsewhere."""
        stays = self.reaches_a_stop and self.there.position == self.case.position
        return self.submission is not None and rules.climbs(self.case.matter.flow, self.case.state.key) and not stays


def stand(steps: Sequence[Step], by: Actor) -> dict[int, str]:
    """Puts every case where its move leads, and marks the stops that were left (by whose move, when it was the desk's own) and those
    that are reached. Whoever reports is the author. Returns the names of the desks."""
    columns = _columns([_standing(step, by) for step in steps], 6)
    left = _columns([_left(step) for step in steps if step.leaves_a_stop], 3)
    reached = _columns([_reached(step) for step in steps if step.reaches_a_stop], 5)
    return dict(prepared.rows(STAND, [*columns, *left, *reached]))


def _standing(step: Step, by: Actor) -> tuple[Any, ...]:
    submission = step.submission.id if step.submission else None
    author = by.own_account if step.move.reports else None
    return step.case.id, step.there.state, step.there.position, step.desk, submission, author


def _left(step: Step) -> tuple[Any, ...]:
    return step.submitted.id, step.case.position, "" if step.move.seat else step.move.key


def _reached(step: Step) -> tuple[Any, ...]:
    desk = step.submitted.road[step.there.position]
    return step.case.id, step.submitted.id, step.there.position, desk, step.case.subject


def _columns(rows: Iterable[tuple[Any, ...]], number: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(number)]


def tell(steps: Sequence[Step], names: Mapping[int, str], opinion: str, by: Actor) -> None:
    """The event of each case, with its deliveries and what it changes in the figures; `names` are those of the desks."""
    carried = deliveries(each for step in steps for each in _told(step, names.get(step.desk or 0, ""), opinion, by))
    entries = [
        _entry(step, names.get(step.desk or 0, ""), opinion, by, carried.get(step.case.id, ())) for step in steps
    ]
    ledger.append_all(entries, by=by)


def _told(step: Step, desk_name: str, opinion: str, by: Actor) -> Iterator[Told]:
    words = corrections.told(opinion, len(step.done.get("corrections", ())))
    return told(step.case, step.move, step.there, step.desk, desk_name, words, by)


def _entry(step: Step, desk_name: str, opinion: str, by: Actor, carried: tuple[Delivery, ...]) -> ledger.Entry:
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
    if absent := rules.stood_in_for(case, by):
        data["absent"] = absent
    tallies = counting.changed(case, step.there.state, step.submission)
    return ledger.Entry(f"case:{case.id}", "moved", data | step.done, carried, tallies)
