"""Cases as lines of a list: read in one statement with no more than is shown, and the codes in their drafts named in one more a list."""

from collections.abc import Iterator
from functools import partial
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from banshi.cases import columns, naming, queries
from banshi.cases.models import Case, Submission
from banshi.cases.narrowing import PASSED
from banshi.cases.sight import Line
from banshi.cases.terms import queries as terms
from banshi.cases.terms.queries import TermSight
from banshi.catalogue import queries as catalogue
from banshi.define import Field, Flow, Form, State, Worklist
from banshi.lib.actor import Actor

READ = (
    *("ref", "title", "unit_name", "state", "since", "version", "revision", "filing_unit"),
    *("desk", "desk__name", "holder", "holder__name"),
)


def read(found: QuerySet[Case], worklist: Worklist, *, named: bool) -> QuerySet[Case]:
    """The cases with what their lines show: of what was answered, the draft for whoever files, what was filed for everybody else; nothing
    of it where no column shows any and no case is `named` by its answers."""
    if not worklist.columns and not named:
        return found.select_related("desk", "holder").only(*READ)
    if worklist.of == "mine":
        return found.select_related("desk", "holder").only(*READ, "draft")
    filed = ("submission", "submission__answers", "submission__road", "subject")
    return found.select_related("desk", "holder", "submission").only(*READ, *filed)


def lines(rows: list[Case], worklist: Worklist, actor: Actor, *, named: bool) -> list[Line]:
    """The rows of a list through the actor's eyes, each `named` as it was read."""
    if worklist.of in PASSED and (worklist.columns or named):
        _as_it_came(rows, actor)
    title = partial(_title, worklist=worklist) if named else attrgetter("title")
    limits = terms.nearest({row.pk: _standing(row) for row in rows}) if worklist.of != "below" else {}
    if worklist.of != "mine":
        return [_line(row, actor, title(row), _filed(row, worklist), limits.get(row.pk)) for row in rows]
    names = columns.names(each for row in rows for each in _picked(row, worklist))
    shown = ((row, columns.typed(_form(row), worklist.columns, row.draft, names)) for row in rows)
    return [_line(row, actor, title(row), said, limits.get(row.pk)) for row, said in shown]


def _as_it_came(rows: list[Case], actor: Actor) -> None:
    """Of a case that was reported anew past the actor's unit, what had come to its desk last stands in the line."""
    past = {row.pk: row for row in rows if _is_past(row, actor)}
    if past:
        came = Submission.objects.filter(case__in=past, stops__organisation=actor.unit)
        for each in came.order_by("case", "-pk").distinct("case"):
            past[each.case_id].submission = each


def _is_past(row: Case, actor: Actor) -> bool:
    mine = actor.unit in (row.filing_unit_id, row.subject_id)
    return row.submission is not None and not mine and actor.unit not in row.submission.road


def _standing(row: Case) -> tuple[Flow, State]:
    flow = catalogue.revision(row.revision_id).matter.flow
    return flow, flow.state(row.state)


def _title(row: Case, worklist: Worklist) -> str:
    """What a case is called by the answers its line shows."""
    filed = row.submission.answers if worklist.of != "mine" and row.submission else {}
    matter = catalogue.revision(row.revision_id).matter
    return naming.titled(matter, naming.name_of(matter, row.draft if worklist.of == "mine" else filed))


def _form(row: Case) -> Form:
    return catalogue.revision(row.revision_id).matter.form


def _filed(row: Case, worklist: Worklist) -> tuple[dict[str, Any], dict[str, str]]:
    if not worklist.columns or row.submission is None:
        return {}, {}
    answers = columns.filed(_form(row), worklist.columns, row.submission.answers)
    return answers, columns.texts(_form(row), answers)


def _picked(row: Case, worklist: Worklist) -> Iterator[tuple[Field, Any]]:
    form = _form(row)
    return ((field, row.draft.get(key) or "") for key in worklist.columns if (field := form.field(key)))


def _line(
    row: Case, actor: Actor, title: str, shown: tuple[dict[str, Any], dict[str, str]], limit: TermSight | None
) -> Line:
    revision = catalogue.revision(row.revision_id)
    state = revision.matter.flow.state(row.state)
    mine = row.holder is not None and row.desk_id == actor.unit
    files = row.filing_unit_id == actor.unit and queries.may_file(actor, revision.pack, revision.matter)
    return Line(
        ref=row.ref,
        title=title,
        unit_name=row.unit_name,
        state=row.state,
        state_title=state.title,
        desk_name=row.desk.name if row.desk else "",
        since=row.since,
        version=row.version,
        holder=row.holder_id if mine else None,
        holder_name=row.holder.name if mine and row.holder else "",
        editable=state.editable and files,
        answers=shown[0],
        texts=shown[1],
        lamp=limit.shown_lamp if limit else "",
        limit=limit.in_words if limit else "",
    )
