"""What roles are called, and which of them the console hands out."""

from banshi.catalogue import shelf
from banshi.people.accounts.first_accounts import Door
from banshi.people.rules import ADMINISTRATION


def offered() -> dict[str, str]:
    """The roles of the packs as links keep them, with their titles. Administrators are appointed on the server."""
    return {
        f"{pack.key}/{role.key}": f"{pack.title} · {role.title}"
        for pack in shelf.packs().values()
        for role in pack.roles
    }


def words(role: str) -> str:
    """A role for people; one whose pack is gone keeps its key."""
    return (offered() | ADMINISTRATION).get(role, role)


def door(role: str) -> Door:
    """Whose first accounts a role's pack hands out. Raises NotFound for no pack of ours."""
    pack = shelf.pack(role.partition("/")[0])
    trees = frozenset(matter.may_file.tree for matter in pack.matters)
    return Door(role, trees, pack.sign_in.identifier == "name")


def deciding() -> frozenset[str]:
    """The packs' roles that ask for an authenticator, because they decide."""
    return frozenset(
        f"{pack.key}/{role.key}"
        for pack in shelf.packs().values()
        for role in pack.roles
        if role.second_factor == "totp"
    )
