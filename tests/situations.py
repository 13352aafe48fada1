"""Situations tests ask for: a group of companies with its people, and a case that stands somewhere.

The people are 王经办 (files), 李审核 (her superior), 赵主管 (above him), 陈处长 (the agency's officer) and 张旁人 (of another group, no
business here). Every call makes units of its own, so that nothing has to be cleaned away.
"""

import random
from dataclasses import dataclass, field
from typing import Any

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case, Claim
from banshi.catalogue import actions as catalogue
from banshi.jobs.demo_files import sample
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.codes import org_code_check
from banshi.packs.property_rights.demo import answers
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.models import Account

OCCUPY = "property_rights/occupy"
ENTERPRISE, OFFICER = "property_rights/enterprise", "property_rights/agency_officer"
_dice = random.SystemRandom()
_files: dict[str, bytes] = {}


@dataclass
class Group:
    """An agency, a group of companies four levels deep below it, and a company of another group beside."""

    units: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """One of the people, as they are now."""
        return reading.actor_for(self.account(name))

    def account(self, name: str) -> Account:
        """The account of one of the people."""
        return Account.objects.get(username=self.names[name])


PLACES = (
    ("agency", ""),
    ("first", "agency"),
    ("second", "first"),
    ("third", "second"),
    ("fourth", "third"),
    ("other", "agency"),
)
PEOPLE = (
    ("陈处长", "agency", OFFICER),
    ("孙总管", "first", ENTERPRISE),
    ("赵主管", "second", ENTERPRISE),
    ("李审核", "third", ENTERPRISE),
    ("王经办", "fourth", ENTERPRISE),
    ("张旁人", "other", ENTERPRISE),
)
TITLES = {
    "agency": "国资委",
    "first": "集团",
    "second": "交通公司",
    "third": "桥梁公司",
    "fourth": "检测公司",
    "other": "酒店公司",
}


def a_code() -> str:
    """A fresh organisation code with its check digit."""
    first = f"{_dice.randrange(10**8):08}"
    return first + org_code_check(first)


def a_group() -> Group:
    """Units and people nobody else has; the packs are published."""
    catalogue.publish(by=SYSTEM)
    catalogue.load_codes("region", [("500103", "重庆市 渝中区")], by=SYSTEM)
    catalogue.load_codes("industry", [("E48", "建筑业 土木工程建筑业")], by=SYSTEM)
    group = Group()
    for key, parent in PLACES:
        group.codes[key] = a_code()
        group.units[key] = people.add_unit(
            name=f"渝州{group.codes[key]}{TITLES[key]}",
            code=group.codes[key],
            tree="产权",
            region="500103",
            parent=group.units.get(parent),
            by=SYSTEM,
        )
    for number, (name, unit, role) in enumerate(PEOPLE):
        group.names[name] = _account(group, name, unit, role, number)
    return group


def _account(group: Group, name: str, unit: str, role: str, number: int) -> str:
    identifier = group.codes[unit] if role == ENTERPRISE else f"officer{group.codes[unit].lower()}"
    made = demo.make_account(
        unit=group.units[unit],
        identifier=identifier,
        name=name,
        roles=(role,),
        settled=True,
        totp=role == OFFICER,
        number=_dice.randrange(10**7) * 10 + number,
    )
    return made.identifier


def clean_answers(group: Group, unit: str = "fourth", parent: str = "third", tier: int = 4) -> dict[str, Any]:
    """Answers on which every rule passes."""
    spelled = answers(parent, tier, 1000)
    spelled["main_investor"] = group.codes[parent]
    spelled["investors"][0] |= {"name": f"渝州{TITLES[parent]}", "code": group.codes[parent]}
    return spelled


def a_case(group: Group, at: str = "draft", *, clean: bool = True, claims: bool = True) -> str:
    """A 占有登记 of the fourth-level company, filed by 王经办, standing where it is asked for:

    "draft", "under_review" (at 李审核's desk), "at_second", "at_agency", "returned", or "registered". Without `claims` it leaves
    room for others about the same company.
    """
    filer = group.actor("王经办")
    first = clean_answers(group) if clean else {}
    ref = cases.open_case(OCCUPY, group.units["fourth"], by=filer, token=new_token(), first=first)
    if at == "draft":
        return ref
    attach_all(ref, filer)
    act(group, "王经办", ref, "report")
    if not claims:
        Claim.objects.filter(case__ref=ref).delete()
    if at == "returned":
        act(group, "李审核", ref, "return", "请补充公司章程。")
    roads = {"at_second": 1, "at_first": 2, "at_agency": 3, "registered": 4}
    for name in ("李审核", "赵主管", "孙总管", "陈处长")[: roads.get(at, 0)]:
        act(group, name, ref, "approve", "同意。")
    return ref


def a_filing(group: Group, matter: str, typed: dict[str, Any], *, at: str = "registered") -> str:
    """A case of another matter of 产权登记 about the same company, with so much typed over what the house put in; it stands in
    "draft", "under_review" or at its end ("registered")."""
    filer = group.actor("王经办")
    ref = cases.open_case(f"property_rights/{matter}", group.units["fourth"], by=filer, token=new_token())
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)
    attach_all(ref, filer)
    if at == "draft":
        return ref
    act(group, "王经办", ref, "report")
    for name in ("李审核", "赵主管", "孙总管", "陈处长") if at == "registered" else ():
        act(group, name, ref, "approve", "同意。")
    return ref


def attach_all(ref: str, filer: Actor) -> None:
    """A file under every required material."""
    case = queries.case_for(filer, ref)
    for problem in queries.judgement(filer, case).problems:
        if problem.cell.startswith("material:"):
            attach(ref, problem.cell.partition(":")[2], filer)


def attach(ref: str, material: str, filer: Actor) -> int:
    """One small PDF under a material."""
    name, stream = sample("扫描件", ("pdf",))
    return cases.attach(ref, material, stream, name, by=filer)


def act(group: Group, name: str, ref: str, move: str, opinion: str = "") -> cases.Receipt:
    """One of the people makes a move on the case as it is now."""
    version = Case.objects.get(ref=ref).version
    return cases.move(ref, move, by=group.actor(name), version=version, token=new_token(), opinion=opinion)
