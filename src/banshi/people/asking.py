"""Who asks: read at every request, so each by one prepared statement. What they spare is Django's own way to the same."""

from banshi.define import MayFile
from banshi.lib import prepared, sealed
from banshi.people.models import Account, Link, Organisation
from banshi.people.units import trees

_FIELDS = [field.attname for field in Account._meta.concrete_fields]

SESSION = """SELECT session_data, extract(epoch FROM expire_date - banshi_now())::float FROM django_session
WHERE session_key = %s AND expire_date > banshi_now()
"""
ACCOUNT = f"""SELECT banshi_now(), link.id, link.role, unit.id, unit.name,
    ARRAY(SELECT merged.id FROM people_account AS merged WHERE merged.merged_into_id = account.id),
    {", ".join(f"account.{field}" for field in _FIELDS)}
FROM people_link AS link
JOIN people_account AS account ON account.id = link.account_id
JOIN people_organisation AS unit ON unit.id = link.organisation_id
WHERE link.account_id = %s AND link.until IS NULL AND unit.closed_at IS NULL
ORDER BY link.id
"""  # noqa: S608 (the columns are the model's)

CONTACT = "SELECT name, department, phone_sealed FROM people_account WHERE id = %s"

# Beside it, what it spares: `queries._filed_by`, which finds all such units.
MAY_FILE = f"""SELECT 1 FROM (SELECT %s::bigint AS own, %s::text[] AS rights, %s::text AS tree, %s::int[] AS lengths) AS asks
JOIN people_organisation AS unit ON unit.id = %s AND unit.closed_at IS NULL
JOIN people_treenode AS place ON place.organisation_id = unit.id AND place.tree = asks.tree AND place.until IS NULL
WHERE length(place.path) > {trees.STEP} AND (asks.lengths = '{{}}' OR length(place.path) = ANY(asks.lengths)) AND (
    'self' = ANY(rights) AND unit.id = own AND unit.investor_id IS NULL
    OR 'investees' = ANY(rights) AND unit.investor_id = own
    OR 'named' = ANY(rights) AND EXISTS (
        SELECT FROM people_naming AS naming WHERE naming.unit_id = unit.id AND naming.files_id = own AND naming.until IS NULL)
    OR 'below' = ANY(rights) AND unit.id <> own AND EXISTS (
        SELECT FROM people_treenode AS above WHERE above.organisation_id = own AND above.tree = asks.tree AND above.until IS NULL
            AND starts_with(place.path, above.path)))
"""  # noqa: S608 (a number of ours)


def session(key: str) -> tuple[str, float] | None:
    """What a running session holds, sealed, and how many seconds it has left."""
    found = prepared.rows(SESSION, [key])
    return (found[0][0], found[0][1]) if found else None


def account(number: int) -> Account | None:
    """The account with `asked_at`, the links that run and what was merged into it; None where no link runs. Beside it, what it spares:
    `Link.now()`."""
    found = prepared.rows(ACCOUNT, [number])
    if not found:
        return None
    answer = Account.from_db("default", _FIELDS, found[0][6:])
    answer.asked_at = found[0][0]
    answer.merged_now = frozenset(found[0][5])
    answer.links_now = [_link(*row[1:5]) for row in found]
    return answer


def _link(number: int, role: str, unit: int, name: str) -> Link:
    link = Link.from_db("default", ["id", "organisation_id", "role"], [number, unit, role])
    link.organisation = Organisation.from_db("default", ["id", "name"], [unit, name])
    return link


def contact(number: int) -> dict[str, str]:
    """The name, department and phone behind an account; empty for nobody's."""
    found = prepared.rows(CONTACT, [number])
    return {"contact": found[0][0], "department": found[0][1], "phone": sealed.opened(found[0][2])} if found else {}


def may_file(own: int, subject: int, said: MayFile) -> bool:
    """True when the unit `own` may file for that unit, by the rights a matter gives."""
    lengths = [trees.length(tier) for tier in said.tiers]
    return bool(prepared.rows(MAY_FILE, [own, list(said.rights), said.tree, lengths, subject]))
