"""结果公示: what was decided, told to everybody at an address that stays; what is corrected, withdrawn or taken down says so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from banshi.bulletin import rules
from banshi.bulletin.models import RESULT, Result
from banshi.bulletin.refusals import TextOvertaken
from banshi.forms.comparing import become
from banshi.ledger import actions as ledger
from banshi.ledger import queries as past
from banshi.ledger.clock import Now
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.grams import holds
from banshi.lib.refusals import Forbidden, NotFound
from banshi.lib.text import plain

PAGE = 20
LONGEST = 500  # characters of what is told of a correction
Lines = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class ResultSight:
    """A published result. `whom` it was decided for, `outcome` what, `lines` what else is told, `numbers` of the papers issued with it,
    `issuer` the unit that decided of the `case`; `withdrawn_at` with its `reason` where it is good no more. What was taken down
    (`removed_at`) tells nothing but why, `removed_for`."""

    number: int
    pack: str
    matter: str
    title: str
    whom: str
    outcome: str
    lines: tuple[tuple[str, str], ...]
    numbers: str
    issuer: int | None
    case: int
    version: int
    published_at: datetime
    withdrawn_at: datetime | None
    reason: str
    removed_at: datetime | None
    removed_for: str

    @property
    def heading(self) -> str:
        """By what it is told from others: the matter, for whom, and the first line, such as the name of a map."""
        first = f"（{self.lines[0][1]}）" if self.lines else ""
        return f"{self.title}：{self.whom}{first}"


@dataclass(frozen=True)
class Change:
    """What became of a published text: when, why, and the SHA-256 of the text it had before (`rules.told_digests`)."""

    at: datetime
    reason: str
    digest: str


@dataclass(frozen=True)
class Filer:
    """Whom a result was decided for: who holds one of these roles in the unit that filed the case `ref`."""

    unit: int
    roles: tuple[str, ...]
    ref: str


# Published, corrected, withdrawn ---------------------------------------------------------------------------------------------------


def publish(
    *,
    pack: str,
    matter: str,
    title: str,
    whom: str,
    outcome: str,
    lines: Lines,
    case: int,
    by: Actor,
    numbers: Iterable[str] = (),
) -> int:
    """Publishes what was decided of a case, in the transaction of the decision, and returns its number; `numbers` are those of the papers
    issued with it."""
    said = {"title": title, "whom": whom, "outcome": outcome, "lines": [list(line) for line in lines]}
    said |= {"numbers": "、".join(numbers)}
    row = Result.objects.create(pack=pack, matter=matter, case=case, issuer_id=by.unit, **said)
    ledger.append(_stream(pack), "result_published", by=by, data={"number": row.pk, "said": said})
    return int(row.pk)


def withdraw_of_case(case: int, reason: str, *, by: Actor) -> list[int]:
    """Withdraws what was published of a case whose decision is taken back; it stays at its address and says so."""
    rows = list(Result.objects.filter(case=case, withdrawn_at=None))
    for row in rows:
        Result.objects.filter(pk=row.pk).update(withdrawn_at=Now(), reason=reason, version=row.version + 1)
        ledger.append(_stream(row.pack), "result_withdrawn", by=by, data={"number": row.pk, "reason": reason})
    return [row.pk for row in rows]


@transaction.atomic
def correct(
    number: int,
    typed: Mapping[str, Any],
    *,
    names: Iterable[str],
    version: int,
    token: str,
    by: Actor,
    deciding: Collection[str] = (),
    filer: Filer | None = None,
) -> None:
    """Corrects the text of a result, in which none of `names` may stand, and tells the `filer` what was changed and why. `deciding` are the
    roles that decide such cases.

    Raises Invalid, NotFound, Forbidden, and TextOvertaken when it was changed since `version`.
    """
    row = _standing(number)
    if not may_correct(by, row, deciding):
        raise Forbidden
    said, reason, is_personal = rules.corrected_result(typed, labels(row), names)
    once = ledger.once(token, by, f"correction of result {number}")
    if once.receipt:
        return
    before = "" if is_personal else digest(_text(row))
    if not Result.objects.filter(pk=number, version=version, removed_at=None).update(version=version + 1, **said):
        raise TextOvertaken
    told = {"number": number, "said": said, "reason": reason, "before": before}
    letters = [_to_filer(filer, row, said, reason, is_personal)] if filer else []
    ledger.append(_stream(row.pack), "result_corrected", by=by, data=told, deliveries=letters)
    once.keep({"number": number})


def may_correct(by: Actor, result: Result | ResultSight, deciding: Collection[str]) -> bool:
    """True for who keeps the texts, and for who holds one of the `deciding` roles in the unit that decided."""
    decided = by.unit is not None and _issuer(result) == by.unit
    return by.holds("system_admin") or (decided and any(map(by.holds, deciding)))


def _to_filer(filer: Filer, row: Result, said: Mapping[str, Any], reason: str, is_personal: bool) -> Delivery:
    """What was personal and has been taken out is not told once more."""
    before = [("办理对象", row.whom), ("结果", row.outcome), *row.lines]
    after = [said["whom"], said["outcome"], *(text for _, text in said["lines"])]
    changed = [
        f"{label}删去了个人信息" if is_personal else f"{label}{become(was, now)}"
        for (label, was), now in zip(before, after, strict=True)
        if was != now
    ]
    text = f"“{row.title}”公示的结果已更正：{'；'.join([*changed, f'更正原因：{reason}'])}"[:LONGEST]
    told = {"unit": filer.unit, "roles": [*filer.roles], "text": text, "sms": True, "ref": filer.ref}
    return Delivery("notices.tell", told)


def _issuer(result: Result | ResultSight) -> int | None:
    return result.issuer_id if isinstance(result, Result) else result.issuer


@transaction.atomic
def take_down(number: int, reason: str, *, names: Iterable[str], by: Actor) -> None:
    """Takes a result down; its address says why. Raises Invalid without a reason and for one with any of `names`, and NotFound."""
    rules.must_edit(by)
    row, why = _standing(number), rules.why(reason, names)
    if not Result.objects.filter(pk=number, removed_at=None).update(removed_at=Now(), removed_for=why):
        raise NotFound
    ledger.append(_stream(row.pack), "result_taken_down", by=by, data={"number": number, "reason": why})


# For everybody -------------------------------------------------------------------------------------------------------------------


def listed(packs: Collection[str], matter: str = "", text: str = "", before: int | None = None) -> list[ResultSight]:
    """A page of results of these packs, the newest first: of one matter ("pack/matter"), with every word of `text` in what it tells,
    its title or the numbers of its papers, and older than the number `before`."""
    found = Result.objects.filter(pack__in=packs, removed_at=None)
    if matter:
        pack, _, key = matter.partition("/")
        found = found.filter(pack=pack, matter=key)
    for word in plain(text)[:100].split():
        found = found.filter(holds(RESULT, word))
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_sight(row) for row in found.order_by("-pk")[:PAGE]]


def of_case(case: int) -> list[ResultSight]:
    """What was published of a case and still stands there, the latest first."""
    return [_sight(row) for row in Result.objects.filter(case=case, removed_at=None).order_by("-pk")]


def one(number: int) -> ResultSight:
    """A result at its permanent address. Raises NotFound."""
    return _sight(_row(number))


def changes(result: ResultSight) -> list[Change]:
    """Every correction of a result, the latest first, each with the digest of the text before it where that may be told."""
    events = past.kinds(_stream(result.pack), "result_corrected", number=result.number)
    digests = rules.told_digests([each.data["before"] for each in events])
    told = [Change(each.at, each.data["reason"], before) for each, before in zip(events, digests, strict=True)]
    return told[::-1]


def labels(result: Result | ResultSight) -> list[str]:
    """What its lines are called."""
    return [label for label, _ in result.lines]


def fingerprint(result: ResultSight) -> str:
    """SHA-256 of the text as it stands, so that anybody can say which text they mean."""
    return digest(_text(result))


def _row(number: int) -> Result:
    row = Result.objects.filter(pk=number).first()
    if row is None:
        raise NotFound
    return row


def _standing(number: int) -> Result:
    row = _row(number)
    if row.removed_at:
        raise NotFound
    return row


def _sight(row: Result) -> ResultSight:
    is_there = row.removed_at is None
    return ResultSight(
        number=row.pk,
        pack=row.pack,
        matter=row.matter,
        title=row.title,
        whom=row.whom if is_there else "",
        outcome=row.outcome if is_there else "",
        lines=tuple((label, text) for label, text in row.lines) if is_there else (),
        numbers=row.numbers if is_there else "",
        issuer=row.issuer_id,
        case=row.case,
        version=row.version,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        reason=row.reason,
        removed_at=row.removed_at,
        removed_for=row.removed_for,
    )


def _text(said: Result | ResultSight) -> dict[str, Any]:
    lines = [list(line) for line in said.lines]
    told = {"title": said.title, "whom": said.whom, "outcome": said.outcome, "lines": lines}
    return told | ({"numbers": said.numbers} if said.numbers else {})


def _stream(pack: str) -> str:
    return f"bulletin:{pack}"
