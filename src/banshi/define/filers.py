"""Who may file for whom."""

from dataclasses import dataclass
from typing import Literal

from banshi.define.word import Word

Right = Literal["self", "investees", "named", "below"]
RIGHTS = ("self", "investees", "named", "below")


@dataclass(frozen=True, kw_only=True)
class MayFile(Word):
    """Who may file for a unit: the unit itself ("self") or, where it is held without control, its investor ("investees"), a unit named
    for it by `NameFiler` ("named"), and every unit above it ("below": those below are filed for). `roles` are the roles that file,
    `tree` the tree in which the units stand; `tiers` are the levels below the root a case may be about, any when empty."""

    rights: tuple[Right, ...]
    roles: tuple[str, ...]
    tree: str
    tiers: tuple[int, ...] = ()
