"""A library with two schools, for tests of worklists: 王经办 files for the first, 张旁人 for the second, 李审核 decides."""

from dataclasses import dataclass
from typing import Any

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.jobs.demo_files import sample
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.models import Account
from tests.situations import a_code

PACK = "library_card"
APPLY = f"{PACK}/apply"
READER = {"born_on": "1990-05-01", "wants_post": "否", "books": "3"}


@dataclass(frozen=True)
class Library:
    """Its units and people, by name."""

    units: dict[str, int]
    names: dict[str, str]

    def actor(self, name: str) -> Actor:
        """One of the people, as they are now."""
        return reading.actor_for(self.account(name))

    def account(self, name: str) -> Account:
        """The account of one of the people."""
        return Account.objects.get(username=self.names[name])


def a_library() -> Library:
    """Units and people nobody else has; the packs are published."""
    catalogue.publish(by=SYSTEM)
    units: dict[str, int] = {}
    names: dict[str, str] = {}
    for key, name, role in (
        ("library", "李审核", "reviewer"),
        ("first", "王经办", "applicant"),
        ("second", "张旁人", "applicant"),
    ):
        code = names[name] = a_code()
        units[key] = people.add_unit(name=f"{code}{key}", code=code, tree=PACK, parent=units.get("library"), by=SYSTEM)
        roles = (f"{PACK}/{role}",)
        demo.make_account(
            unit=units[key], identifier=code, name=name, roles=roles, settled=True, totp=False, number=len(units)
        )
    return Library(units, names)


def an_application(
    library: Library, reader: str, at: str = "draft", by: str = "王经办", *, photo: bool = False, **typed: Any
) -> str:
    """An application for a reader, standing in "draft" (with its `photo`, if so asked), "waiting", "returned" or "issued"."""
    actor = library.actor(by)
    first = READER | {"reader_name": reader} | typed
    ref = cases.open_case(APPLY, actor.own_unit, by=actor, token=new_token(), first=first)
    if photo or at != "draft":
        name, stream = sample("证件照", ("png",))
        cases.attach(ref, "photo", stream, name, by=actor)
    if at == "draft":
        return ref
    act(library, by, ref, "report")
    if at in ("returned", "issued"):
        act(library, "李审核", ref, "return" if at == "returned" else "approve", "请核对。")
    return ref


def act(library: Library, name: str, ref: str, move: str, opinion: str = "") -> None:
    """One of the people makes a move on the case as it is now."""
    version = Case.objects.get(ref=ref).version
    cases.move(ref, move, by=library.actor(name), version=version, token=new_token(), opinion=opinion)


def the_list(key: str) -> Worklist:
    """One of the pack's worklists."""
    pages = [page for menu in shelf.pack(PACK).menus for page in menu.pages]
    return next(page for page in pages if isinstance(page, Worklist) and page.key == key)
