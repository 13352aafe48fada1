"""关联单位: how people come to belong to a unit, and what each may do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from banshi.define.word import Word

SEATS = {"fills": "填报", "checks": "复核", "signs": "签发"}
ADMINISTERS: Final = "administers"
Seat = Literal["", "fills", "checks", "signs", "administers"]
# What goes with each seat: roles ("pack/role"), and the trees in which the matters they file are filed.
Seats = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class Binding(Word):
    """A case of the matter begins with a search: a person chooses the unit they work for and types its code.

    The page that begins the case answers `unit` (an organisation among the "units"), `code`, and `administered` (是 where somebody
    administers the unit already, else 否); they are read-only, and the last is asked anew until the case is reported. In `seat` (a choice
    of `SEATS`) the person says what they will do there.
    """

    unit: str
    code: str
    administered: str
    seat: str
