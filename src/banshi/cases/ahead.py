"""What a transaction has decided of its cases before any of them stands where it goes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banshi.cases.sight import CaseSight
from banshi.define import Matter, SameAnswers
from banshi.lib.spelled import spelled


@dataclass(frozen=True)
class Going:
    """A case on its way from a state to another, with what stands filed in it there."""

    case: int
    subject: int
    was: str
    to: str
    answers: Mapping[str, Any]


class Ahead:
    """The cases a transaction moves, as soon as each has been judged; look-ups answer for the others as if it stood there already. A case
    goes once."""

    def __init__(self) -> None:
        self.cases: set[int] = set()
        self._of_units: dict[tuple[str, int], list[Going]] = defaultdict(list)
        self._holding: dict[tuple[str, str, str], list[Going]] = defaultdict(list)

    def add(self, case: CaseSight, to: str, answers: Mapping[str, Any]) -> None:
        """Takes a case for moved."""
        going = Going(case.id, case.subject, case.state.key, to, answers)
        matter = f"{case.pack}/{case.matter.key}"
        self.cases.add(case.id)
        self._of_units[matter, case.subject].append(going)
        for key in _looked_up(case.matter):
            self._holding[matter, key, spelled(str(answers.get(key) or ""))].append(going)

    def of_unit(self, matter: str, subject: int) -> Sequence[Going]:
        """Those of a matter ("pack/matter") about a unit."""
        return self._of_units.get((matter, subject), ())

    def holding(self, matter: str, key: str, text: str) -> Sequence[Going]:
        """Those of a matter ("pack/matter") with that text, as it is `spelled`, in a field of `SameAnswers`."""
        return self._holding.get((matter, key, text), ())


def _looked_up(matter: Matter) -> set[str]:
    """The fields by which its rules find other cases."""
    asked = (lookup for rule in matter.rules for lookup in rule.lookups)
    return {lookup.of[0] for lookup in asked if isinstance(lookup, SameAnswers)}
