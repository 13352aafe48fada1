"""What the rows of a preview would change of cases that are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from banshi.cases.imports.lines import rows_of
from banshi.cases.imports.plan import Entry, Plan
from banshi.cases.lookups import resolver
from banshi.cases.models import Case, Import, ImportLine
from banshi.define import Move
from banshi.forms.cleaning import clean
from banshi.forms.comparing import Change, differences
from banshi.lib.actor import Actor

SHOWN = 3  # changes of a row


@dataclass(frozen=True)
class Update:
    """The case a row would renew, the move that takes it up first where it was returned, and every change, notes of materials apart."""

    case: Case
    state: str
    taking_up: Move | None
    changes: list[Change]
    notes: bool

    @property
    def differs(self) -> bool:
        """True when something would change, be it that the case is taken up again."""
        return bool(self.changes or self.notes or self.taking_up)

    @property
    def shown(self) -> list[Change]:
        """The first few changes."""
        return self.changes[:SHOWN]

    @property
    def more(self) -> int:
        """How many changes there are in all, where not all are among the first."""
        return len(self.changes) if len(self.changes) > SHOWN else 0


def updates(number: int, lines: Sequence[ImportLine], by: Actor) -> dict[int, Update]:
    """What lines of an import would change now, by line, each beside the case it names; those of which nothing is there any more are left
    out."""
    if not lines:
        return {}
    rows = rows_of(ImportLine.objects.filter(pk__in=[line.pk for line in lines]).order_by("row"))
    plan = Plan(Import.objects.get(pk=number), list(rows), by)
    named = [(entry, entry.holder or entry.case) for entry in plan.entries if entry.subject]
    return {entry.line.id: _update(plan, entry, case) for entry, case in named if case}


def _update(plan: Plan, entry: Entry, case: Case) -> Update:
    plan.fill(entry)
    state = plan.matter.flow.state(case.state)
    form, resolve = plan.matter.form, resolver(plan.about(entry))
    changes = differences(form, clean(form, case.draft, resolve).answers, clean(form, entry.draft, resolve).answers)
    return Update(case, state.title, plan.matter.flow.taking_up(state), changes, entry.notes != case.notes)
