"""Where corrections change: pinned and taken off at a desk, answered by the filer, ticked off by the desk that asked."""

from django.db import transaction

from banshi.cases import queries as cases
from banshi.cases.corrections import queries
from banshi.cases.corrections.rules import KINDS, LONGEST, MOST, REPLIES, SPOKEN, VERDICTS
from banshi.cases.models import Correction
from banshi.cases.refusals import NotYourTurn
from banshi.cases.sight import CaseSight
from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.lib.text import in_words, plain

SENT = "这条补正项已经发给填报单位，不能再改。"


@transaction.atomic
def pin(ref: str, cell: str, kind: str, words: str, *, by: Actor, token: str) -> int:
    """Pins a correction to a field, a cell of a table, a row or a material ("material:key") of the submission at the actor's desk, and
    returns its id. It is the desk's own until the case is sent back.

    Raises NotYourTurn, NotFound where the submission has no such cell, and Invalid for a kind or words that will not do.
    """
    once = ledger.once(token, by, f"pin at {cell} of {ref}")
    if once.receipt:
        return int(once.receipt["correction"])
    case = _at_desk(ref, by)
    place = queries.place(case, cell)
    if len(queries.own(by, case)) >= MOST:
        raise Invalid("补正项太多。", [Problem("words", f"一次最多记 {MOST} 条补正项。", "error")])
    said = {"cell": cell, "place": place[:200], "kind": kind, "words": _words(kind, words)}
    row = _keep(case, by, said)
    _told(case, "pinned", {"correction": row.pk, **said}, by)
    once.keep({"correction": row.pk})
    return row.pk


@transaction.atomic
def change(ref: str, correction: int, kind: str, words: str, *, by: Actor) -> None:
    """Puts other words in the place of those of a correction that has not been sent. Raises as `pin`, and Conflict once it was sent."""
    case = _at_desk(ref, by)
    row = _own(case, correction)
    row.kind, row.words, row.account_id = kind, _words(kind, words), by.own_account or row.account_id
    row.save(update_fields=["kind", "words", "account"])
    _told(case, "pinned", {"correction": row.pk, "place": row.place, "kind": kind, "words": row.words}, by)


@transaction.atomic
def unpin(ref: str, correction: int, *, by: Actor) -> None:
    """Takes off a correction that has not been sent; what it went on with has to be ticked off anew."""
    case = _at_desk(ref, by)
    row = _own(case, correction)
    if row.again_id:
        Correction.objects.filter(pk=row.again_id).update(verdict="")
    row.delete()
    _told(case, "unpinned", {"correction": correction, "place": row.place}, by)


@transaction.atomic
def reply(ref: str, correction: int, chosen: str, words: str, *, by: Actor) -> None:
    """Keeps what the filer answers to a correction while the draft may change. It is no event: the report that goes with it is."""
    case = _mine(ref, by)
    if correction not in [item.id for item in queries.asked(case)]:
        raise NotFound
    if not case.editable:
        raise NotYourTurn("这份办件现在不能修改，请先把它收回来：办件页面上有可以用的按钮。")
    if chosen not in REPLIES:
        raise Invalid("没有保存。", [Problem("reply", "请选择“改好了”或“说明”。", "error")])
    said = plain(words, lines=True)[:LONGEST]
    Correction.objects.filter(pk=correction).update(reply=chosen, reply_words=said)


@transaction.atomic
def tick(ref: str, correction: int, verdict: str, *, by: Actor) -> None:
    """Settles what the filer has answered: "corrected", "remaining" (where it may be sent once more it goes on in the desk's list), or ""
    to take that back.

    Raises NotYourTurn, and NotFound for what was not answered with this submission or what another desk has asked for.
    """
    case = _mine(ref, by)
    if not queries.asks_here(case) or not cases.may_decide(by, case):
        raise NotYourTurn
    if correction not in [item.id for item in queries.mine_to_tick(by, case)] or verdict not in ("", *VERDICTS):
        raise NotFound
    row = Correction.objects.select_for_update().get(pk=correction)
    if row.verdict == verdict:
        return
    Correction.objects.filter(again=correction, submission=None).delete()
    row.verdict = verdict
    row.save(update_fields=["verdict"])
    if verdict == "remaining" and queries.may_pin(by, case):
        _keep(case, by, {"cell": row.cell, "place": row.place, "kind": row.kind, "words": row.words}, again=row)
    _told(case, "ticked", {"correction": correction, "place": row.place, "settled": verdict}, by)


def _keep(case: CaseSight, by: Actor, said: dict[str, str], again: Correction | None = None) -> Correction:
    desk, account = case.desk or 0, by.own_account
    return Correction.objects.create(case_id=case.id, organisation_id=desk, account_id=account, again=again, **said)


def _at_desk(ref: str, by: Actor) -> CaseSight:
    """The case, locked, where the actor may pin."""
    case = _mine(ref, by)
    if not queries.may_pin(by, case):
        raise NotYourTurn
    return case


def _mine(ref: str, by: Actor) -> CaseSight:
    """The case, locked, where the actor may see it."""
    case = cases.cases_to_move(by, [ref]).get(ref)
    if case is None:
        raise NotFound
    return case


def _own(case: CaseSight, correction: int) -> Correction:
    row = Correction.objects.filter(case=case.id, organisation=case.desk, pk=correction).first()
    if row is None:
        raise NotFound
    if row.submission_id:
        raise Conflict(SENT)
    return row


def _words(kind: str, words: str) -> str:
    said = plain(words, lines=True)
    if kind not in KINDS:
        raise Invalid("请选择补正的种类。", [Problem("kind", "请选择补正的种类。", "error")])
    if kind in SPOKEN and not in_words(said):
        raise Invalid("请写明要求。", [Problem("words", f"“{KINDS[kind]}”需要写明哪里不对、怎样改。", "error")])
    if len(said) > LONGEST:
        raise Invalid("要求太长。", [Problem("words", f"要求最多 {LONGEST} 字。", "error")])
    return said


def _told(case: CaseSight, kind: str, data: dict[str, object], by: Actor) -> None:
    ledger.append(f"case:{case.id}", kind, by=by, data=data)
