"""Reading what happened. Callers hold a grant for the stream; the whole `log` is the auditor's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from banshi.ledger import checkpoint
from banshi.ledger.models import Event
from banshi.lib import prepared

ALL_OF = "SELECT key, sum(value) FROM ledger_tallyrow WHERE scope = ANY(%s) GROUP BY key"
SOME_OF = "SELECT key, sum(value) FROM ledger_tallyrow WHERE scope = ANY(%s) AND key = ANY(%s) GROUP BY key"
# The day is part of it: what is told from one day to another changes without an event.
STAMP = """SELECT (banshi_now() AT TIME ZONE 'Asia/Shanghai')::date::text || coalesce(md5(string_agg(digest, '' ORDER BY stream)), '')
FROM ledger_head WHERE stream = ANY(string_to_array(%s, ' '))"""
FIRSTS = "SELECT DISTINCT split_part(key, '|', 1) FROM ledger_tallyrow WHERE scope = %s"


@dataclass(frozen=True)
class EventRow:
    """One event as it is read."""

    id: int
    stream: str
    number: int
    kind: str
    at: datetime
    actor: dict[str, Any]
    data: dict[str, Any]


def row_of(event: Event) -> EventRow:
    """An event as it is read; for this room alone."""
    return EventRow(event.pk, event.stream, event.number, event.kind, event.at, event.actor, event.data)


def history(stream: str) -> list[EventRow]:
    """Everything that happened in a stream, oldest first."""
    return [row_of(event) for event in Event.objects.filter(stream=stream).order_by("number")]


def kinds(stream: str, kind: str, number: int) -> list[EventRow]:
    """What of one kind happened in a stream to the thing of that number, oldest first."""
    found = Event.objects.filter(stream=stream, kind=kind, data__number=number).order_by("number")
    return [row_of(event) for event in found]


def tallies(scope: str) -> dict[str, int]:
    """Every number kept in a scope."""
    return tallies_of([scope])


def tallies_of(scopes: Collection[str], keys: Collection[str] | None = None) -> dict[str, int]:
    """Every number kept in any of these scopes, or those of these keys; what several scopes have under one key is summed up."""
    found = prepared.rows(*((ALL_OF, [list(scopes)]) if keys is None else (SOME_OF, [list(scopes), list(keys)])))
    return {key: int(total) for key, total in found}


def firsts(scope: str) -> list[str]:
    """What stands before the bar in the keys of a scope, each once."""
    return [first for (first,) in prepared.rows(FIRSTS, [scope])]


def stamp(streams: Collection[str]) -> str:
    """A text that is another one as soon as anything has happened in these streams, and on another day."""
    ((found,),) = prepared.rows(STAMP, [" ".join(streams)])  # one text is quicker sent than a list of them
    return str(found)


def last_checkpoint_ok() -> bool:
    """For /readyz: the latest checkpoint, if there is one, is signed by us and its events are as they were sealed."""
    try:
        line = checkpoint.last()
    except ValueError:
        return False
    return line is None or (line.genuine() and checkpoint.covered(line.after, line.upto) == (line.root, line.events))


def moves_made(streams: Collection[str], moves: Collection[str]) -> set[tuple[str, str]]:
    """Which of these moves were made in which of these streams."""
    rows = Event.objects.filter(stream__in=streams, kind="moved", data__move__in=moves)
    return set(rows.values_list("stream", "data__move"))
