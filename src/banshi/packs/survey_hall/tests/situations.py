"""A surveying authority and two applicants: 王经办 applies, 李审核 receives, 陈承办 examines, 周签发 signs, 张旁人 applies elsewhere."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.test import Client

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case, Term
from banshi.catalogue import actions as catalogue
from banshi.clock import actions as calendar
from banshi.jobs.demo_files import sample
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.packs.survey_hall.demo import map_review
from banshi.packs.survey_hall.limits import SIGNER
from banshi.packs.survey_hall.map_review import ORDINARY
from banshi.packs.survey_hall.matters import KINDS
from banshi.packs.survey_hall.permit import APPLICANT, CLERK, HANDLER, TREE
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.models import Account
from tests.harness.clock import Shift
from tests.situations import a_code

PEOPLE = (
    ("王经办", "press", APPLICANT),
    ("张旁人", "other", APPLICANT),
    ("李审核", "authority", CLERK),
    ("陈承办", "authority", HANDLER),
    ("周签发", "authority", SIGNER),
)


@dataclass
class Office:
    """Units and people nobody else has."""

    units: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """One of the people, as they are now."""
        return reading.actor_for(Account.objects.get(username=self.accounts[name]))


def at_work(office: Office, name: str) -> Client:
    """Somebody's browser; how old the session is, is not what is tried here."""
    client = Client()
    client.force_login(Account.objects.get(username=office.accounts[name]))
    session = client.session
    session["began"] = 32_503_680_000
    session.save()
    return client


def an_office() -> Office:
    """An authority that grants permits; the calendar is known."""
    catalogue.publish(by=SYSTEM)
    catalogue.load_codes("region", [("430102", "湖南省 长沙市 芙蓉区")], by=SYSTEM)
    calendar.keep_up()
    made = Office()
    codes = {key: a_code() for key in ("authority", "press", "other")}
    for key, code in codes.items():
        made.names[key] = f"湘北{code}{'测绘局' if key == 'authority' else '地图社'}"
        made.units[key] = people.add_unit(
            name=made.names[key], code=code, tree=TREE, region="430102", parent=made.units.get("authority"), by=SYSTEM
        )
    for number, (name, place, role) in enumerate(PEOPLE):
        account = demo.make_account(
            unit=made.units[place],
            identifier=codes[place] if role == APPLICANT else f"survey{a_code().lower()}",
            name=name,
            roles=(f"survey_hall/{role}",),
            settled=True,
            totp=role != APPLICANT,
            number=int(a_code()[:7]) * 10 + number,
        )
        made.accounts[name] = account.identifier
    return made


def an_application(office: Office, name: str = "湘北省地图", sort: str = ORDINARY, **typed: Any) -> str:
    """A sound draft of a 地图审核, with all that is attached to it."""
    filer = office.actor("王经办")
    first = map_review(name, sort) | typed
    ref = cases.open_case("survey_hall/map_review", office.units["press"], by=filer, token=new_token(), first=first)
    for material in ("form", "draft_map", "qualification"):
        shown, stream = sample("扫描件", KINDS)
        cases.attach(ref, material, stream, shown, by=filer)
    return ref


def act(office: Office, name: str, ref: str, move: str, opinion: str = "") -> cases.Receipt:
    """One of the people makes a move on the case as it is now."""
    version = Case.objects.get(ref=ref).version
    return cases.move(ref, move, by=office.actor(name), version=version, token=new_token(), opinion=opinion)


def accepted(office: Office, sort: str = ORDINARY) -> str:
    """An application that was filed and accepted on the same day."""
    ref = an_application(office, sort=sort)
    act(office, "王经办", ref, "report")
    act(office, "李审核", ref, "accept")
    return ref


def to_sign(office: Office) -> str:
    """An application that was examined and waits for a signature."""
    ref = accepted(office)
    act(office, "陈承办", ref, "propose", "经审查，符合法定条件，拟准予许可。")
    return ref


def state(ref: str) -> str:
    """Where a case stands."""
    return Case.objects.get(ref=ref).state


def open_moves(office: Office, name: str, ref: str) -> set[str]:
    """What one of the people may do with a case now."""
    actor = office.actor(name)
    return {each.key for each in queries.moves_open_to(actor, queries.case_for(actor, ref))}


def running(ref: str) -> list[Term]:
    """The limits of a case that are not over, the first begun first."""
    return list(Term.objects.filter(case__ref=ref, ended=None).order_by("pk"))


def it_is(day: str, shift: Shift) -> None:
    """The house's clock shows that day, at ten."""
    moment = datetime.combine(date.fromisoformat(day), time(10), clock.CHINA)
    shift((moment - clock.now()).total_seconds())
