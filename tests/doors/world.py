"""Who stands before the doors, and what each address is asked for."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from banshi.cases import queries
from banshi.lib.actor import SYSTEM
from banshi.people import actions as people
from banshi.people import demo
from banshi.people.models import Account
from banshi.web.hall.units import ACTING_FOR
from tests.cases.bulk import a_checked_import
from tests.people.signing_in import a_session
from tests.situations import Group, a_case, a_code, a_group

PEOPLE = ("visitor", "first_time", "filer", "reviewer", "above", "agency", "stranger", "system", "security", "auditor")


@dataclass
class Doors:
    """What stands in the addresses, everybody who may come by, and the units for which some of them act."""

    values: dict[str, Any]
    accounts: dict[str, Account]
    acting: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sessions = {person: self._enter(person) for person in self.accounts}

    def _enter(self, person: str) -> str:
        acting = {ACTING_FOR: self.acting[person]} if person in self.acting else {}
        # The year 3000: the session's age is not what is tried here.
        return a_session(self.accounts[person], began=32_503_680_000, **acting)

    def client(self, person: str) -> Client:
        """A browser of that person, who has signed in once for all of them."""
        client = Client()
        if person != "visitor":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client

    def path(self, pattern: str, **others: str) -> str:
        """An address with this world's values in it, or others."""
        for name, value in (self.values | others).items():
            for kind in ("slug", "str", "int", "path"):
                pattern = pattern.replace(f"<{kind}:{name}>", str(value))
        return f"/{pattern}"


@dataclass(kw_only=True)
class World(Doors):
    """A 占有登记 under review at 李审核's desk."""

    group: Group
    case: str


def a_world() -> World:
    """Made anew for each test."""
    group = a_group()
    case = a_case(group, "under_review")
    view = queries.case_for(group.actor("王经办"), case)
    file = next(iter(queries.files_of(view).values()))[0]
    names = {"filer": "王经办", "reviewer": "李审核", "above": "赵主管", "agency": "陈处长", "stranger": "张旁人"}
    accounts = {key: group.account(name) for key, name in names.items()} | others(
        group.units["fourth"], "property_rights/enterprise"
    )
    values = {
        "pack": "property_rights",
        "matter": "occupy",
        "ref": case,
        "key": "approve",
        "move": "approve",
        "address": "region",
        "material": "articles",
        "attachment": file.id,
        "what": "filled",
        "paper": "registration_form",
        "subject": group.units["fourth"],
        "unit": group.units["fourth"],
        "account": accounts["filer"].pk,
        "paper_id": 1,
        "layout": "standard",
        "number": 1,
        "campaign": 1,
        "code": group.codes["fourth"],
        "username": accounts["filer"].username,
        "change": 1,
        "token": "x",
        "correction": 1,
        "batch": a_checked_import(group).id,
    }
    return World(values, accounts, group=group, case=case)


def others(unit: int, role: str) -> dict[str, Account]:
    """Somebody at their first sign-in in the filer's own unit, and the three administrators."""
    code = a_code()
    house = people.add_unit(name=f"平台{code}", code=code, tree=f"平台{code}", by=SYSTEM)
    wanted = {
        "first_time": (unit, role, False),
        "system": (house, "system_admin", True),
        "security": (house, "security_admin", True),
        "auditor": (house, "auditor", True),
    }
    found = {}
    for number, (key, (place, held, settled)) in enumerate(wanted.items()):
        made = demo.make_account(
            unit=place,
            identifier=f"{key}{code.lower()}",
            name=key,
            roles=(held,),
            settled=settled,
            totp=settled and place == house,
            number=number,
        )
        found[key] = get_user_model().objects.get(username=made.identifier)
    return found
