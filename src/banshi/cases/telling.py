"""What is said when a case moved: a pack's notices, turned into deliveries for `notices`."""

from collections.abc import Iterator

from banshi.cases import rules
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight
from banshi.define import Move, Notice
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor


def told(
    case: CaseSight, move: Move, there: Standing, desk: int | None, desk_name: str, opinion: str, by: Actor
) -> Iterator[Delivery]:
    """The deliveries of a move: to the filer's people, and to the people of the next desk."""
    climbing = rules.climbs(case.matter.flow, there.state)
    words = {
        "matter": case.title,
        "unit": case.unit_name,
        "ref": case.ref,
        "by": by.unit_name,
        "opinion": opinion,
        "desk": desk_name,
    }
    for notice in case.matter.notices:
        if notice.on == move.key and notice.last in (None, not climbing):
            unit = case.filing_unit if notice.to == "filer" else desk
            if unit is not None:
                yield _delivery(notice, case, unit, words)


def _delivery(notice: Notice, case: CaseSight, unit: int, words: dict[str, str]) -> Delivery:
    return Delivery(
        "notices.tell",
        {
            "unit": unit,
            "roles": [f"{case.pack}/{role}" for role in _roles(notice, case)],
            "text": notice.text.format(**words)[:500],
            "sms": notice.sms,
            "ref": case.ref,
        },
    )


def _roles(notice: Notice, case: CaseSight) -> list[str]:
    """Who is told: those who file, or those who may act on a case that waits."""
    if notice.to == "filer":
        return list(case.matter.may_file.roles)
    return sorted({role for move in case.matter.flow.moves if move.climbs for role in move.by})
