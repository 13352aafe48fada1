"""What goes along with a move: corrections to the filer, the filer's answers with a report, and where the case goes because of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from banshi.cases import queries as cases
from banshi.cases import rules
from banshi.cases.changes import material_changes
from banshi.cases.corrections import queries
from banshi.cases.corrections.rules import asked_for, covers, why_so
from banshi.cases.corrections.sight import Item
from banshi.cases.models import Correction, Stop, Submission
from banshi.cases.sight import CaseSight, SubmissionSight
from banshi.define import Filer, Move, Problem
from banshi.forms.comparing import Change, differences
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.people import queries as people

Filed = tuple[dict[str, Any], list[dict[str, Any]]]  # answers, materials


def require_settled(case: CaseSight, move: Move, by: Actor) -> None:
    """Raises Invalid when a desk lets a case go whose corrections it has neither sent nor ticked off."""
    if not case.pinned or move.corrects or move.seat or not queries.asks_here(case):
        return
    own = queries.own(by, case)
    open_ones = [item for item in queries.mine_to_tick(by, case) if not item.verdict]
    if own:
        sending = case.matter.flow.sending_back
        press = f"【{sending.title}】" if sending else "退回"
        _refuse(own, f"本单位记下的 {len(own)} 条补正项还没有发出：请{press}时一并发出，或者先逐条删除。")
    if open_ones:
        _refuse(open_ones, f"退回过的补正项还有 {len(open_ones)} 条没有核对：请逐条点【已改正】或【仍有问题】。")


def _refuse(items: list[Item], words: str) -> None:
    """The first of the items is where to begin."""
    raise Invalid(words, [Problem(f"correction:{items[0].id}", words, "error")])


def told(case: CaseSight, move: Move, submission: SubmissionSight | None, by: Actor) -> dict[str, Any]:
    """Sends what the desk has pinned, where the move takes it along, and reopens what was ticked off where the filer takes the case back;
    what the event says of that, or of what was answered to a report."""
    if move.corrects:
        return _send(case, by)
    if _takes_back(case, move):
        return _reopen(case)
    return _replied(submission) if move.reports and submission else {}


def _send(case: CaseSight, by: Actor) -> dict[str, Any]:
    items = queries.own(by, case)
    if items and case.submission:
        Correction.objects.filter(pk__in=[item.id for item in items]).update(submission=case.submission.id)
    return {"corrections": [_said(item) for item in items]} if items else {}


def _takes_back(case: CaseSight, move: Move) -> bool:
    """True when the filer takes a report back that a desk may have begun to tick off, and may change again what was ticked."""
    flow = case.matter.flow
    return isinstance(move.seat, Filer) and rules.climbs(flow, case.state.key) and not rules.climbs(flow, move.to)


def _reopen(case: CaseSight) -> dict[str, Any]:
    items = [item for item in queries.answered(case) if item.verdict]
    ticked = [item.id for item in items]
    Correction.objects.filter(again__in=ticked, submission=None).delete()
    Correction.objects.filter(pk__in=ticked).update(verdict="")
    return {"reopened": [_said(item) for item in items]} if items else {}


def _said(item: Item) -> dict[str, str]:
    return {"place": item.place, "kind": item.title, "words": item.words}


def _replied(submission: SubmissionSight) -> dict[str, Any]:
    if not submission.corrected:
        return {}
    items = submission.corrected["items"]
    told = [{"place": each["place"], "kind": each["kind"], "words": each["answer"]} for each in items]
    return {"replies": told, "why": submission.corrected["why"], "begins_at": submission.begins_at}


def unready(actor: Actor, case: CaseSight) -> tuple[Problem, ...]:
    """What is to be said of a draft before it is reported: what its judgement finds, and the corrections that are not answered."""
    judged, items = cases.judgement(actor, case), queries.asked(case)
    materials = cases.materials_of(case, judged.answers, cases.files_of(case)) if items else []
    return (*judged.problems, *unanswered(case, items, judged.answers, materials))


def is_as_filed(actor: Actor, case: CaseSight) -> bool:
    """True for a draft that came back and says the same as what was filed last, with the same files. Who has answered corrections has
    said why."""
    content = cases.filled(actor, case) if case.editable and case.submission else None
    if content is None or case.submission is None or queries.asked(case):
        return False
    filed = (case.submission.answers, case.submission.materials)
    return not _changes(case, filed, (content.answers, content.materials))


def unanswered(case: CaseSight, items: Sequence[Item], answers: dict[str, Any], materials: Any) -> Iterator[Problem]:
    """One problem for each correction that was not answered, or said to be mended where nothing has changed."""
    before = Submission.objects.in_bulk([item.submission for item in items]) if items else {}
    for item in items:
        cell = f"correction:{item.id}"
        if not item.answered:
            yield Problem(cell, "还没有答复。请选“改好了”，或者写明说明。", "error")
        elif item.reply == "mended":
            old = before[item.submission or 0]
            found = _changes(case, (old.answers, old.materials), (answers, materials))
            if not any(covers(item.cell, change.address) for change in found):
                yield Problem(cell, "答复是“改好了”，但内容和退回时一样。请修改，或者改答“说明”。", "error")


def course(case: CaseSight, items: list[Item], filed: Filed, road: list[int]) -> tuple[int, dict[str, Any]]:
    """At which superior a report with these answers begins, and what its submission keeps of them: straight at the one who returned the
    case, where nothing else was changed and the superiors are the same; otherwise at the first."""
    if not items:
        return 0, {}
    told = [_answered(item) for item in items]
    base = _returned(case, items)
    if base is None:
        return 0, {"why": "", "items": told}
    if len(base.road) == len(road) == 1:
        return 0, {"why": "", "items": told}  # there is nowhere else it could have gone
    sender = next(item for item in items if item.submission == base.pk)
    level = base.road.index(sender.unit) if sender.unit in base.road else 0
    if road[: level + 1] != base.road[: level + 1]:
        return 0, {"why": "上级单位有了变动，所以从第一级起重新审核。", "items": told}
    cells = [item.cell for item in items]
    found = _changes(case, (base.answers, base.materials), filed)
    others = [change.label for change in found if not asked_for(cells, change.address)]
    name = people.names_of({sender.unit})[sender.unit]
    return 0 if others else level, {"why": why_so(others, len(items), name), "items": told}


def _answered(item: Item) -> dict[str, Any]:
    return {"id": item.id, "cell": item.cell, "answer": item.answer, **_said(item)}


def _returned(case: CaseSight, items: list[Item]) -> Submission | None:
    """The submission that was returned with corrections last; None where a desk has acted on a later one."""
    last = max(item.submission or 0 for item in items)
    later = Stop.objects.filter(case=case.id, submission__gt=last).exclude(move="").exists()
    return None if later else Submission.objects.get(pk=last)


def _changes(case: CaseSight, before: Filed, now: Filed) -> list[Change]:
    return [*differences(case.matter.form, before[0], now[0]), *material_changes(before[1], now[1])]
