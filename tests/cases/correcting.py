"""补正项 for tests: pinned and sent, answered, and back at the desk that asked."""

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.corrections import actions
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.sight import Item
from banshi.ledger.tokens import new_token
from tests.situations import Group, a_case, act

DESKS = {"李审核": "under_review", "赵主管": "at_second", "孙总管": "at_first", "陈处长": "at_agency"}


def pin(group: Group, ref: str, name: str, cell: str, words: str = "与执照不一致。", kind: str = "wrong") -> int:
    """One of the people pins a correction."""
    return actions.pin(ref, cell, kind, words, by=group.actor(name), token=new_token())


def sent_back(group: Group, name: str, *cells: str) -> str:
    """A case that this reviewer has sent back with a correction at each of these cells, and that is editable again."""
    ref = a_case(group, DESKS[name])
    for cell in cells:
        pin(group, ref, name, cell)
    act(group, name, ref, "return")
    act(group, "王经办", ref, "reopen")
    return ref


def asked(group: Group, ref: str) -> list[Item]:
    """What the filer has to answer."""
    return corrections.asked(queries.case_for(group.actor("王经办"), ref))


def answer(group: Group, ref: str, chosen: str = "mended", words: str = "") -> None:
    """The filer answers every item alike."""
    for item in asked(group, ref):
        actions.reply(ref, item.id, chosen, words, by=group.actor("王经办"))


def write(group: Group, ref: str, **typed: object) -> None:
    """The filer types."""
    filer = group.actor("王经办")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)


def filed(group: Group, ref: str) -> tuple[int, str]:
    """Where the case lies on its road, and why."""
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission
    return case.position, case.submission.corrected.get("why", "")


def back_at(group: Group, name: str, *cells: str) -> str:
    """A case that lies at this reviewer's desk again, with every item explained."""
    ref = sent_back(group, name, *cells)
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    return ref


def answered(group: Group, name: str, ref: str) -> list[Item]:
    """What the filer has answered, as this reviewer sees it."""
    return corrections.answered(queries.case_for(group.actor(name), ref))
