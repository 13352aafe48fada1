"""Judging a draft: cells are cleaned, the pack's rules run over what is clean, the list of materials is checked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from banshi.cases import rules
from banshi.cases.ahead import Ahead
from banshi.cases.lookups import About, gathered, resolver
from banshi.cases.sight import CaseSight, Judgement, SubmissionSight
from banshi.define import Day, Filing, Form, Matter, Move, Problem, Rule
from banshi.forms.answers import as_typed
from banshi.forms.cleaning import clean
from banshi.forms.comparing import Change, differences
from banshi.ledger import clock


def judge(
    about: About,
    raw: dict[str, Any],
    notes: dict[str, Any],
    files: Mapping[str, int],
    unit: dict[str, Any],
    record: Mapping[str, Any] | None,
    today: date | None = None,
) -> Judgement:
    """What the typed answers come to. `files` counts the files under each material; `unit` are the facts of the subject, `record`
    the registered answers the case starts from; `today` is for many cases on a day that was asked for once."""
    matter = about.matter
    cleaned = clean(matter.form, raw | facts_typed(matter.form, unit), resolver(about))
    filing = Filing(
        answers=cleaned.answers,
        today=today or clock.today(),
        unit=unit,
        materials=files,
        record=record,
        changed=changed(matter.form, record, cleaned.answers),
        lookups=gathered(about, [rule for rule in matter.rules if not rule.on], cleaned.answers),
    )
    found = [problem for rule in matter.rules if rule.has_check and not rule.on for problem in rule.problems(filing)]
    late = future_days(matter.form, cleaned.answers, filing.today)
    missing = missing_materials(matter, cleaned.answers, notes, files)
    return Judgement(cleaned.answers, (*cleaned.problems, *late, *found, *missing))


def objections(case: CaseSight, submission: SubmissionSight, move: Move, ahead: Ahead | None = None) -> list[Problem]:
    """What stands against deciding a case by this move: the rules that ask on it, of what was filed. `ahead` is what this press has
    moved already and not written yet."""
    asked = [rule for rule in case.matter.rules if move.key in rule.on]
    return [problem for problem in _found(case, submission, asked, None, ahead) if problem.blocks] if asked else []


def remarks(case: CaseSight, submission: SubmissionSight, record: Mapping[str, Any] | None) -> list[Problem]:
    """What the rules say today of what was filed, for who decides: warnings, and what has come to stand against it since."""
    return _found(case, submission, [rule for rule in case.matter.rules if not rule.on], record)


def _found(
    case: CaseSight,
    submission: SubmissionSight,
    asked: list[Rule],
    record: Mapping[str, Any] | None,
    ahead: Ahead | None = None,
) -> list[Problem]:
    about = About(case.pack, case.matter, case.subject, case.id, ahead=ahead or Ahead())
    filing = Filing(
        answers=submission.answers,
        today=clock.today(),
        unit=submission.unit,
        materials={each["key"]: len(each["files"]) for each in submission.materials},
        record=record,
        changed=changed(case.matter.form, record, submission.answers),
        lookups=gathered(about, asked, submission.answers),
    )
    return [problem for rule in asked if rule.has_check for problem in rule.problems(filing)]


def future_days(form: Form, answers: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """One problem for each day that should have come already and has not."""
    for field in form.fields():
        if isinstance(field, Day) and field.past and (answers.get(field.key) or "") > today.isoformat():
            yield Problem(field.key, f"“{field.label}”不能晚于今天。", "error")


def missing_materials(
    matter: Matter, answers: dict[str, Any], notes: dict[str, Any], files: Mapping[str, int]
) -> Iterator[Problem]:
    """One problem for each required material that has neither a file nor, where allowed, a stated reason."""
    if (listed := matter.materials) is None:
        return
    for material in listed.materials:
        needed = material.when.holds(answers) and material.required is not None and material.required.holds(answers)
        if needed and not files.get(material.key) and not (listed.excusable and rules.excused(notes, material.key)):
            or_why = "，或者在“缺失说明”里写明原因" if listed.excusable else ""
            yield Problem(f"material:{material.key}", f"请上传“{material.title}”{or_why}", "error", listed.code)


def facts_typed(form: Form, unit: Mapping[str, Any]) -> dict[str, Any]:
    """What read-only fields hold: the facts of the unit, spelled as a filer would have typed them."""
    return {field.key: as_typed(unit.get(field.fact)) for field in form.fields() if field.read_only and field.fact}


def comparable(form: Form, record: Mapping[str, Any]) -> dict[str, Any]:
    """What of a record a form asks again."""
    return {field.key: record[field.key] for field in form.fields() if not field.fresh and field.key in record}


def against(form: Form, record: Mapping[str, Any], answers: Mapping[str, Any]) -> list[Change]:
    """Where answers differ from a record, without what tells of the case alone."""
    fresh = {field.key for field in form.fields() if field.fresh}
    now = {key: answer for key, answer in answers.items() if key not in fresh}
    asked = {field.key for field in form.fields() if field.when is None or field.when.holds(answers)}
    before = {key: answer for key, answer in comparable(form, record).items() if key in asked}
    return differences(form, before, now)


def changed(form: Form, record: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the fields that differ from the record."""
    found = against(form, record, answers) if record is not None else ()
    return tuple(dict.fromkeys(change.address.partition("/")[0] for change in found))


def first_draft(form: Form, unit: Mapping[str, Any], record: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a new draft begins with, so that nobody types what the house knows: the facts of the unit, then what is registered."""
    facts = {field.key: as_typed(unit[field.fact]) for field in form.fields() if field.fact and unit.get(field.fact)}
    registered = {key: as_typed(answer) for key, answer in comparable(form, record or {}).items()}
    return facts | registered
