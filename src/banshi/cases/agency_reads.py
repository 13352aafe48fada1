"""What a program of an agency reads of cases: as far as its people see them, without answers and opinions; names of people
are masked. Each reading is noted among the look-ups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from banshi.cases import queries
from banshi.cases.sight import CaseSight
from banshi.ledger import actions as ledger
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden
from banshi.people import queries as people
from banshi.people.persons.persons import masked_name

PAGE = 50
NOBODY = "这个单位现在没有在办理的人员，密钥读不到办件。"


@dataclass(frozen=True)
class AgencyCase:
    """A case: what it is, about which unit, how far it is since when, and at whose desk. `number` is what the page before it ends with."""

    number: int
    ref: str
    pack: str
    matter: str
    title: str
    unit: str
    filed_by: str
    state: str
    desk: str
    since: datetime
    opened_at: datetime
    ended: bool


@dataclass(frozen=True)
class Step:
    """What was done with the case, when, by which unit, and where it stood then."""

    at: datetime
    title: str
    unit: str
    state: str


@transaction.atomic
def page(before: int, *, by: Actor) -> list[AgencyCase]:
    """The newest first, those before a number. Raises Forbidden for a unit in which nobody holds a role any more."""
    _require_roles(by)
    refs = list(queries.seen_by(by).filter(pk__lt=before).order_by("-pk").values_list("ref", flat=True)[:PAGE])
    found = {case.ref: case for case in queries.cases_for(by, refs)}
    ledger.append("looks", "cases_read", by=by, data={"entries": len(refs)})
    return _cases([found[ref] for ref in refs])


@transaction.atomic
def one(ref: str, *, by: Actor) -> tuple[AgencyCase, list[Step]]:
    """A case and its steps, oldest first. Raises NotFound for one the agency does not see, and Forbidden as `page` does."""
    _require_roles(by)
    case = queries.case_for(by, ref)
    ledger.append("looks", "case_read", by=by, data={"ref": case.ref})
    (told,) = _cases([case])
    shown = {case.unit_name: told.unit, case.filing_unit_name: told.filed_by}
    steps = queries.history(case)
    return told, [Step(line.at, line.title, shown.get(line.unit, line.unit), line.state) for line in steps]


def _require_roles(by: Actor) -> None:
    if not by.roles:
        raise Forbidden(NOBODY)


def _cases(found: list[CaseSight]) -> list[AgencyCase]:
    persons = people.persons_among({unit for case in found for unit in (case.subject, case.filing_unit)})
    return [_case(case, persons) for case in found]


def _case(case: CaseSight, persons: Collection[int]) -> AgencyCase:
    unit, filed_by = case.unit_name, case.filing_unit_name
    return AgencyCase(
        number=case.id,
        ref=case.ref,
        pack=case.pack,
        matter=case.matter.key,
        title=case.title,
        unit=masked_name(unit) if case.subject in persons else unit,
        filed_by=masked_name(filed_by) if case.filing_unit in persons else filed_by,
        state=case.state.title,
        desk=case.desk_name,
        since=case.since,
        opened_at=case.opened_at,
        ended=case.state.desk is None,
    )
