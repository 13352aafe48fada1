"""What is counted of cases, in the transaction of every move: of the matters for which a pack asks for figures or totals.

A case counts from its first report on, in the state it stands in and with the answers it was reported with last: once for the unit that
filed it, once under the first-level unit of that day, and once in the whole tree. Amounts are kept beside the counts, in millionths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.catalogue import shelf
from banshi.define import Totals
from banshi.ledger.outbox import Tally, summed

AMOUNTS = "+"
MILLION = 1_000_000
WHOLE = ""  # in the place of a first-level unit's code: all of the tree


@dataclass(frozen=True)
class Counted:
    """What is counted of a matter ("pack/matter"): its cases by state, by the answers to these `fields`, and the sum of a `measure`."""

    matter: str
    fields: tuple[str, ...]
    measure: str


def counted(pack: str, matter: str) -> Counted | None:
    """What the pack of today has counted of a matter; None for one of which it shows no figures."""
    said = shelf.packs().get(pack)
    listed = [page for menu in said.menus for page in menu.pages if isinstance(page, Totals)] if said else []
    totals = next((page for page in listed if page.matter == matter), None)
    if totals:
        fields = dict.fromkeys(dimension.of for dimension in totals.dimensions if dimension.of)
        return Counted(f"{pack}/{matter}", tuple(fields), totals.measure)
    shown = said is not None and any(figures.matter == matter for figures in said.home.figures)
    return Counted(f"{pack}/{matter}", (), "") if shown else None


def of_unit(matter: str, unit: int) -> str:
    """The scope of what a unit has filed; a key is a state."""
    return f"{matter}:{unit}"


def of_tops(matter: str) -> str:
    """The scope of what was reported under first-level units; a key is the unit's code and a state, "123456789|approved"; of the
    `WHOLE` tree "|approved"."""
    return matter


def of_answers(matter: str, field: str, top: str) -> str:
    """The scope of what was reported under a first-level unit or in the `WHOLE` tree, by the answers to a field; a key is an answer and
    a state."""
    return f"{matter}/{field}^{top}"


def changed(case: CaseSight, state: str, submission: SubmissionSight | None) -> tuple[Tally, ...]:
    """What a move changes: the case is counted no longer as it stood, but as it will stand, in that state with that submission."""
    said = counted(case.pack, case.matter.key)
    if said is None:
        return ()
    before = _places(said, case.filing_unit, case.state.key, case.submission, -1)
    after = _places(said, case.filing_unit, state, submission, 1)
    return tuple(summed([*before, *after]))


def _places(said: Counted, unit: int, state: str, submission: SubmissionSight | None, by: int) -> Iterator[Tally]:
    """Wherever such a case counts, raised or lowered by one."""
    if submission is None:
        return
    yield Tally(of_unit(said.matter, unit), state, by)
    amount = int(Decimal(submission.answers.get(said.measure) or 0) * MILLION)
    for under in (top(submission.unit), *([WHOLE] if submission.unit["tier"] >= 0 else [])):
        for scope, key in _numbers(said, under, submission.answers, state):
            yield Tally(scope, key, by)
            yield Tally(scope + AMOUNTS, key, by * amount)


def _numbers(said: Counted, under: str, answers: Mapping[str, Any], state: str) -> Iterator[tuple[str, str]]:
    """Scope and key of the numbers such a case counts in, under a first-level unit or in the whole tree."""
    yield of_tops(said.matter), f"{under}|{state}"
    for field in said.fields:
        yield of_answers(said.matter, field, under), f"{_value(answers.get(field))}|{state}"


def top(unit: Mapping[str, Any]) -> str:
    """The code of the first-level unit, by the facts of the unit that were reported; the unit's own where there is none above it."""
    return str((unit["top"] or unit)["code"])


def _value(answer: Any) -> str:
    """An answer as its facet keeps it; empty where there is none."""
    return str(answer["code"] if isinstance(answer, dict) else answer or "")
