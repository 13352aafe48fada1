"""Somebody whose name or document has changed, and what they show for it."""

from dataclasses import dataclass, field
from typing import Any

from banshi.ledger.tokens import new_token
from banshi.people.models import Confirmation, Renewal
from tests.people.disputing import Deciding, a_shot
from tests.people.newcomers import Newcomer, a_person

DOOR = "/me/profile/renewal/"


@dataclass
class Renamed:
    """A person who is in, and is called otherwise by now."""

    who: Newcomer = field(default_factory=a_person)
    name: str = "林恬"

    def ask(self, **more: Any) -> Any:
        """【提交申请】."""
        said = {"name": self.name, "document": "111", "number": self.who.number, "ground": "派出所已更正姓名"}
        shots = {"front": a_shot(said="front"), "back": a_shot("反面.png", said="back")}
        return self.who.client.post(DOOR, said | shots | more)

    def asked(self, **more: Any) -> int:
        """The same, taken; the number of the renewal."""
        answer = self.ask(**more)
        assert answer.status_code == 302, answer.content.decode()
        return Renewal.objects.latest("id").pk


def press(deciding: Deciding, number: int) -> Any:
    """【同意】 or 【办理】."""
    return deciding.security.post(f"/console/renewals/{number}/grant/", {"token": new_token()})


def grant(deciding: Deciding, number: int) -> Any:
    """Both administrators; the answer that carries it out."""
    press(deciding, number)
    deciding.confirm()
    return press(deciding, number)


def waits(number: int) -> bool:
    """True while the second administrator is asked."""
    return Confirmation.objects.filter(renewal=number, confirmed_by=None, closed_at=None).exists()
