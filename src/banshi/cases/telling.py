"""What is said when cases moved: a pack's notices, turned into deliveries for `notices`; one for all that one press tells a unit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banshi.cases import rules
from banshi.cases.rules import Standing
from banshi.cases.sight import CaseSight
from banshi.define import Move, Notice
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor

LONGEST = 500
NAMED = 3  # cases that stand for the others


@dataclass(frozen=True)
class Told:
    """A notice about a case, to who holds one of these roles in a unit, with the words it may use."""

    notice: Notice
    case: CaseSight
    unit: int
    roles: tuple[str, ...]
    words: Mapping[str, str]

    @property
    def text(self) -> str:
        """What it says of this case."""
        return self.notice.text.format(**self.words)[:LONGEST]

    @property
    def one_message(self) -> tuple[Any, ...]:
        """What it shares with those of other cases that go out as one message with it."""
        if not self.notice.many:
            return (self.case.id, self.notice)
        return self.case.pack, self.case.matter.key, self.notice, self.unit, self.roles, self.words["desk"]


def told(
    case: CaseSight, move: Move, there: Standing, desk: int | None, desk_name: str, opinion: str, by: Actor
) -> Iterator[Told]:
    """What is said of a move: to the filer's people, to the people of the next desk (where no desk is next, to those it lay with), and to
    the superiors who had passed the case on."""
    last = not rules.passes_on(case, move, there)
    words = {
        "matter": case.title,
        "unit": case.unit_name,
        "ref": case.ref,
        "by": by.unit_name,
        "opinion": opinion,
        "desk": desk_name,
    }
    for notice in case.matter.notices:
        if notice.on == move.key and notice.last in (None, last):
            for unit, roles in _hearers(notice, case, there, desk):
                yield Told(notice, case, unit, roles, words)


def _hearers(
    notice: Notice, case: CaseSight, there: Standing, desk: int | None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The units a notice goes to, each with the roles of those who read it there."""
    if notice.to == "filer":
        yield case.filing_unit, case.matter.may_file.roles
    elif notice.to == "passed_on":
        roles = tuple(sorted(case.matter.flow.roles_at(case.state.key)))
        yield from ((unit, roles) for unit in rules.passed_on_by(case))
    else:
        unit, state = _desk(case, there, desk)
        if unit is not None:
            yield unit, tuple(sorted(case.matter.flow.roles_at(state)))


def _desk(case: CaseSight, there: Standing, desk: int | None) -> tuple[int | None, str]:
    """Whose desk is told, and in which state it has the case, or had it until it ended there."""
    if desk is None and case.desk != case.filing_unit:
        return case.desk, case.state.key
    return desk, there.state


def deliveries(listed: Iterable[Told]) -> dict[int, tuple[Delivery, ...]]:
    """What is to be carried, by the id of the case with whose event it goes: of what makes one message, the first's."""
    together: dict[tuple[Any, ...], list[Told]] = {}
    for each in listed:
        together.setdefault(each.one_message, []).append(each)
    found: dict[int, tuple[Delivery, ...]] = {}
    for group in together.values():
        first = group[0].case.id
        found[first] = (*found.get(first, ()), _delivery(group))
    return found


def _delivery(group: Sequence[Told]) -> Delivery:
    """One message; in the site each case keeps its own line."""
    first = group[0]
    said: dict[str, Any] = {"text": first.text, "ref": first.case.ref}
    if len(group) > 1:
        said = {"text": _of_many(group), "lines": [{"text": each.text, "ref": each.case.ref} for each in group]}
    roles = [f"{first.case.pack}/{role}" for role in first.roles]
    return Delivery("notices.tell", {"unit": first.unit, "roles": roles, "sms": first.notice.sms} | said)


def _of_many(group: Sequence[Told]) -> str:
    """What stands for all: cases of one unit by their names, of several by the units'."""
    cases = [each.case for each in group]
    alone = len({case.subject for case in cases}) == 1
    names = list(dict.fromkeys(case.name or case.ref if alone else case.unit_name for case in cases))
    words = dict(group[0].words) | {
        "matter": cases[0].matter.title,
        "count": str(len(cases)),
        "cases": "、".join(names[:NAMED]) + (" 等" if len(names) > NAMED else ""),
    }
    return group[0].notice.many.format(**words)[:LONGEST]
