"""Time limits (时限): what must be done by when, and what follows when it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from banshi.define.conditions import Condition
from banshi.define.word import Word

UNITS = {"working": "个工作日", "natural": "天"}  # what the days of a limit are called


@dataclass(frozen=True, kw_only=True)
class Term(Word):
    """A limit on how long a case may stand in some states.

    It begins on the day the case comes into one of `states` (that day does not count) and is kept when the case leaves them in time. In a
    state of `still` it stands still: that time is not counted, and the limit goes on with what was left of it. `days` is what `law`
    allows, `promised` what the agency promises to need at most (0: the same); in "working" or "natural" days.
    `lapses` is the move the house makes when nobody has done anything by the last day of the law: silence has an effect. What that move
    begins counts from the day this limit began. `extension` is by how many days a move that `extends` it lengthens both, once.
    `alerts` are the roles of the desk that are told besides whoever has the case when the last day has come, and again when it is over.
    With `when` it runs only for cases whose filed answers meet the condition: 地图管理条例 gives a map of current events fewer days.
    """

    key: str
    title: str
    states: tuple[str, ...]
    days: int
    law: str
    still: tuple[str, ...] = ()
    promised: int = 0
    unit: Literal["working", "natural"] = "working"
    lapses: str = ""
    extension: int = 0
    alerts: tuple[str, ...] = ()
    when: Condition | None = None

    @property
    def aimed(self) -> int:
        """The days it is to be done in: those promised, else those of the law."""
        return self.promised or self.days

    def runs(self, answers: Mapping[str, Any]) -> bool:
        """True when it runs for a case with these answers."""
        return self.when is None or self.when.holds(answers)
