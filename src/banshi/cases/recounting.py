"""The figures anew from the cases themselves: whether they are equal, and how they are made so.

They drift apart only when a pack begins to count what it did not count before, or when somebody wrote into the database by hand.
"""

from typing import Any

from django.db import connection, transaction

from banshi.cases.counting import AMOUNTS, MILLION, WHOLE, Counted, counted
from banshi.catalogue import shelf
from banshi.ledger import actions as ledger
from banshi.ledger import queries as past
from banshi.ledger.outbox import Tally
from banshi.lib.actor import Actor
from banshi.lib.canon import digest

PLACES = "unit, top, whole"  # where a case counts: put otherwise whenever that changes, so that an upgrade counts anew
# What the rows come to, spelled as `counting` spells it, beside what is kept. One statement, so that both are of one moment.
DIFFERENCES = """WITH live AS (
    SELECT here.id, here.filing_unit_id, here.state, coalesce(measured.number, 0) AS amount,
        array_remove(ARRAY[coalesce(kept.unit->'top'->>'code', kept.unit->>'code'),
            CASE WHEN (kept.unit->>'tier')::int >= 0 THEN %(whole)s END], NULL) AS tops
    FROM cases_case AS here JOIN cases_submission AS kept ON kept.id = here.submission_id
    LEFT JOIN cases_facet AS measured ON measured.case_id = here.id AND measured.key = %(measure)s
    WHERE here.matter = %(matter)s
), placed AS (
    SELECT %(matter)s || ':' || filing_unit_id AS scope, state AS key, NULL AS amount FROM live
    UNION ALL SELECT %(matter)s, top || '|' || state, amount FROM live CROSS JOIN unnest(tops) AS top
    UNION ALL SELECT %(matter)s || '/' || by.field || '^' || top, coalesce(facet.text, '') || '|' || live.state, live.amount
    FROM live CROSS JOIN unnest(tops) AS top CROSS JOIN unnest(%(fields)s::text[]) AS by (field)
    LEFT JOIN cases_facet AS facet ON facet.case_id = live.id AND facet.key = by.field
), rows AS (
    SELECT scope, key, count(*) AS value FROM placed GROUP BY 1, 2
    UNION ALL SELECT scope || %(amounts)s, key, trunc(sum(amount) * %(million)s) FROM placed WHERE amount IS NOT NULL GROUP BY 1, 2
), figures AS (
    SELECT scope, key, sum(value) AS value FROM ledger_tallyrow
    WHERE scope IN (%(matter)s, %(matter)s || %(amounts)s) OR starts_with(scope, %(matter)s || ':') OR starts_with(scope, %(matter)s || '/')
    GROUP BY 1, 2
)
SELECT scope, key, coalesce(rows.value, 0) - coalesce(figures.value, 0) FROM rows FULL JOIN figures USING (scope, key)
WHERE coalesce(rows.value, 0) <> coalesce(figures.value, 0) ORDER BY 1, 2
"""


def every() -> list[Counted]:
    """What is counted, of all packs."""
    matters = [(pack.key, matter.key) for pack in shelf.packs().values() for matter in pack.matters]
    return [said for said in (counted(*each) for each in matters) if said]


def differences(said: Counted) -> list[Tally]:
    """By how much each figure of a matter must be raised or lowered to equal the rows; empty where all do."""
    given: dict[str, Any] = {
        "matter": said.matter,
        "measure": said.measure,
        "fields": list(said.fields),
        "amounts": AMOUNTS,
        "whole": WHOLE,
    }
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES, given | {"million": MILLION})
        return [Tally(scope, key, int(by)) for scope, key, by in cursor.fetchall()]


@transaction.atomic
def recount(said: Counted, *, by: Actor) -> int:
    """Makes the figures of a matter equal the rows, and returns how many had to be changed. Moves go on meanwhile: what is written is
    the difference of one moment."""
    found = differences(said)
    data = {"changed": len(found), "digest": _digest(said)}
    ledger.append(_stream(said), "recounted", by=by, data=data, tallies=found)
    return len(found)


def is_new(said: Counted) -> bool:
    """True when the matter was never counted, or not as its pack has it counted today."""
    history: list[Any] = past.history(_stream(said))
    return not history or history[-1].data["digest"] != _digest(said)


def _stream(said: Counted) -> str:
    return f"figures:{said.matter}"


def _digest(said: Counted) -> str:
    return digest([said.matter, list(said.fields), said.measure, PLACES])
