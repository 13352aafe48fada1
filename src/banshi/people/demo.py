"""The demo world's people: believable accounts whose passwords and codes only this installation knows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from banshi import define
from banshi.carriers import sinks
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM
from banshi.people.accounts import handing_out
from banshi.people.models import Account, Person
from banshi.people.persons import persons
from banshi.people.signing_in import passwords, second_factor

PHONE = "139{:08}"
HOME = "500103"  # where the demo's people live


@dataclass(frozen=True)
class DemoAccount:
    """How a demo person signs in; `phone` is where codes go, "" before the first sign-in has asked for it."""

    name: str
    identifier: str
    password: str
    secret: str
    phone: str


@transaction.atomic
def make_account(
    *, unit: int, identifier: str, name: str, roles: tuple[str, ...], settled: bool, totp: bool, number: int
) -> DemoAccount:
    """An account of the demo world; `settled` ones have their first sign-in behind them, `totp` ones an authenticator."""
    slip = handing_out.issue_by_server(
        unit=unit, username=identifier, name=name, roles=roles, password=passwords.demo(identifier)
    )
    account = Account.objects.get(username=slip.identifier)
    if settled:
        account.phone, account.secret_until, account.settled_at = PHONE.format(number), None, clock.now()
        account.department = "财务部"
        account.save()
    if totp:
        TOTP.activate(account, passwords.demo_totp(identifier))
    secret = passwords.demo_totp(identifier) if totp else ""
    return DemoAccount(name, slip.identifier, slip.password, secret, account.phone if settled else "")


def sign_up(username: str, name: str, pack: str, said: define.SignUp, *, number: int) -> tuple[DemoAccount, int]:
    """A person of the demo world who has signed up, and as which unit they file."""
    phone, word = PHONE.format(number), passwords.demo(username)
    who = persons.Newcomer(
        username=username,
        name=name,
        password=make_password(word),
        document="414",
        number=f"E{number:08}",
        phone=phone,
        email=f"{username}@example.cn",
        region=HOME,
    )
    account = persons.enrol(who, pack, said, by=SYSTEM)
    unit = Person.objects.values_list("unit", flat=True).get(account=account)
    return DemoAccount(name, username, word, "", phone), unit


def codes_of(name: str) -> Iterator[str]:
    """What a demo person would read off their phone: their latest SMS, and the present code of their authenticator.

    An authenticator somebody has set up themselves stays theirs: only the demo's own secrets are known here.
    """
    for account in Account.objects.filter(Q(name=name) | Q(username=name)).order_by("pk"):
        yield f"{account.name}（{account.username}）"
        if (text := _latest_sms(account.phone if account.settled_at else "")) is not None:
            yield f"  最近的短信：{text}"
        secret = passwords.demo_totp(account.username)
        found = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)
        if any(get_adapter().decrypt(each.data["secret"]) == secret for each in found):
            yield f"  动态口令：{second_factor.code(secret)}"


def _latest_sms(phone: str) -> str | None:
    """The text of the latest message to a phone (before the first sign-in, when none is known yet, to any) in the folder that stands in
    for a gateway."""
    for file in sorted(sinks.folder("sms").glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True):
        message = json.loads(file.read_text())
        if not phone or message["phone"] == phone:
            return str(message["text"])
    return None
