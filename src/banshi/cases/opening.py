"""New cases, one or thousands: the same statements serve both."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from banshi.cases import rules
from banshi.cases.models import Case
from banshi.catalogue.queries import Revision
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.grams import grams

NUMBERS = "SELECT nextval(pg_get_serial_sequence('cases_case', 'id')) FROM generate_series(1, %s)"


def a_case(revision: Revision, subject: int, unit_name: str, draft: dict[str, Any], by: Actor) -> Case:
    """A case in the first state of its matter, not yet kept and without a reference."""
    said = revision.matter
    return Case(
        pack=revision.pack,
        matter=revision.key,
        title=said.title,
        revision_id=revision.id,
        subject_id=subject,
        filing_unit_id=by.own_unit,
        author_id=by.own_account,
        unit_name=unit_name,
        unit_grams=grams(unit_name),
        state=said.flow.first.key,
        desk_id=by.unit,
        draft=draft,
    )


def keep(cases: Sequence[Case], revision: Revision, by: Actor) -> None:
    """Keeps new cases of a matter, each under its reference and with its event."""
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [len(cases)])
        numbers = [number for (number,) in cursor.fetchall()]
    for case, number in zip(cases, numbers, strict=True):
        case.pk, case.ref = number, rules.reference(revision.matter.prefix, year, number)
    Case.objects.bulk_create(cases)
    ledger.append_all([_opened(case, revision) for case in cases], by=by)


def _opened(case: Case, revision: Revision) -> ledger.Entry:
    data = {
        "title": f"新建{revision.matter.title}",
        "ref": case.ref,
        "matter": case.matter,
        "revision": revision.number,
        "subject": case.subject_id,
        "state": revision.matter.flow.first.title,
    }
    return ledger.Entry(f"case:{case.pk}", "opened", data)
