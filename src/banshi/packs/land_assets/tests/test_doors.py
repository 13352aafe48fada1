"""S7 for everybody of this system: every address of the site, for the enterprise that files, its 一级单位, the level between that is passed
over, the agency, another group, the visitor and the three administrators."""

from pathlib import Path

import pytest

from banshi.packs.land_assets.flow import ENTERPRISE
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from banshi.people import queries
from banshi.people.models import Account
from tests.doors.tables import told_apart, unlike
from tests.doors.world import Doors, others

pytestmark = pytest.mark.django_db

# Whom of the table of all doors each of them is like; where they are not, doors.txt says what they get.
LIKE = {
    "visitor": "visitor",
    "first_time": "first_time",
    "enterprise": "filer",
    "first_level": "reviewer",
    "passed_over": "stranger",
    "agency": "agency",
    "other_group": "stranger",
    "system": "system",
    "security": "security",
    "auditor": "auditor",
}
NAMES = {
    "enterprise": "王经办",
    "first_level": "李审核",
    "passed_over": "刘高速",
    "agency": "陈处长",
    "other_group": "张旁人",
}
SAID = told_apart(Path(__file__).parent / "doors.txt", LIKE)


@pytest.fixture
def world() -> Doors:
    """A parcel under review at its 一级单位, which the agency has not seen yet."""
    province = a_province()
    ref = a_parcel(province)
    act(province, "王经办", ref, "report")
    accounts = {key: Account.objects.get(username=province.accounts[name]) for key, name in NAMES.items()}
    return Doors(
        _values(province, ref, accounts["enterprise"].pk),
        accounts | others(province.units["third"], f"land_assets/{ENTERPRISE}"),
    )


def _values(province: Province, ref: str, person: int) -> dict[str, object]:
    account = province.accounts["王经办"]
    numbers = dict.fromkeys(("attachment", "paper_id", "number", "campaign", "change", "correction", "batch"), 1)
    words = {"matter": "parcel", "move": "approve", "address": "region", "material": "photo", "what": "filled"}
    unit = province.units["third"]
    units = {"subject": unit, "unit": unit, "code": queries.code_of(unit), "username": account, "account": person}
    return {
        "pack": "land_assets",
        "key": "approve",
        "ref": ref,
        "paper": "none",
        "layout": "standard",
        **numbers,
        **words,
        **units,
    }


def test_everybody_gets_what_the_tables_say(world: Doors) -> None:
    """Red when a case, a list or a total of one's neighbours opens, and when an administrator sees what is filed."""
    wrong = unlike(SAID, world, LIKE, worklist="parcels_to_review")
    assert not wrong, wrong
