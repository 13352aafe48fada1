"""Units whose names look like another: 農 for 农, a missing bracket or a word left out may be the same unit once more."""

from difflib import get_close_matches

from banshi.lib.spelled import Spelled, spelled
from banshi.people.models import Organisation

MOST = 5
ALIKE = 0.75  # of the characters stand in both, in the same order
BEGINNING = 2  # characters two names that look alike have in common


def look_alikes(name: str) -> list[tuple[str, str]]:
    """Codes and names of the units, open or closed, whose names look most like this one; spelled the same comes first."""
    own = spelled(name)
    rows = Organisation.units.annotate(spelled=Spelled("name")).filter(spelled__startswith=own[:BEGINNING])
    found = {each: (code, said) for each, code, said in rows.order_by("-code").values_list("spelled", "code", "name")}
    return [found[each] for each in get_close_matches(own, found, n=MOST, cutoff=ALIKE)]
