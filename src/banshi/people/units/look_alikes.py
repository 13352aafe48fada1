"""Units whose names look like another: 農 for 农, 図 for 图, a missing bracket or a word left out may be the same unit once more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from django.db.models import Q

from banshi.lib.spelled import Spelled, looks
from banshi.lib.variants import in_use, written
from banshi.people.models import Organisation

MOST = 5
ALIKE = 0.75  # of the characters stand in both, in the same order
BEGINNING = 2  # characters two names that look alike have in common


@dataclass(frozen=True)
class LookAlike:
    """A unit as it is held against a name; `region` is the code of its place, `since` when it came into the house."""

    code: str
    name: str
    uscc: str
    region: str
    since: datetime
    is_open: bool


def look_alikes(name: str) -> list[LookAlike]:
    """The units, open or closed, whose names look most like this one, the most alike first."""
    own = looks(name)
    begin = Q(*[("spelled__startswith", each) for each in written(own[:BEGINNING])], _connector=Q.OR)
    found: dict[str, list[Organisation]] = defaultdict(list)
    for unit in Organisation.units.alias(spelled=Spelled("name")).filter(begin).order_by("code") if own else ():
        found[in_use(looks(unit.name))].append(unit)
    closest = get_close_matches(in_use(own), found, n=MOST, cutoff=ALIKE)
    return [_seen(unit) for each in closest for unit in found[each]][:MOST]


def _seen(unit: Organisation) -> LookAlike:
    return LookAlike(unit.code, unit.name, unit.uscc, unit.region, unit.created_at, unit.closed_at is None)
