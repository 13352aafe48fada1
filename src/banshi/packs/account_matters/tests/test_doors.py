"""S7 for everybody of this system: every address of the site, for who asks to belong to a unit, its administrator, a colleague, the officer
of the hall, somebody else who has signed up, the visitor and the three administrators."""

from pathlib import Path

import pytest

from banshi.cases import queries as cases
from banshi.people.models import Account
from tests.doors.tables import told_apart, unlike
from tests.doors.world import Doors, others
from tests.people.belonging.situations import Place, a_place, asked, joined
from tests.people.newcomers import PACK

pytestmark = pytest.mark.django_db

# Whom of the table of all doors each of them is like; where they are not, doors.txt says what they get.
LIKE = {
    "visitor": "visitor",
    "first_time": "first_time",
    "asking": "filer",
    "head": "reviewer",
    "colleague": "stranger",
    "officer": "stranger",
    "somebody": "stranger",
    "system": "system",
    "security": "security",
    "auditor": "auditor",
}
NAMES = {"asking": "王经办", "head": "李审核", "colleague": "赵同事", "officer": "何审核", "somebody": "张旁人"}
SAID = told_apart(Path(__file__).parent / "doors.txt", LIKE)


@pytest.fixture
def world() -> Doors:
    """王经办 has asked to belong to a unit, and waits for 李审核, who administers it."""
    place = a_place(*(name for name in NAMES.values() if name != "何审核"))
    joined(place, "李审核")
    joined(place, "赵同事", seat="fills", decides="李审核")
    accounts = {key: Account.objects.get(username=place.usernames[name]) for key, name in NAMES.items()}
    return Doors(
        _values(place, asked(place, "王经办", seat="fills"), accounts["asking"]),
        accounts | others(place.hall, f"{PACK}/officer"),
        acting=dict.fromkeys(("head", "colleague"), place.units["press"]),
    )


def _values(place: Place, ref: str, account: Account) -> dict[str, object]:
    unit, person = place.units["press"], place.units["王经办"]
    file = next(iter(cases.files_of(cases.case_for(place.actor("王经办"), ref)).values()))[0]
    numbers = dict.fromkeys(("paper_id", "number", "campaign", "change", "correction", "batch"), 1)
    words = {"pack": PACK, "matter": "joining", "address": "post", "material": "certificate", "what": "filled"}
    keys = {"key": "approve", "move": "approve", "layout": "standard", "paper": "none", "ref": ref, "token": "x"}
    whose = {"subject": person, "unit": unit, "code": place.codes["press"], "username": account.username}
    return words | numbers | keys | whose | {"account": account.pk, "attachment": file.id}


def test_everybody_gets_what_the_tables_say(world: Doors) -> None:
    """Red when what somebody asks of a unit opens to its other people or to strangers, or an administrator sees what is filed."""
    wrong = unlike(SAID, world, LIKE, worklist="waiting")
    assert not wrong, wrong
