"""What a reviewer looks at first: what has changed since their desk last acted, and what a case changes in the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from banshi.cases.corrections.rules import asked_for
from banshi.cases.models import Stop, Submission
from banshi.cases.papering import against_record
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.define import RenewUnit
from banshi.forms.comparing import Change, Kind, differences
from banshi.ledger.clock import CHINA
from banshi.lib.actor import Actor
from banshi.records import queries as records

NOTED = {"number": "文号", "day": "形成日期", "issuer": "出文单位", "copies": "份数", "reason": "缺失说明"}


@dataclass(frozen=True)
class Changes:
    """Differences of a submission from something earlier, which `title` names: cells and rows of the form, then materials. `asked` are
    the addresses of those that corrections had asked for."""

    title: str
    found: tuple[Change, ...]
    asked: tuple[str, ...] = ()


def shown_to(actor: Actor, case: CaseSight) -> list[Changes]:
    """The comparisons that help this actor: with the submission their desk last decided on, and with the registered record. A draft that
    may still change is compared in its form."""
    submission = case.submission
    if submission is None or case.editable:
        return []
    earlier = _last_decided(actor, case, submission)
    found = [_since(case, earlier, submission)] if earlier else []
    if submission.record is not None:
        period = records.record(submission.record).period
        title = f"与已登记的数据（时期 {period.isoformat()}）相比"
        found.append(Changes(title, tuple(against_record(case, submission))))
    elif any(isinstance(effect, RenewUnit) for move in case.matter.flow.moves for effect in move.effects):
        found += _against_unit(case, submission)
    return found


def _against_unit(case: CaseSight, submission: SubmissionSight) -> list[Changes]:
    """What is asked for, held against what the form shows of the unit beside it: the read-only fields of the same fact. Nothing where it
    shows none."""
    facts = [field for field in case.matter.form.fields() if field.fact]
    known = {field.fact: submission.answers.get(field.key) for field in facts if field.read_only}
    before = {field.key: known[field.fact] for field in facts if not field.read_only and field.fact in known}
    found = differences(case.matter.form, submission.answers | before, submission.answers)
    return [Changes("与登记的单位信息相比", tuple(found))] if before else []


def _last_decided(actor: Actor, case: CaseSight, submission: SubmissionSight) -> Submission | None:
    """The latest earlier submission of the case on which the actor's desk made a move."""
    acted = (
        Stop.objects.filter(case=case.id, organisation=actor.unit).exclude(move="").exclude(submission=submission.id)
    )
    found = acted.select_related("submission").order_by("-submission").first()
    return found.submission if found else None


def _since(case: CaseSight, earlier: Submission, now: SubmissionSight) -> Changes:
    at = earlier.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    answers = differences(case.matter.form, earlier.answers, now.answers)
    title = f"贵单位上次审核的是第 {earlier.number} 次{case.matter.flow.report.title}（{at}），与它相比"
    found = (*answers, *material_changes(earlier.materials, now.materials))
    cells = [each["cell"] for each in now.corrected.get("items", [])]
    return Changes(title, found, tuple(each.address for each in found if asked_for(cells, each.address)))


def material_changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    """Files that came or went (the same content under the same name is the same file), and notes that differ."""
    was, now = ({row["key"]: row for row in rows} for rows in (before, after))
    for key, row in (was | now).items():
        old, new = was.get(key, {}), now.get(key, {})
        gone, come = _files(old).items() - _files(new).items(), _files(new).items() - _files(old).items()
        address, label = f"material:{key}", row["title"]
        if gone or come:
            kind: Kind = "changed" if gone and come else "added" if come else "removed"
            yield Change(address, label, _names(gone), _names(come), kind)
        for note, title in NOTED.items():
            said, says = (str(each.get("notes", {}).get(note, "")) for each in (old, new))
            if said != says:
                yield Change(address, f"{label} {title}", said, says)


def _files(row: dict[str, Any]) -> dict[str, str]:
    return {file["digest"]: file["name"] for file in row.get("files", [])}


def _names(files: Any) -> str:
    return "、".join(sorted(name for _, name in files))
