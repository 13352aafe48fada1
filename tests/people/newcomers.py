"""People who sign up by themselves, for everybody's tests: the agency they stand below, what they type, and one who is done."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.test import Client

from banshi.catalogue import actions as catalogue
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import citizen_id_check
from banshi.people import actions
from banshi.people.models import Account
from tests.people.signing_in import knock, sent_code
from tests.people.situations import a_code

PACK, TREE = "account_matters", "用户"
DOOR = f"/s/{PACK}/sign-up/"
PLACES = (
    ("500000", "重庆市"),
    ("500103", "重庆市 渝中区"),
    ("510000", "四川省"),
    ("510100", "四川省 成都市"),
    ("510104", "四川省 成都市 锦江区"),
)
PASSWORD = "quiet lake 2718"
_numbers = count(100)


def the_hall() -> int:
    """The agency below which people stand, and the places they live in."""
    catalogue.load_codes("region", PLACES, by=SYSTEM)
    return actions.add_unit(name="办事大厅", code=a_code(), tree=TREE, by=SYSTEM)


def a_document() -> str:
    """A citizen's number nobody has had yet; a day has 900 of them."""
    days, serial = divmod(next(_numbers), 900)
    first = f"500103{date(1990, 1, 1) + timedelta(days):%Y%m%d}{serial + 100}"
    return first + citizen_id_check(first)


@dataclass
class Newcomer:
    """Somebody at a computer of their own, and what they type."""

    username: str = field(default_factory=lambda: f"lintian{next(_numbers)}")
    phone: str = field(default_factory=lambda: f"1371{next(_numbers):07}")
    number: str = field(default_factory=a_document)
    email: str = field(default_factory=lambda: f"lin{next(_numbers)}@example.cn")
    place: str = field(default_factory=lambda: f"203.0.113.{next(_numbers) % 250}")
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(REMOTE_ADDR=self.place)
        self.client.get(DOOR)

    def typed(self, **more: str) -> dict[str, str]:
        """The first page."""
        place = {"province": "500000", "city": "500103", "county": ""}
        said = {"login": self.username, "password": PASSWORD, "again": PASSWORD, "name": "林甜", "document": "111"}
        return said | place | {"number": self.number, "phone": self.phone, "agreed": "1"} | more

    def try_code(self) -> Any:
        """【获取验证码】."""
        return self.client.post(f"{DOOR}code/", {"phone": self.phone}, headers={"X-Requested-With": "fetch"})

    def ask_code(self) -> str:
        """【获取验证码】, and the code that came."""
        answer = self.try_code()
        assert answer.status_code == 200, answer.content.decode()
        return sent_code()

    def first(self, **more: str) -> Any:
        """【下一步】."""
        return self.client.post(DOOR, self.typed(**more))

    def second(self) -> Any:
        """【注册】."""
        return self.client.post(f"{DOOR}email/", {"email": self.email})

    def link(self) -> str:
        """The address the latest letter brings, without its host."""
        return re.findall(r"http://[^/\s]+(\S+)", letters()[-1][1])[0]

    def sign_up(self) -> Account:
        """All of it."""
        assert self.first(code=self.ask_code()).status_code == 302
        assert self.second().status_code == 302
        assert self.client.post(self.link()).status_code == 302
        return Account.objects.get(username=self.username)


def a_person() -> Newcomer:
    """Somebody who has signed up, and is in."""
    newcomer = Newcomer()
    newcomer.sign_up()
    assert knock(newcomer.client, newcomer.username, PASSWORD).status_code == 302
    return newcomer


def letters() -> list[tuple[str, str]]:
    """Mailbox and text of every letter in the outbox."""
    sent = Delivery.objects.filter(to="mail.sealed").order_by("id")
    return [(sealed.opened(each.payload["to"]), sealed.opened(each.payload["text"])) for each in sent]
