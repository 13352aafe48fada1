"""A province's agency, a 一级单位 and a unit three levels below the agency, with their people: 王经办 (files), 李审核 (一级单位),
陈处长 (agency), 张旁人 (of another group)."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.packs.land_assets.demo import parcel, unit
from banshi.packs.land_assets.flow import ENTERPRISE, OFFICER, TREE
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.models import Account
from tests.situations import a_code

PLACES = (("agency", ""), ("first", "agency"), ("second", "first"), ("third", "second"), ("other", "agency"))
TITLES = {"agency": "国资委", "first": "集团", "second": "高速公司", "third": "养护公司", "other": "农垦公司"}
PEOPLE = (
    ("陈处长", "agency", OFFICER),
    ("李审核", "first", ENTERPRISE),
    ("刘高速", "second", ENTERPRISE),
    ("王经办", "third", ENTERPRISE),
    ("张旁人", "other", ENTERPRISE),
)


@dataclass
class Province:
    """Units and people nobody else has."""

    units: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """One of the people, as they are now."""
        return reading.actor_for(Account.objects.get(username=self.accounts[name]))


def a_province() -> Province:
    """A province whose third-level unit may file."""
    catalogue.publish(by=SYSTEM)
    catalogue.load_codes("region", [("430102", "湖南省 长沙市 芙蓉区"), ("430203", "湖南省 株洲市 芦淞区")], by=SYSTEM)
    made = Province()
    for key, parent in PLACES:
        code = a_code()
        made.names[key] = f"湘北{code}{TITLES[key]}"
        made.units[key] = people.add_unit(
            name=made.names[key], code=code, tree=TREE, region="430102", parent=made.units.get(parent), by=SYSTEM
        )
    for number, (name, place, role) in enumerate(PEOPLE):
        account = demo.make_account(
            unit=made.units[place],
            identifier=made.names[place] if role == ENTERPRISE else f"land{a_code().lower()}",
            name=name,
            roles=(f"land_assets/{role}",),
            settled=True,
            totp=role == OFFICER,
            number=int(a_code()[:7]) * 10 + number,
        )
        made.accounts[name] = account.identifier
    return made


def opened(province: Province, matter: str, typed: dict[str, Any], name: str = "王经办", place: str = "third") -> str:
    """A draft with these answers."""
    filer = province.actor(name)
    ref = cases.open_case(f"land_assets/{matter}", province.units[place], by=filer, token=new_token())
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)
    return ref


def a_parcel(province: Province, number: int = 1, **typed: str) -> str:
    """A sound draft of a parcel."""
    return opened(province, "parcel", parcel(number, "430203", "15000") | typed)


def a_unit(province: Province, parcels: int = 0) -> str:
    """A sound draft of the unit's own information."""
    return opened(province, "unit", unit("国有全资", parcels=parcels))


def act(province: Province, name: str, ref: str, move: str, opinion: str = "") -> cases.Receipt:
    """One of the people makes a move on the case as it is now."""
    version = Case.objects.get(ref=ref).version
    return cases.move(ref, move, by=province.actor(name), version=version, token=new_token(), opinion=opinion)


def signed_in(province: Province, name: str) -> Client:
    """The browser of one of the people, signed in at the door of the pack."""
    client = Client()
    client.force_login(Account.objects.get(username=province.accounts[name]))
    session = client.session
    session["began"], session["pack"] = 32_503_680_000, "land_assets"
    session.save()
    return client
