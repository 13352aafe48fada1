"""结果公示: what of a decided case is told to everybody, and what it looks like before anybody decides."""

from collections.abc import Iterator, Mapping
from typing import Any

from banshi.bulletin import results
from banshi.bulletin.results import Filer, ResultSight
from banshi.bulletin.rules import hidden
from banshi.cases import rules
from banshi.cases.models import Case, Submission
from banshi.cases.papering import shown_answer
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.catalogue import queries as catalogue
from banshi.define import IssuePaper, Matter, Move, Publish
from banshi.lib.actor import Actor
from banshi.papers import queries as papers
from banshi.people.queries import is_person


def publish(effect: Publish, move: Move, case: CaseSight, submission: SubmissionSight, by: Actor) -> int:
    """Publishes a result in the transaction of the move, with the numbers of the papers it has issued, and returns its number."""
    said = text(effect, case, submission)
    kinds = [each.paper for each in move.effects if isinstance(each, IssuePaper)]
    numbers = papers.numbers_of(case.id, kinds) if kinds else []
    return results.publish(pack=case.pack, matter=case.matter.key, case=case.id, by=by, numbers=numbers, **said)


def published(case: CaseSight) -> list[ResultSight]:
    """What everybody reads of a case now; of a matter that publishes nothing, nothing is asked."""
    return results.of_case(case.id) if _effects(case.matter) else []


def hidden_names(case: int) -> set[str]:
    """The names that what is published of a case hides, in everything that was filed of it: none of them may come back with a correction.
    Not one that the name of its unit tells by itself."""
    row = Case.objects.filter(pk=case).first()
    if row is None:
        return set()
    matter = catalogue.revision(row.revision_id).matter
    masked = {key for effect in _effects(matter) for key in effect.masked}
    filed = Submission.objects.filter(case=case).values_list("answers", flat=True)
    names = {shown_answer(matter, answers, key) for answers in filed for key in masked} - {""}
    if is_person(row.subject_id):
        return {row.unit_name, *names}
    return {name for name in names if name not in row.unit_name}


def may_correct(by: Actor, result: ResultSight) -> bool:
    """True for who keeps the texts and, in the unit that decided, for who decides such cases."""
    row = Case.objects.filter(pk=result.case).first() if by.unit and by.unit == result.issuer else None
    return results.may_correct(by, result, _deciding(row) if row else ())


def correct(number: int, typed: Mapping[str, Any], *, version: int, token: str, by: Actor) -> None:
    """Corrects what was published of a case; who filed it is told. Raises as `results.correct`."""
    row = Case.objects.filter(pk=results.one(number).case).first()
    if row is None:
        results.correct(number, typed, names=(), version=version, token=token, by=by)
        return
    roles = catalogue.revision(row.revision_id).matter.may_file.roles
    results.correct(
        number,
        typed,
        names=hidden_names(row.pk),
        version=version,
        token=token,
        by=by,
        deciding=_deciding(row),
        filer=Filer(row.filing_unit_id, tuple(f"{row.pack}/{role}" for role in roles), row.ref),
    )


def _deciding(row: Case) -> set[str]:
    """The roles whose move publishes the result of the case, as links keep them."""
    return {f"{row.pack}/{role}" for role in catalogue.revision(row.revision_id).matter.flow.roles_publishing()}


def _effects(matter: Matter) -> list[Publish]:
    return [effect for move in matter.flow.moves for effect in move.effects if isinstance(effect, Publish)]


def text(effect: Publish, case: CaseSight, submission: SubmissionSight) -> dict[str, Any]:
    """What everybody will read: names of people are hidden here, so that the preview and the published text cannot differ."""
    whom = hidden(case.unit_name) if is_person(case.subject) else case.unit_name
    lines = tuple(_lines(effect, case, submission))
    return {"title": case.matter.title, "whom": whom, "outcome": effect.result, "lines": lines}


def _lines(effect: Publish, case: CaseSight, submission: SubmissionSight) -> Iterator[tuple[str, str]]:
    for key in (*effect.shown, *effect.masked):
        answer = shown_answer(case.matter, submission.answers, key)
        if answer:
            yield case.matter.form.label(key), hidden(answer) if key in effect.masked else answer


def preview(move: Move, case: CaseSight) -> list[dict[str, Any]]:
    """What a move would publish of the case as it was filed, and whether numbers of papers beside it; nothing while more superiors are to
    come."""
    if case.submission is None or not any(isinstance(effect, Publish) for effect in move.effects):
        return []
    there, _ = rules.leads(case, move, case.submission)
    if rules.passes_on(case, move, there):
        return []
    effects = [effect for effect in move.effects if isinstance(effect, Publish)]
    due = [effect for effect in effects if effect.when is None or effect.when.holds(case.submission.answers)]
    numbered = any(isinstance(effect, IssuePaper) for effect in move.effects)
    return [text(effect, case, case.submission) | {"numbered": numbered} for effect in due]
