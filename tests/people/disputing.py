"""Somebody whose identity document another has signed up with, and the two administrators who decide."""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banshi.jobs.demo_files import qr_code
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.people.models import Confirmation, Dispute
from tests.people.newcomers import PACK, a_document, letters
from tests.people.signing_in import sent_code, signed_in
from tests.people.situations import a_unit, an_account

DOOR = f"/s/{PACK}/dispute/"
_numbers = count(100)


def a_shot(name: str = "正面.png", said: str = "证件") -> SimpleUploadedFile:
    """A picture, as a camera would bring it."""
    return SimpleUploadedFile(name, qr_code(said)[0].read())


@dataclass
class Claimant:
    """Somebody at a computer of their own, and what they type."""

    number: str = field(default_factory=a_document)
    phone: str = field(default_factory=lambda: f"1372{next(_numbers):07}")
    email: str = field(default_factory=lambda: f"true{next(_numbers)}@example.cn")
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(REMOTE_ADDR=f"198.51.100.{next(_numbers) % 250}")

    def code(self) -> str:
        """【获取验证码】, and the code that came."""
        answer = self.client.post(f"{DOOR}code/", {"phone": self.phone}, headers={"X-Requested-With": "fetch"})
        assert answer.status_code == 200, answer.content.decode()
        return sent_code()

    def ask(self, **more: Any) -> Any:
        """【提交申请】."""
        said = {"name": "林甜", "document": "111", "number": self.number, "phone": self.phone, "email": self.email}
        shots = {"front": a_shot(said="front"), "back": a_shot("反面.png", said="back")}
        return self.client.post(DOOR, said | shots | {"ground": "证件曾经丢失"} | more)

    def link(self) -> str:
        """The latest address a letter has brought, without its host."""
        return re.findall(r"http://[^/\s]+(\S+)", "".join(text + "\n" for _, text in letters()))[-1]

    def bring(self) -> int:
        """All of it; the number of the dispute."""
        assert self.ask(code=self.code()).status_code == 302
        assert self.client.post(self.link()).status_code == 302
        return Dispute.objects.latest("id").pk


@dataclass
class Deciding:
    """The security administrator, who asks and carries out, and the system administrator, who confirms."""

    security: Client
    system: Client

    def press(self, number: int) -> Any:
        """【同意】 or 【办理】."""
        return self.security.post(f"/console/disputes/{number}/grant/", {"token": new_token()})

    def confirm(self) -> Any:
        """The second person's yes to what waits."""
        waiting = Confirmation.objects.get(closed_at=None).pk
        return self.system.post(f"/console/confirmations/{waiting}/confirm/")

    def grant(self, number: int) -> Any:
        """Both; the answer that carries it out."""
        self.press(number)
        self.confirm()
        return self.press(number)

    def refuse(self, number: int, reason: str = "照片看不清") -> Any:
        """【驳回】."""
        return self.security.post(f"/console/disputes/{number}/refuse/", {"reason": reason})


def two_administrators() -> Deciding:
    """Both, signed in."""
    house = a_unit("平台运行管理中心", None)
    security, system = (an_account(role, house, role) for role in ("security_admin", "system_admin"))
    return Deciding(signed_in(security), signed_in(system))


def told(kind: str) -> dict[str, str]:
    """Who was told what by the latest event of that kind: words by phone or mailbox."""
    sent = Delivery.objects.filter(event__kind=kind, to__in=("sms.sealed", "mail.sealed"))
    return {_to(each.payload): sealed.opened(each.payload["text"]) for each in sent}


def _to(payload: dict[str, str]) -> str:
    return sealed.opened(payload.get("phone") or payload["to"])
