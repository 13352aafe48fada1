"""Reading people and units. What concerns a person's own data asks for an actor; what a unit is called is public."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet, Value

from banshi.define import MayFile
from banshi.lib import codes, prepared, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.spelled import Spelled, looks
from banshi.people import asking
from banshi.people.models import Account, Link, Naming, Organisation, TreeNode
from banshi.people.refusals import wrong
from banshi.people.units import trees
from banshi.people.units.called import like

PAGE = 20
Reference = dict[str, str]
# A unit and those above it in a tree; the unit alone where it has no place there. An array, for few: of a join the server believes that it
# may have to look at every unit of the house.
LINE = f"""WITH place AS (SELECT path FROM people_treenode WHERE tree = %s AND organisation_id = %s AND until IS NULL),
    line AS (
        SELECT substr(path, at, {trees.STEP})::bigint AS id FROM place, generate_series(1, length(path), {trees.STEP}) AS at
        UNION SELECT %s
    )
SELECT (SELECT path FROM place), unit.id, unit.code, unit.name, unit.uscc, unit.region, regulator.code, regulator.name,
    investor.code, investor.name
FROM people_organisation AS unit
LEFT JOIN people_organisation AS regulator ON regulator.id = unit.regulator_id
LEFT JOIN people_organisation AS investor ON investor.id = unit.investor_id
WHERE unit.id = ANY (ARRAY(SELECT id FROM line))"""  # noqa: S608 (a number of ours)
HOLDERS = """SELECT DISTINCT account.id, account.name, account.phone_sealed,
    CASE WHEN account.personal THEN account.email ELSE '' END
FROM people_link AS link JOIN people_account AS account ON account.id = link.account_id
WHERE link.organisation_id = %s AND link.role = ANY(%s) AND link.until IS NULL AND account.is_active ORDER BY account.id"""
STANDING_BELOW = """SELECT unit.code, unit.name
FROM people_organisation AS unit JOIN people_treenode AS node ON node.organisation_id = unit.id
WHERE unit.code = ANY(%s) AND node.tree = %s AND starts_with(node.path, %s)"""
ID_OF = "SELECT id FROM people_organisation WHERE code = %s AND kind = 'unit' AND closed_at IS NULL"


@dataclass(frozen=True)
class AccountFacts:
    """An account as those see it who have to reach it; `mailbox` is empty where none was proven: units type theirs."""

    id: int
    name: str
    phone: str
    mailbox: str


@dataclass(frozen=True)
class UnitChoice:
    """A unit in a picker."""

    id: int
    code: str
    name: str


def actor_for(account: Account, *, address: str = "", device: str = "", unit: int | None = None) -> Actor:
    """The actor an account is at this moment: the unit it acts for and the roles that hold there now. That is the unit it has chosen,
    as long as it belongs there, else the first it came to."""
    links = account.links_now
    chosen = next((link for link in links if link.organisation_id == unit), links[0] if links else None)
    return _acting(account, chosen.organisation if chosen else None, address, device)


def _acting(account: Account, unit: Organisation | None, address: str, device: str) -> Actor:
    return Actor(
        kind="person",
        account=account.pk,
        name=account.name,
        unit=unit.pk if unit else None,
        unit_name=unit.name if unit else "",
        roles=frozenset(link.role for link in account.links_now if unit and link.organisation_id == unit.pk),
        address=address,
        device=device,
        restricted=account.settled_at is None,
        merged=account.merged_now,
    )


def name_of(organisation: int) -> str:
    """What a unit is called today."""
    return Organisation.objects.values_list("name", flat=True).get(pk=organisation)


def is_person(organisation: int) -> bool:
    """True for a person, who files their own matters as a unit does."""
    return Organisation.objects.filter(pk=organisation, kind="person").exists()


def persons_among(organisations: Collection[int]) -> set[int]:
    """Those of them that are persons."""
    return set(Organisation.objects.filter(pk__in=organisations, kind="person").values_list("pk", flat=True))


def code_of(organisation: int) -> str:
    """The code of a unit."""
    return Organisation.objects.values_list("code", flat=True).get(pk=organisation)


def names_of(organisations: Collection[int]) -> dict[int, str]:
    """What units are called today."""
    return dict(Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")) if organisations else {}


def id_of(code: str) -> int:
    """The open unit of that code, however it is typed. Raises Invalid at `unit`."""
    found = prepared.rows(ID_OF, [codes.normal(code)])
    if not found:
        raise wrong("unit", "没有这个单位，请核对组织机构代码。")
    return int(found[0][0])


def known_id_of(code: str) -> int:
    """The unit of that code, open or closed. Raises NotFound."""
    found = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def superiors(organisation: int, tree: str) -> tuple[int, ...]:
    """The units above a unit in a tree, nearest first, the agency at the root last."""
    return tuple(reversed(trees.ids(trees.path_of(organisation, tree))[:-1]))


def reference(unit: Organisation | None) -> Reference | None:
    """A unit as an answer holds it."""
    return {"code": unit.code, "name": unit.name} if unit else None


def references(codes: Collection[str]) -> dict[str, Reference]:
    """The units of these codes as answers hold them, by code, open or closed; what is nobody's is not there."""
    found = Organisation.objects.filter(code__in=codes).values_list("code", "name") if codes else ()
    return {code: {"code": code, "name": name} for code, name in found}


def unit_facts(organisation: int, tree: str) -> dict[str, Any]:
    """What the house knows of a unit, by the keys of `define.UNIT_FACTS`; "tier" is 1 for a first-level enterprise,
    "jurisdiction" the region of the agency at the root."""
    found = prepared.rows(LINE, [tree, organisation, organisation])
    path = found[0][0] or ""
    line = trees.ids(path) or (organisation,)
    units = {row[1]: row[2:] for row in found}
    code, name, uscc, region, regulator_code, regulator_name, *investor = units[organisation]
    return {
        "name": name,
        "code": code,
        "uscc": uscc,
        "tier": trees.tier(path),
        "region": region,
        "parent": _named(*units[line[-2]][:2]) if len(line) > 1 else None,
        "top": _named(*units[line[1]][:2]) if len(line) > 1 else None,
        "regulator": _named(regulator_code, regulator_name) or _named(*units[line[0]][:2]),
        "jurisdiction": units[line[0]][3],
        "investor": _named(*investor),
    }


def _named(code: str | None, name: str | None) -> Reference | None:
    return {"code": code, "name": name} if code and name else None


def contact_of(actor: Actor) -> dict[str, str]:
    """The person, department and phone behind an account, for the forms they fill in themselves."""
    return asking.contact(actor.account or 0)


def tier_of(organisation: int, tree: str) -> int:
    """How deep a unit stands in a tree: 0 for the agency at the root, 1 for a first-level enterprise, -1 where it has no place there."""
    return trees.tier(trees.path_of(organisation, tree))


def jurisdictions(tree: str) -> set[str]:
    """The regions of the agencies at the roots of a tree."""
    roots = TreeNode.objects.filter(tree=tree, path__length=trees.STEP, until=None, organisation__kind="unit")
    return set(roots.values_list("organisation__region", flat=True))


def standing_below(organisation: int, tree: str, codes: Iterable[str]) -> dict[str, str]:
    """Those of the units of these codes that stand, or once stood, below the agency at the root of a tree, by code, and what they are
    called; the agency itself included."""
    return dict(prepared.rows(STANDING_BELOW, [list(codes), tree, trees.step(organisation)]))


def tops(organisation: int, tree: str) -> dict[str, str]:
    """The first-level units under which somebody of a unit sees what was reported, by code, and what they are called: of the agency at the
    root itself and all that stand, or once stood, directly below it; of a first-level unit itself; of others none."""
    path = trees.path_of(organisation, tree)
    if trees.tier(path) not in (0, 1):
        return {}
    lengths = [trees.length(tier) for tier in range(trees.tier(path), 2)]
    found = TreeNode.objects.filter(
        tree=tree, path__startswith=path, path__length__in=lengths, organisation__kind="unit"
    )
    return dict(found.order_by("organisation__name").values_list("organisation__code", "organisation__name"))


def units_below(organisation: int, tree: str) -> int:
    """How many open units stand below a unit in a tree."""
    below = TreeNode.objects.filter(tree=tree, until=None, path__startswith=trees.path_of(organisation, tree) or "-")
    return below.exclude(organisation=organisation).filter(organisation__closed_at=None).count()


def oversees(*organisations: int) -> bool:
    """True when other open units stand below one of these: whoever works for it reviews what the others file."""
    own = TreeNode.objects.filter(organisation__in=organisations, until=None)
    return any(units_below(node.organisation_id, node.tree) for node in own)


def others_named(name: str, unit: int) -> int:
    """How many other open units bear that name, however it is spelled."""
    return bearers(name).exclude(pk=unit).count()


def bearers(name: str) -> QuerySet[Organisation]:
    """The open units of that name, however it is spelled, or of one it cannot be told from by looking."""
    same = Q(spelled=Spelled(Value(name))) | Q(spelled=looks(name))
    return Organisation.units.alias(spelled=Spelled("name")).filter(same, closed_at=None)


def name_of_code(code: str) -> str:
    """What the unit of that code is called, open or closed; empty when there is none."""
    return Organisation.objects.filter(code=code).values_list("name", flat=True).first() or ""


def holders(organisation: int, roles: Collection[str]) -> list[tuple[int, str]]:
    """The people who hold one of these roles in a unit now: accounts and names, by name."""
    links = Link.objects.filter(organisation=organisation, role__in=roles, until=None, account__is_active=True)
    return list(links.order_by("account__name", "account").values_list("account", "account__name").distinct())


def facts_by_code(code: str, tree: str) -> dict[str, Any] | None:
    """The facts of the unit of that code, or None."""
    found = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    return unit_facts(found, tree) if found else None


# Whom one may file for, and whom one may pick ------------------------------------------------------------------------------------


def _filed_by(actor: Actor, may_file: MayFile) -> QuerySet[Organisation]:
    """The open units this actor's unit may file for, by the rights a matter gives."""
    rights = Q(pk__in=[])
    if "self" in may_file.rights and actor.unit:
        rights |= Q(pk=actor.unit, investor=None)
    if "investees" in may_file.rights and actor.unit:
        rights |= Q(investor=actor.unit)
    if "named" in may_file.rights:
        rights |= Q(pk__in=Naming.objects.filter(files=actor.unit, until=None).values("unit"))
    if "below" in may_file.rights and actor.unit:
        above = trees.path_of(actor.unit, may_file.tree) or "-"
        below = TreeNode.objects.filter(tree=may_file.tree, until=None, path__startswith=above)
        rights |= Q(pk__in=below.exclude(organisation=actor.unit).values("organisation"))
    placed = TreeNode.objects.filter(tree=may_file.tree, until=None).exclude(path__length__lte=trees.STEP)
    if may_file.tiers:
        placed = placed.filter(path__length__in=[trees.length(tier) for tier in may_file.tiers])
    return Organisation.objects.filter(rights, closed_at=None, pk__in=placed.values("organisation"))


def may_file_for(actor: Actor, subject: int, may_file: MayFile) -> bool:
    """True when the actor's unit may file for that unit."""
    return actor.unit is not None and asking.may_file(actor.unit, subject, may_file)


def filer_of(subject: int, may_file: MayFile) -> str:
    """What the unit is called that files for that unit today, its investor or itself; empty where neither may."""
    unit = Organisation.objects.select_related("investor").get(pk=subject)
    right = "investees" if unit.investor else "self"
    return (unit.investor or unit).name if right in may_file.rights and unit.closed_at is None else ""


def units_filed_for(actor: Actor, may_file: MayFile, codes: Collection[str]) -> dict[str, int]:
    """Those of the units of these codes that the actor's unit may file for, by code."""
    return dict(_filed_by(actor, may_file).filter(code__in=codes).values_list("code", "pk"))


def may_file_for_some(actor: Actor, may_file: MayFile) -> bool:
    """True when there is a unit the actor's unit may file for."""
    return _filed_by(actor, may_file).exists()


def units_to_file_for(actor: Actor, may_file: MayFile, text: str = "", after: str = "") -> list[UnitChoice]:
    """A page of the units the actor's unit may file for, by part of the name or beginning of the code, in order of code."""
    found = _found(_filed_by(actor, may_file), text, after)
    return [UnitChoice(unit.pk, unit.code, unit.name) for unit in found]


def _found(units: QuerySet[Organisation], text: str, after: str) -> QuerySet[Organisation]:
    return units.filter(like(text), code__gt=after).order_by("code")[:PAGE]


def _pickable(subject: int, tree: str, among: str) -> QuerySet[Organisation]:
    """The units a picker offers: the subject's own group with the agency above it, the agencies at the roots, everybody in the tree, or
    all units of the house but the agencies."""
    if among == "units":
        return units_open()
    placed = TreeNode.objects.filter(tree=tree, until=None)
    if among == "group":
        top = trees.path_of(subject, tree)[: 2 * trees.STEP] or "-"
        placed = placed.filter(Q(path__startswith=top) | Q(path=top[: trees.STEP]))
    elif among == "roots":
        placed = placed.filter(path__length=trees.STEP)
    return Organisation.units.filter(pk__in=placed.values("organisation"), closed_at=None)


def units_open() -> QuerySet[Organisation]:
    """Every open unit of the house that is no agency at the root of a tree."""
    roots = TreeNode.objects.filter(until=None, path__length=trees.STEP)
    return Organisation.units.filter(closed_at=None).exclude(pk__in=roots.values("organisation"))


def pickable(subject: int, tree: str, among: str, code: str) -> Reference | None:
    """The unit of that code, when a picker may hold it."""
    return reference(_pickable(subject, tree, among).filter(code=code).first())


def find_pickable(subject: int, tree: str, among: str, text: str, after: str) -> list[Reference]:
    """A page of what a picker offers, in order of code."""
    return [{"code": unit.code, "name": unit.name} for unit in _found(_pickable(subject, tree, among), text, after)]


def all_pickable(subject: int, pickers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Everything such pickers (tree, among) offer, as code and name, in order of code."""
    units = [_pickable(subject, *picker).values_list("code", "name") for picker in pickers]
    return sorted({unit for found in units for unit in found})


# Whom to reach -------------------------------------------------------------------------------------------------------------------


def accounts_of(unit: int, roles: Iterable[str]) -> list[AccountFacts]:
    """The active accounts that hold one of the roles in a unit, for those who have to tell them something."""
    found = prepared.rows(HOLDERS, [unit, list(roles)])
    return [AccountFacts(number, name, sealed.opened(phone), mailbox) for number, name, phone, mailbox in found]


def subtree(actor: Actor, tree: str) -> QuerySet[Organisation]:
    """The actor's own unit and every unit below it."""
    path = trees.path_of(actor.unit, tree) if actor.unit else ""
    placed = TreeNode.objects.filter(tree=tree, path__startswith=path or "-", until=None)
    return Organisation.units.filter(pk__in=placed.values("organisation"))


def find_below(actor: Actor, tree: str, text: str = "", after: str = "") -> list[UnitChoice]:
    """A page of the actor's subtree, by part of the name or beginning of the code."""
    return [UnitChoice(unit.pk, unit.code, unit.name) for unit in _found(subtree(actor, tree), text, after)]


def unit_below(actor: Actor, tree: str, code: str) -> UnitChoice:
    """One unit of the actor's subtree. Raises NotFound."""
    unit = subtree(actor, tree).filter(code=code).first()
    if unit is None:
        raise NotFound
    return UnitChoice(unit.pk, unit.code, unit.name)


def actor_of_demo(username: str) -> Actor:
    """The actor behind an account; for the demo world, which acts as its people do, before any of them has signed in."""
    return replace(actor_for(Account.objects.get(username=username)), restricted=False)


def is_empty() -> bool:
    """True while no unit is known."""
    return not Organisation.objects.exists()


def own_account(account: int) -> Account:
    """One's own account, for one's own pages."""
    return Account.objects.get(pk=account)
