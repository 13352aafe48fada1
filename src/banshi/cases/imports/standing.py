"""How the cases of an import stand now: what became of them since goes before what was said of their rows."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case as Either
from django.db.models import CharField, F, Q, QuerySet, Value, When

from banshi.cases import queries as cases
from banshi.cases.imports.stages import KEPT, LEFT, REPORTED
from banshi.cases.models import ImportLine
from banshi.cases.sight import CaseSight
from banshi.cases.submitting import Reports
from banshi.define import Matter, Problem
from banshi.forms.workbooks.reading import Fault
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid

ALONE = "这件要写意见，请打开它单独办理。"
NOTHING_NOW = "现在检查没有问题，可以再试一次。"
AT = {"material": "材料", "correction": "补正项"}  # what is no field of the form


def as_now(lines: QuerySet[ImportLine], matter: Matter) -> QuerySet[Any]:
    """The rows with `now`: their outcome, and of those that came to a case whether that is reported by now, whoever pressed."""
    made = Q(outcome__in=(KEPT, REPORTED, LEFT))
    here = Q(case__state__in=matter.flow.report.start)
    return lines.annotate(
        now=Either(
            When(made & ~here, then=Value(REPORTED)),
            When(made & Q(outcome=REPORTED), then=Value(KEPT)),
            default=F("outcome"),
            output_field=CharField(),
        )
    )


def reasons(lines: Sequence[ImportLine], by: Actor) -> dict[int, list[Fault]]:
    """What keeps the cases of rows from being reported together now, by the id of the case."""
    found = cases.cases_for(by, [line.case.ref for line in lines if line.case])
    reports = Reports(found, by)
    return {case.id: _reasons(case, reports) for case in found}


def asks_alone(matter: Matter) -> bool:
    """True where each report has words of its own, which many cannot share."""
    return matter.flow.report.opinion == "required"


def _reasons(case: CaseSight, reports: Reports) -> list[Fault]:
    try:
        reports.weigh(case)
    except Invalid as refusal:
        return [Fault(0, words_of(case, each)) for each in refusal.problems if each.blocks]
    except Forbidden as refusal:
        return [Fault(0, refusal.words)]
    if asks_alone(case.matter):
        return [Fault(0, ALONE)]
    return [Fault(0, NOTHING_NOW, blocks=False)]


def words_of(case: CaseSight, problem: Problem) -> str:
    """A problem with what people call its cell."""
    table, _, column = problem.cell.rpartition("/")
    kind = problem.cell.partition(":")[0]
    if kind in AT:
        return f"{AT[kind]}：{problem.words}"
    label = case.matter.form.label(f"{table.partition('/')[0]}/{column}" if table else column)
    return f"{label}：{problem.words}"
