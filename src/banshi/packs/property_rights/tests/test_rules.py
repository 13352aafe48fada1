"""审核公式 PR01–PR14: a filing that passes, and what each rule says of one that does not.

The table is the agency's, not the code's: what is changed in a sound filing, and the cells and weights that must come back.
"""

from typing import Any

import pytest

from banshi.define import Code, Filing
from banshi.packs.property_rights.forms import BASIC_INFORMATION
from banshi.packs.property_rights.rules import RULES
from banshi.packs.property_rights.tests.filings import FIRST_LEVEL, filing, investors, share

E, W = "error", "warning"
OTHER, PARTLY = {"class": "5"}, {"class": "3"}  # not the state; the state for more than half
HALVES = investors(share("510", "51"), share("490", "49") | OTHER)
MIXED = investors(share("600", "60") | PARTLY, share("400", "40") | OTHER)


def found(given: Filing) -> set[tuple[str, str, str]]:
    """(rule, cell, weight) of every problem of every rule."""
    return {(each.code, each.cell, each.weight or "") for rule in RULES for each in rule.problems(given)}


def test_every_rule_of_the_agency_is_there_once() -> None:
    assert [rule.code for rule in RULES] == [f"PR{number:02}" for number in (*range(1, 15), 17, 19)]


SOUND: dict[str, dict[str, Any]] = {
    "the filing the others start from": {},
    "PR01 and PR03: thirds, rounded to four places": {
        "investors": investors(*[share("400", "33.3333")] * 3),
        "registered_capital": "1200", "paid_in_capital": "1200", "state_capital": "1200",
    },
    "PR04: less paid in than registered": {
        "registered_capital": "2000",
        "investors": investors({"subscribed": "2000"}),
    },
    "PR07: within what a mixed investor's part can be": {
        "investors": MIXED, "ownership_class": "国有绝对控股", "state_capital": "306",
    },
    "PR08: exactly half is not more than half": {
        "investors": investors(share("500", "50"), share("500", "50") | OTHER),
        "ownership_class": "国有实际控制", "state_capital": "500",
    },
    "PR09: one investor of a wholly state-owned company": {"ownership_class": "国有独资公司"},
    "PR10: actual control with a smaller share": {
        "investors": investors(share("200", "20"), share("280", "28"), share("520", "52") | OTHER),
        "ownership_class": "国有实际控制", "state_capital": "480",
    },
    "PR11: the investor's tier is not known": {"tier_above": None, "tier": "9"},
    "PR11: a first-level enterprise": {"code": FIRST_LEVEL["code"], "tier": "1", "tier_above": 0},
    "PR12: no new licence yet": {"uscc": None},
    "PR13: established today": {"established_on": "2026-11-21", "period": "2026-11-21"},
}  # fmt: skip

UNSOUND: dict[str, tuple[dict[str, Any], set[tuple[str, str, str]]]] = {
    "PR01: shares add up to 90": (
        {"investors": investors(share("1000", "90"))},
        {("PR01", "investors/r1/ratio", E), ("PR03", "investors/r1/ratio", E), ("PR08", "ownership_class", E)},
    ),
    "PR01: the last row is where to look": (
        {"investors": investors(share("510", "51"), share("490", "49.02"))},
        {("PR01", "investors/r2/ratio", E), ("PR03", "investors/r2/ratio", E)},
    ),
    "PR02: paid in is not what the investors paid": (
        {"investors": investors({"paid": "900"}), "state_capital": "900"},
        {("PR02", "paid_in_capital", E), ("PR02", "investors/r1/paid", E)},
    ),
    "PR03: a share that does not follow the money": (
        {"investors": investors(share("510", "49"), share("490", "51"))},
        {("PR03", "investors/r1/ratio", E), ("PR03", "investors/r2/ratio", E), ("PR10", "investors/r1/is_main", E)},
    ),
    "PR17: nothing paid yet, shares follow what was subscribed": (
        {"investors": investors(share("600", "60") | {"paid": "0"}, share("400", "40") | {"paid": "0"}),
         "paid_in_capital": "0", "state_capital": "0"},
        {("PR17", "paid_in_capital", W)},
    ),
    "PR17: debts above assets": (
        {"assets": "100", "liabilities": "300", "equity": "-200"},
        {("PR17", "liabilities", W)},
    ),
    "PR19: another unit bears the name": ({"namesakes": 1}, {("PR19", "name", E)}),
    "PR04: a limited company has more paid in than registered": (
        {"registered_capital": "900", "investors": investors({"subscribed": "900"})},
        {("PR04", "paid_in_capital", E)},
    ),
    "PR04: so has another, which is to be explained": (
        {"registered_capital": "900", "organisation_form": "股份有限公司（上市）",
         "investors": investors({"subscribed": "900"})},
        {("PR04", "paid_in_capital", W)},
    ),
    "PR05: registered is not what was subscribed": (
        {"registered_capital": "2000"},
        {("PR05", "registered_capital", E), ("PR05", "investors/r1/subscribed", E)},
    ),
    "PR06: equity is not assets less liabilities": ({"equity": "1000.000001"}, {("PR06", "equity", E)}),
    "PR07: more state capital than capital": (
        {"state_capital": "1001"},
        {("PR07", "state_capital", E), ("PR07", "state_capital", W)},
    ),
    "PR07: less than the state's investors paid, to be explained": (
        {"state_capital": "999"},
        {("PR07", "state_capital", W)},
    ),
    "PR07: more than a mixed investor's whole payment, to be explained": (
        {"investors": MIXED, "ownership_class": "国有绝对控股", "state_capital": "700"},
        {("PR07", "state_capital", W)},
    ),
    "PR08: 51 of 100 is absolute control": (
        {"investors": HALVES, "state_capital": "510"},
        {("PR08", "ownership_class", E)},
    ),
    "PR08: all of it is not a minority": ({"ownership_class": "国有参股"}, {("PR08", "ownership_class", E)}),
    "PR09: a sole owner that is two": (
        {"ownership_class": "国有独资公司", "investors": investors(share("600", "60"), share("400", "40"))},
        {("PR09", "investors/r2/name", E)},
    ),
    "PR10: no main investor": ({"investors": investors({"is_main": "否"})}, {("PR10", "investors/r1/is_main", E)}),
    "PR10: two main investors": (
        {"investors": investors(share("600", "60"), share("400", "40", is_main="是"))},
        {("PR10", "investors/r2/is_main", E)},
    ),
    "PR10: the main one is not the state's largest": (
        {"investors": investors(share("400", "40"), share("600", "60"))},
        {("PR10", "investors/r1/is_main", E)},
    ),
    "PR10: the main one is not the state's": (
        {"investors": investors(share("400", "40") | OTHER, share("600", "60")),
         "ownership_class": "国有绝对控股", "state_capital": "600"},
        {("PR10", "investors/r1/is_main", E)},
    ),
    "PR11: a tier is skipped": ({"tier": "3"}, {("PR11", "tier", E)}),
    "PR11: a first-level enterprise says 2": (
        {"code": FIRST_LEVEL["code"], "tier_above": 0},
        {("PR11", "tier", E)},
    ),
    "PR12: the long code holds another short one": ({"uscc": "915000001234567961"}, {("PR12", "uscc", E)}),
    "PR13: established tomorrow": ({"established_on": "2026-11-22"}, {("PR13", "established_on", E)}),
    "PR13: figures of tomorrow": ({"period": "2026-11-22"}, {("PR13", "period", E)}),
    "PR13: approved tomorrow": ({"approval_on": "2026-11-22"}, {("PR13", "approval_on", E)}),
    "PR14: registered already": ({"registration": {"name": "检测公司"}}, {("PR14", "org_code", E)}),
}  # fmt: skip


@pytest.mark.parametrize("changes", SOUND.values(), ids=SOUND)
def test_a_sound_filing_passes(changes: dict[str, Any]) -> None:
    """Red when a tolerance is dropped (thirds), or 50 % counts as a majority."""
    assert found(filing(**changes)) == set()


@pytest.mark.parametrize(("changes", "expected"), UNSOUND.values(), ids=UNSOUND)
def test_what_does_not_agree_is_said_at_its_cell(changes: dict[str, Any], expected: set[tuple[str, str, str]]) -> None:
    """Red when any one rule is taken out of RULES."""
    assert found(filing(**changes)) == expected


def test_every_rule_has_been_seen_to_fail() -> None:
    """Red when a rule is added without its line in the table."""
    assert {rule.code for rule in RULES} == {code for _, expected in UNSOUND.values() for code, _, _ in expected}


def test_cells_not_filled_in_are_not_judged() -> None:
    """An empty form is the form's to complain about. Red when a rule reads a missing figure as nought."""
    empty = Filing(answers={}, today=filing().today)
    assert found(empty) == set()


@pytest.mark.parametrize("key", ["uscc", "org_code"])
def test_pr12_check_digits_are_the_fields_to_hold(key: str) -> None:
    """Red when a code becomes plain text."""
    field = BASIC_INFORMATION.field(key)
    assert isinstance(field, Code)
    assert field.accepts == (key,)


def test_pr13_a_registered_enterprise_must_say_when_it_was_established() -> None:
    field = BASIC_INFORMATION.field("established_on")
    assert field
    assert field.required
    assert field.when
    assert field.when.holds({"business_registered": "是"})
    assert not field.when.holds({"business_registered": "否"})
