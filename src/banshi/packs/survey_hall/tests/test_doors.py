"""S7 for everybody of this system: every address of the site, for the unit that applies, its people, the officers it applies to, another
authority, another applicant, the visitor and the three administrators."""

from pathlib import Path

import pytest

from banshi.cases import queries as cases
from banshi.catalogue import shelf
from banshi.lib.actor import SYSTEM
from banshi.packs.survey_hall.permit import APPLICANT, HANDLER, TREE
from banshi.packs.survey_hall.tests.situations import Office, accepted, an_office
from banshi.papers.models import Paper
from banshi.people import actions as people
from banshi.people import demo, queries
from banshi.people.belonging import actions as belonging
from banshi.people.belonging.actions import Wish
from banshi.people.models import Account, Person
from tests.doors.tables import told_apart, unlike
from tests.doors.world import Doors, others
from tests.people.newcomers import Newcomer, the_hall
from tests.situations import a_code

pytestmark = pytest.mark.django_db

# Whom of the table of all doors each of them is like; where they are not, doors.txt says what they get.
LIKE = {
    "visitor": "visitor",
    "first_time": "first_time",
    "applicant": "filer",
    "head": "filer",
    "member": "filer",
    "receiving": "above",
    "examining": "reviewer",
    "other_office": "stranger",
    "other_applicant": "stranger",
    "system": "system",
    "security": "security",
    "auditor": "auditor",
}
NAMES = {"applicant": "王经办", "receiving": "李审核", "examining": "陈承办", "other_applicant": "张旁人"}
SAID = told_apart(Path(__file__).parent / "doors.txt", LIKE)


@pytest.fixture
def world() -> Doors:
    """An application that has been accepted, and waits to be examined; its letter is there."""
    office = an_office()
    ref, press = accepted(office), office.units["press"]
    accounts = {key: Account.objects.get(username=office.accounts[name]) for key, name in NAMES.items()}
    accounts |= _people_of(press) | {"other_office": _other_office()}
    return Doors(
        _values(office, ref),
        accounts | others(press, f"survey_hall/{APPLICANT}"),
        acting=dict.fromkeys(("head", "member"), press),
    )


def _people_of(unit: int) -> dict[str, Account]:
    """Who administers the unit and signs for it, and a colleague who fills in; both have signed up by themselves."""
    the_hall()
    made, by = {}, SYSTEM
    for key, seat in (("head", "signs"), ("member", "fills")):
        made[key] = account = Newcomer().sign_up()
        person = Person.objects.get(account=account).unit_id
        wish = Wish(queries.code_of(unit), seat, administered=key != "head")
        belonging.bind(person, wish, seats=shelf.seats(), ref="", by=by)
        by = queries.actor_for(Account.objects.get(pk=made["head"].pk), unit=unit)
    return made


def _other_office() -> Account:
    """An officer of another authority."""
    code = a_code()
    unit = people.add_unit(name=f"湘南{code}测绘局", code=code, tree=TREE, region="430102", by=SYSTEM)
    made = demo.make_account(
        unit=unit,
        identifier=f"south{code.lower()}",
        name="孙承办",
        roles=(f"survey_hall/{HANDLER}",),
        settled=True,
        totp=True,
        number=int(code[:8]),
    )
    return Account.objects.get(username=made.identifier)


def _values(office: Office, ref: str) -> dict[str, object]:
    unit, username = office.units["press"], office.accounts["王经办"]
    file = next(iter(cases.files_of(cases.case_for(office.actor("王经办"), ref)).values()))[0]
    numbers = dict.fromkeys(("number", "campaign", "change", "correction", "batch"), 1)
    words = {"pack": "survey_hall", "matter": "map_review", "address": "region", "material": "form", "what": "filled"}
    keys = {"key": "propose", "move": "propose", "layout": "letter", "paper": "acceptance_notice", "ref": ref}
    units = {"subject": unit, "unit": unit, "code": queries.code_of(unit)}
    whose = {"username": username, "account": Account.objects.get(username=username).pk}
    made = {"attachment": file.id, "paper_id": Paper.objects.get(subject=unit).pk}
    return words | numbers | keys | units | whose | made


def test_everybody_gets_what_the_tables_say(world: Doors) -> None:
    """Red when a case, a list or a letter of one's neighbours opens, and when an administrator sees what is filed."""
    wrong = unlike(SAID, world, LIKE, worklist="examined")
    assert not wrong, wrong
