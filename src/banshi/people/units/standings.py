"""Which units stand in a tree today, for whoever asks all of them for something."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, Value

from banshi.define import MayFile
from banshi.lib import codes
from banshi.lib.sealed import masked_phone
from banshi.lib.spelled import Spelled
from banshi.people.models import Link, Organisation, TreeNode
from banshi.people.units import trees
from banshi.people.units.called import like


def placed(said: MayFile, tops: Collection[int] = (), spared: Collection[int] = ()) -> dict[int, str]:
    """The open units a matter is filed about, with their paths, from the root down: all of its tree or, with `tops`, these and what
    stands below them; never the agency at the root, and none of `spared`."""
    found = TreeNode.objects.filter(tree=said.tree, until=None, organisation__kind="unit", organisation__closed_at=None)
    found = found.exclude(path__length=trees.STEP).exclude(organisation__in=spared)
    if said.tiers:
        found = found.filter(path__length__in=[trees.length(tier) for tier in said.tiers])
    if "investees" not in said.rights:
        found = found.filter(organisation__investor=None)
    if tops:
        begins = [Q(path__startswith=trees.path_of(top, said.tree) or "-") for top in tops]
        found = found.filter(Q(*begins, _connector=Q.OR))
    return dict(found.order_by("path").values_list("organisation", "path"))


@dataclass(frozen=True)
class Called:
    """Units that were named on lines, and the lines no one unit of the tree is called by."""

    units: tuple[int, ...]
    unknown: tuple[str, ...]


def called(tree: str, top: int | None, lines: Iterable[str]) -> Called:
    """The open units below `top` in a tree (without it, of the whole tree) by what they are called: the name, however it is spelled, or
    the code."""
    here = TreeNode.objects.filter(tree=tree, until=None, path__startswith=path(tree, top)).values("organisation")
    open_here = Organisation.units.filter(pk__in=here, closed_at=None).alias(spelled=Spelled("name"))
    found, unknown = [], []
    for line in lines:
        units = open_here.filter(Q(code=codes.normal(line)) | Q(spelled=Spelled(Value(line)))).values_list(
            "pk", flat=True
        )
        if len(units) == 1:
            found.append(units[0])
        else:
            unknown.append(line)
    return Called(tuple(dict.fromkeys(found)), tuple(unknown))


def filers(units: Collection[int]) -> Mapping[int, int]:
    """Who files for these units where it is not they themselves: the investors of investees."""
    held = Organisation.objects.filter(pk__in=units).exclude(investor=None)
    return {unit: investor for unit, investor in held.values_list("pk", "investor") if investor}


@dataclass(frozen=True)
class Contact:
    """Whom to call about a unit."""

    name: str
    phone: str

    @property
    def masked(self) -> "Contact":
        """The same with the middle of the phone hidden."""
        return replace(self, phone=masked_phone(self.phone) if self.phone else "")


def contacts(units: Collection[int], roles: Collection[str]) -> dict[int, Contact]:
    """Who holds the first account with one of these roles in each unit."""
    links = Link.objects.filter(organisation__in=units, role__in=roles, until=None, account__is_active=True)
    first = links.select_related("account").order_by("organisation", "account").distinct("organisation")
    return {link.organisation_id: Contact(link.account.name, link.account.phone) for link in first} if units else {}


def path(tree: str, unit: int | None) -> str:
    """Where a unit stands in a tree today; empty when it has no place there."""
    return trees.path_of(unit, tree) if unit else ""


def is_root(path: str) -> bool:
    """True for the path of an agency at the root."""
    return len(path) == trees.STEP


def titles(units: Collection[int]) -> dict[int, tuple[str, str]]:
    """Code and name of units."""
    rows = Organisation.objects.filter(pk__in=units).values_list("pk", "code", "name")
    return {unit: (code, name) for unit, code, name in rows}


def find(text: str, most: int) -> list[int]:
    """The ids of units by part of the name or the beginning of the code, so many at most."""
    return list(Organisation.units.filter(like(text)).values_list("pk", flat=True)[:most])
