"""Who acts: a person, a visitor, a program of an agency or the system itself, for whom, in which role, from where."""

from dataclasses import dataclass
from typing import Any, Literal

from banshi.lib.refusals import Forbidden


@dataclass(frozen=True, slots=True)
class Actor:
    """The one value every `by=` takes; built by `people`, read by every room.

    `unit` is the organisation acted for and `roles` are the roles held in it at this moment; a program reads in the roles
    of its agency's people and moves nothing; `restricted` marks a session
    whose first sign-in is not finished, which may not file and sees no personal data. `merged` are the accounts the same person had before.
    """

    kind: Literal["person", "visitor", "program", "system"]
    account: int | None = None
    name: str = ""
    unit: int | None = None
    unit_name: str = ""
    roles: frozenset[str] = frozenset()
    address: str = ""
    device: str = ""
    restricted: bool = False
    merged: frozenset[int] = frozenset()

    def holds(self, role: str) -> bool:
        """True when this actor acts in `role`."""
        return role in self.roles

    def was(self, account: int | None) -> bool:
        """True when that account is this person's, or was before it was merged into theirs."""
        return account is not None and (account == self.account or account in self.merged)

    @property
    def own_account(self) -> int:
        """The account, where there must be one. Raises Forbidden for a visitor and for the system."""
        if self.account is None:
            raise Forbidden
        return self.account

    @property
    def own_unit(self) -> int:
        """The unit acted for, where there must be one. Raises Forbidden for who acts for none."""
        if self.unit is None:
            raise Forbidden
        return self.unit

    def as_record(self) -> dict[str, Any]:
        """What an event keeps of the actor: enough to tell who, for whom, in which role and from where, years later."""
        record = {
            "kind": self.kind,
            "account": self.account,
            "name": self.name,
            "unit": self.unit,
            "unit_name": self.unit_name,
            "roles": sorted(self.roles),
            "address": self.address,
            "device": self.device,
        }
        return {key: value for key, value in record.items() if value not in (None, "", [])}


SYSTEM = Actor(kind="system", name="系统")


def visitor(address: str = "", device: str = "") -> Actor:
    """An actor who has not signed in."""
    return Actor(kind="visitor", name="访客", address=address, device=device)
