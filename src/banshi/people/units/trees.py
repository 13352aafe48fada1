"""Named trees of units: who stands above whom. One statement for every question; a path is ids of ten digits from the root down."""

from django.db.models.expressions import RawSQL

from banshi.lib import prepared
from banshi.lib.turns import one_at_a_time
from banshi.people.models import TreeNode

STEP = 10
PATH = "SELECT path FROM people_treenode WHERE tree = %s AND organisation_id = %s AND until IS NULL"
# Two searches, each at one end of the index: a path is before all that begin with the root's, or behind.
ELSEWHERE = """(SELECT 1 FROM people_treenode WHERE tree = %s AND path ~<~ %s LIMIT 1)
UNION ALL (SELECT 1 FROM people_treenode WHERE tree = %s AND path ~>=~ %s LIMIT 1)"""

# Whoever stands on the path of an open unit, before it; one look at the trees for any number of units.
ABOVE = """SELECT substr(below.path, tier * %s + 1, %s)::bigint
FROM people_treenode AS below JOIN people_organisation AS unit ON unit.id = below.organisation_id
CROSS JOIN generate_series(0, length(below.path) / %s - 2) AS tier
WHERE below.until IS NULL AND unit.closed_at IS NULL"""


def hold(tree: str) -> None:
    """One change of a tree at a time, until the transaction ends: nothing comes below a unit that is just being moved."""
    one_at_a_time(f"people.tree {tree}")


def has_agency(tree: str) -> bool:
    """True once an agency stands at the root of a tree."""
    return TreeNode.objects.filter(tree=tree, until=None, path__length=STEP).exists()


def has_one_root(organisation: int, tree: str) -> bool:
    """True when nobody stands, or ever stood, in a tree but at or below this unit at its root."""
    return not prepared.rows(ELSEWHERE, [tree, step(organisation), tree, step(organisation + 1)])


def step(organisation: int) -> str:
    """A unit's part of a path."""
    return f"{organisation:0{STEP}}"


def ids(path: str) -> tuple[int, ...]:
    """The units of a path, from the root down to the unit itself."""
    return tuple(int(path[at : at + STEP]) for at in range(0, len(path), STEP))


def above(path: str) -> int | None:
    """The unit right above the last of a path; None for the agency at the root."""
    return next(reversed(ids(path)[:-1]), None)


def overseers() -> RawSQL:
    """The units that other open ones stand below, in any tree: those of which `queries.oversees` is true, for a statement about many."""
    return RawSQL(ABOVE, (STEP, STEP, STEP))  # noqa: S611 (nothing of it comes from outside)


def path_of(organisation: int, tree: str) -> str:
    """A unit's path in a tree today; empty when it has no place there."""
    found = prepared.rows(PATH, [tree, organisation])
    return str(found[0][0]) if found else ""


def tier(path: str) -> int:
    """How deep a unit stands: 0 for the agency at the root, 1 for a first-level enterprise."""
    return len(path) // STEP - 1


def length(tier: int) -> int:
    """How long the paths of that depth are."""
    return (tier + 1) * STEP


def below(path: str, tree: str) -> list[int]:
    """Every unit of the subtree under a path, the one at its top included."""
    found = TreeNode.objects.filter(tree=tree, path__startswith=path, until=None)
    return list(found.order_by("path").values_list("organisation", flat=True))
