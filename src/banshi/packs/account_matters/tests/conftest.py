"""What the walks of this pack begin with: a unit nobody belongs to, and people at computers of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import pytest
from playwright.sync_api import Page

from banshi.catalogue import shelf
from banshi.lib.actor import SYSTEM
from banshi.people import actions, demo
from banshi.people.models import TreeNode
from tests.harness.database import House
from tests.harness.site import Site
from tests.situations import a_code
from tests.walks.conftest import another
from tests.walks.people import Enter, go_in

__all__ = ["another"]
PACK = "account_matters"
As = Callable[[str], Page]
_numbers = count(6_000_000)


@dataclass
class Firm:
    """A unit below the authority that grants permits, and the user names of people: those who have signed up, and 何审核 of the hall."""

    code: str = field(default_factory=a_code)
    usernames: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called."""
        return f"湘北第{self.code}地图社"


@pytest.fixture
def firm(site_db: House) -> Firm:
    """A unit in the running site; nobody belongs to it."""
    made = Firm()
    actions.add_unit(name=made.name, code=made.code, tree="测绘", parent=_agency("测绘"), region="430102", by=SYSTEM)
    made.usernames["何审核"] = demo.make_account(
        unit=_agency("用户"),
        identifier=f"officer{made.code.lower()}",
        name="何审核",
        roles=(f"{PACK}/officer",),
        settled=True,
        totp=True,
        number=next(_numbers),
    ).identifier
    return made


def _agency(tree: str) -> int:
    """The agency at the root of a tree of the demo world."""
    roots = TreeNode.objects.filter(tree=tree, until=None).order_by("pk")
    return int(roots.values_list("organisation", flat=True)[0])


@pytest.fixture
def as_one(another: Enter, site: Site, firm: Firm) -> As:
    """Somebody who has signed up, or 何审核 of the hall, at a computer of their own, signed in; who is in stays in."""
    known: dict[str, Page] = {}

    def go(name: str) -> Page:
        if name not in known:
            known[name] = another()
            go_in(known[name], site, _username(firm, name), PACK)
        return known[name]

    return go


def _username(firm: Firm, name: str) -> str:
    if name not in firm.usernames:
        firm.usernames[name] = signed_up(name)
    return firm.usernames[name]


def signed_up(name: str) -> str:
    """The user name of somebody who has signed up."""
    number, said = next(_numbers), shelf.pack(PACK).sign_in.signs_up
    assert said
    return demo.sign_up(f"walker{number}", name, PACK, said, number=number)[0].identifier
