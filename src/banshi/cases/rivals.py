"""Cases that are judged by one another move one at a time: what a rule has looked up stays true until its case has moved."""

from collections.abc import Iterable, Iterator
from zlib import crc32

from banshi.cases.sight import CaseSight
from banshi.catalogue import shelf
from banshi.define import AnswersOf, CasesOf, Lookup, Matter, Move, Rule, SameAnswers
from banshi.forms.cleaning import clean_cell
from banshi.lib.spelled import spelled
from banshi.lib.turns import one_at_a_time

PLACES = 1024  # so many a transaction holds at most, however many cases it moves: the database's table of locks is not endless


def take_turns(moved: Iterable[tuple[CaseSight, str]]) -> None:
    """Waits for whoever moves a case that the rules of these look at, or whose rules look at these, and holds them off until the
    transaction ends. `moved` are all cases the transaction moves, locked, each with the key of its move: what they need is taken at
    once and in order, so that two who move many never wait for each other.
    """
    names = {name for case, key in moved for name in _names(case, key)}
    one_at_a_time(*{f"cases.rivals {crc32(name.encode()) % PLACES}" for name in names})


def _names(case: CaseSight, key: str) -> Iterator[str]:
    """The unit, where rules count or read its cases; the first answer of what may stand in one case alone, however it is spelled."""
    move = next((each for each in case.matter.flow.moves if each.key == key), None)
    if move is None:
        return
    asked = [lookup for rule in case.matter.rules if _asks(rule, move) for lookup in rule.lookups]
    if any(isinstance(each, CasesOf | AnswersOf) for each in asked) or _is_read(case):
        yield f"{case.pack} {case.subject}"
    for lookup in asked:
        if isinstance(lookup, SameAnswers):
            yield f"{case.pack}/{case.matter.key} {lookup.of[0]} {_first(lookup, case, move)}"


def _asks(rule: Rule, move: Move) -> bool:
    return move.key in rule.on if rule.on else move.reports


def _is_read(case: CaseSight) -> bool:
    """True when a rule of some matter of the pack counts or reads the cases of this one."""
    return any(_reads(lookup, case.matter) for each in shelf.pack(case.pack).matters for lookup in _lookups(each))


def _lookups(matter: Matter) -> Iterator[Lookup]:
    return (lookup for rule in matter.rules for lookup in rule.lookups)


def _reads(lookup: Lookup, matter: Matter) -> bool:
    return isinstance(lookup, CasesOf | AnswersOf) and lookup.matter == matter.key


def _first(lookup: SameAnswers, case: CaseSight, move: Move) -> str:
    """The answer by which others are found, as it will be kept."""
    if not move.reports:
        return spelled(str(case.submission.answers.get(lookup.of[0], ""))) if case.submission else ""
    field = case.matter.form.field(lookup.of[0])
    return spelled(str(clean_cell(field, case.draft.get(field.key), lambda *_: None)[0] or "")) if field else ""
