"""Units and people for everybody's tests: a group of companies under an agency, and somebody from another group."""

from dataclasses import dataclass
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from banshi.ledger import clock
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.codes import org_code_check
from banshi.people import actions, queries
from banshi.people.models import Account, Link, Organisation
from banshi.people.signing_in import passwords

TREE = "产权"
PACK = "property_rights"
PASSWORD = "slow river 4711"  # of everybody here
_numbers = count(10_000_000)


@dataclass(frozen=True)
class Group:
    """An agency, a chain of units under it (first level first), and who acts: the lowest unit files, the one above it reviews."""

    agency: int
    units: tuple[int, ...]
    filer: Actor
    reviewer: Actor
    officer: Actor
    stranger: Actor

    @property
    def subject(self) -> int:
        """The lowest unit: the one whose people file."""
        return self.units[-1]


def a_group(levels: int = 4) -> Group:
    """A fresh group so many levels deep; 王经办 files, 李审核 sits in the unit above, 张旁人 in another group of the same agency."""
    agency = a_unit("渝州市国资委", None)
    units: list[int] = []
    for level in range(levels):
        units.append(a_unit(f"山城第{level + 1}级公司", units[-1] if units else agency))
    elsewhere = a_unit("江北旁支集团", agency)
    return Group(
        agency=agency,
        units=tuple(units),
        filer=actor("王经办", units[-1]),
        reviewer=actor("李审核", units[-2] if levels > 1 else agency),
        officer=actor("赵主任", agency, f"{PACK}/agency_officer"),
        stranger=actor("张旁人", elsewhere),
    )


def a_code() -> str:
    """An organisation code nobody has had yet."""
    first = str(next(_numbers))
    return first + org_code_check(first)


def a_unit(name: str, parent: int | None) -> int:
    """A unit under its parent; without one at the root."""
    return actions.add_unit(name=name, code=a_code(), tree=TREE, parent=parent, by=SYSTEM)


def actor(name: str, unit: int, *roles: str) -> Actor:
    """Somebody who has signed in for that unit; without roles they hold the enterprise's."""
    return queries.actor_for(an_account(name, unit, *roles))


def an_account(name: str, unit: int, *roles: str, settled: bool = True) -> Account:
    """Somebody's account with `PASSWORD`: past their first sign-in, or (not `settled`) with that as an initial password."""
    account = Account(username=_username(unit), name=name, password=_hash())
    if settled:
        account.settled_at, account.phone = clock.now(), f"139{next(_numbers)}"
    else:
        account.secret_until = clock.now() + passwords.ISSUED_FOR
    account.save()
    for role in roles or (f"{PACK}/enterprise",):
        Link.objects.create(account=account, organisation_id=unit, role=role)
    return account


def _username(unit: int) -> str:
    """The unit's code for its first account, a name of their own for colleagues."""
    code = Organisation.objects.get(pk=unit).code
    return f"user{next(_numbers)}" if Account.objects.filter(username=code).exists() else code


@cache
def _hash() -> str:
    """Argon2 is slow on purpose; once a run is enough."""
    return make_password(PASSWORD)
