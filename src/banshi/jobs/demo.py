"""The demo world of `make run` and of the walks: what the packs' demos say, made with the same actions people use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import transaction

from banshi.bulletin import actions as bulletin
from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.terms import demo as terms
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.define import Demo, DemoCampaign, DemoCase, DemoPerson, DemoUnit, Pack
from banshi.figures import roster
from banshi.files.limits import NAMES
from banshi.jobs.demo_files import qr_code, sample
from banshi.jobs.routes import ROUTES, TOGETHER
from banshi.jobs.worker import hand_over_next
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.codes import org_code_check
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading

ADMINISTRATORS = (
    ("system_admin", "sysadmin", "系统管理员"),
    ("security_admin", "secadmin", "安全管理员"),
    ("auditor", "auditor", "审计员"),
)


@dataclass(frozen=True)
class Person:
    """Somebody of the demo world, and how they sign in."""

    name: str
    pack: str
    role: str
    unit: str
    sign_in: str
    identifier: str
    password: str
    totp_secret: str
    phone: str


class World:
    """One pack's demo world while it is being made."""

    def __init__(self, pack: Pack, demo_: Demo, seed: int) -> None:
        self.pack, self.demo = pack, demo_
        self.dice = random.Random(f"{seed} {pack.key}")  # noqa: S311 (a reproducible world, no secret)
        self.units: dict[str, int] = {}
        self.codes: dict[str, str] = {}
        self.people: list[Person] = []

    def make(self) -> list[Person]:
        """Units, people, cases, and what the agency tells everybody."""
        for unit in self.demo.units:
            self._unit(unit)
        for number, person in enumerate(self.demo.people):
            self._person(person, number)
        for campaign in self.demo.campaigns:
            self._campaign(campaign)
        for case in self.demo.cases:
            self._case(case)
        self._tell()
        return self.people

    def _unit(self, unit: DemoUnit) -> None:
        first = f"{self.dice.randrange(10**8):08}"
        self.codes[unit.key] = first + org_code_check(first)
        self.units[unit.key] = people.add_unit(
            name=unit.name,
            code=self.codes[unit.key],
            tree=self.demo.tree,
            region=unit.region,
            parent=self.units[unit.parent] if unit.parent else None,
            by=SYSTEM,
        )

    def _person(self, person: DemoPerson, number: int) -> None:
        roles = [role for role in self.pack.roles if role.key in person.roles]
        titles = "、".join(role.title for role in roles)
        if not person.unit:
            self.people.append(_listed(self._signed_up(person, number), self.pack.key, titles, ""))
            return
        made = demo.make_account(
            unit=self.units[person.unit],
            identifier=person.identifier or self._identifier(person.unit),
            name=person.name,
            roles=tuple(f"{self.pack.key}/{role}" for role in person.roles),
            settled=person.settled,
            totp=any(role.second_factor == "totp" for role in roles),
            number=self.dice.randrange(10**7) * 10 + number % 10,
        )
        unit = next(unit.name for unit in self.demo.units if unit.key == person.unit)
        self.people.append(_listed(made, self.pack.key, titles, unit))

    def _signed_up(self, person: DemoPerson, number: int) -> demo.DemoAccount:
        """Somebody with an account of their own; as a unit, cases name them by their user name."""
        said = self.pack.sign_in.signs_up
        if said is None:
            raise LookupError(f"nobody signs up at the door of {self.pack.key}")
        made, unit = demo.sign_up(
            person.identifier, person.name, self.pack.key, said, number=self.dice.randrange(10**7) * 10 + number % 10
        )
        self.units[person.identifier] = unit
        return made

    def _identifier(self, unit: str) -> str:
        """What a unit's first account is called at this pack's door."""
        by_name = self.pack.sign_in.identifier == "name"
        return next(each.name for each in self.demo.units if each.key == unit) if by_name else self.codes[unit]

    def _campaign(self, campaign: DemoCampaign) -> None:
        # Of the demo's own agency: others may stand in the same tree.
        tops = "\n".join(unit.name for unit in self.demo.units if not unit.parent)
        due = max(_ago(-campaign.left), f"{clock.today().year}-01-01")  # one of a year that is over is refused
        typed = {"title": campaign.title, "since": _ago(campaign.days), "due": due, "tops": tops}
        roster.open_campaign(self.pack.key, campaign.matter, typed, by=SYSTEM, token=new_token())

    def _case(self, case: DemoCase) -> None:
        filer = next(self._actors(case.unit))
        matter = self.pack.matter(case.matter)
        first = self._spelled(case.answers)
        ref = cases.open_case(
            f"{self.pack.key}/{case.matter}", self.units[case.unit], by=filer, token=new_token(), first=first
        )
        needed = matter.materials.materials if matter.materials and case.moves else ()
        for material in needed:
            if material.required and material.when.holds(case.answers) and material.required.holds(case.answers):
                name, stream = sample(material.title, matter.materials.kinds if matter.materials else tuple(NAMES))
                cases.attach(ref, material.key, stream, name, by=filer)
        for move, opinion in case.moves:
            self._move(ref, move, opinion)
        if case.days:
            terms.begin_earlier(ref, case.days)

    def _move(self, ref: str, move: str, opinion: str) -> None:
        """The move is made by whoever may make it."""
        for actor in self._actors():
            seen = list(queries.seen_by(actor).filter(ref=ref))
            if seen and any(each.key == move for each in queries.moves_open_to(actor, queries.case_for(actor, ref))):
                cases.move(ref, move, by=actor, version=seen[0].version, token=new_token(), opinion=opinion)
                _tell_meanwhile()
                return
        raise LookupError(f"nobody in the demo of {self.pack.key} may make move {move}")

    def _tell(self) -> None:
        pack = self.pack.key
        for said in self.demo.announcements:
            typed = {
                "title": said.title,
                "body": said.body,
                "since": _ago(said.days),
                "pinned": "是" if said.pinned else "否",
            }
            bulletin.publish_announcement(pack, typed, by=SYSTEM, token=new_token())
        for position, faq in enumerate(self.demo.faqs):
            typed = {
                "question": faq.question,
                "answer": faq.answer,
                "category": faq.category,
                "position": str(position),
            }
            bulletin.publish_faq(pack, typed, by=SYSTEM, token=new_token())
        for chat in self.demo.chats:
            typed = {"title": chat.title, "words": chat.words}
            bulletin.publish_chat(pack, typed, qr_code(chat.code), by=SYSTEM, token=new_token())
        for opening in self.demo.openings:
            typed = {"since": _ago(opening.days), "stopped": "否"}
            catalogue.set_opening(pack, opening.matter, typed, by=SYSTEM)

    def _actors(self, unit: str = "") -> Iterator[Actor]:
        """The demo's people, or those of one unit, as they act."""
        return (actor for person, actor in self._acting if unit in ("", person.unit, person.identifier))

    @cached_property
    def _acting(self) -> list[tuple[DemoPerson, Actor]]:
        """Everybody, once they are there."""
        found = [reading.actor_of_demo(each.identifier) for each in self.people]
        return list(zip(self.demo.people, found, strict=True))

    def _spelled(self, answers: Any) -> Any:
        """Answers with "unit:KEY" and "name:KEY" replaced by that unit's code and name."""
        if isinstance(answers, dict):
            return {key: self._spelled(each) for key, each in answers.items()}
        if isinstance(answers, list):
            return [self._spelled(each) for each in answers]
        kind, _, key = str(answers).partition(":")
        if kind == "unit" and key in self.codes:
            return self.codes[key]
        return next((u.name for u in self.demo.units if u.key == key), answers) if kind == "name" else answers


def _tell_meanwhile() -> None:
    """As the worker would between two moves: what was told before a decision is done by it."""
    while hand_over_next("notices.tell", ROUTES["notices.tell"], TOGETHER["notices.tell"]):
        pass


def _ago(days: int) -> str:
    return (clock.today() - timedelta(days=days)).isoformat()


def _listed(made: demo.DemoAccount, pack: str, role: str, unit: str) -> Person:
    door = f"/s/{pack}/sign-in/"
    return Person(made.name, pack, role, unit, door, made.identifier, made.password, made.secret, made.phone)


@transaction.atomic
def make_world(seed: int) -> list[Person]:
    """The demo worlds of all packs, and the house's own administrators, each with one role and no more."""
    made: list[Person] = []
    for pack in shelf.packs().values():
        if pack.demo:
            made += World(pack, pack.demo, seed).make()
    return made + list(_administrators())


def _administrators() -> Iterator[Person]:
    code = "00000000"
    unit = people.add_unit(name="平台运行管理中心", code=code + org_code_check(code), tree="平台", by=SYSTEM)
    for number, (role, identifier, name) in enumerate(ADMINISTRATORS):
        account = demo.make_account(
            unit=unit, identifier=identifier, name=name, roles=(role,), settled=True, totp=True, number=number
        )
        first = next(iter(shelf.packs()))
        yield _listed(account, first, name, "平台运行管理中心")
