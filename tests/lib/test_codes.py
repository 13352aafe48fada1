"""The national check digits, against vectors of public and made-up codes."""

from datetime import date

import pytest

from banshi.lib import codes

TODAY = date(2026, 11, 21)
GOOD_USCC = ["91110000600037341L", "9144030071526726XG", "91650102MA7T00014H", "N2650102MF0000013R"]
GOOD_ORG = ["D2143569-X", "60003734-1", "MA77QQHC-5", "ma4unfk7-2", "６１８８３２９７６"]
GOOD_ID = ["11010519491231002X", "440524188001010014", "110101200002290018"]


@pytest.mark.parametrize("code", GOOD_USCC)
def test_a_valid_credit_code_has_no_problem(code):
    assert codes.uscc_problem(code) == ""


@pytest.mark.parametrize("code", ["91650102MA7T00014G", "9165O102MA7T00014H", "91650102MA7T0001H", ""])
def test_a_wrong_credit_code_is_named(code):
    assert "统一社会信用代码" in codes.uscc_problem(code)


def test_a_credit_code_around_a_wrong_organisation_code_is_named():
    """Red when the inner organisation code is not looked at."""
    inner_wrong = "91650102MA7T00015"
    assert "组织机构代码" in codes.uscc_problem(inner_wrong + codes.uscc_check(inner_wrong))


@pytest.mark.parametrize("code", GOOD_ORG)
def test_an_organisation_code_is_accepted_however_it_is_typed(code):
    assert codes.org_code_problem(code) == ""


@pytest.mark.parametrize("code", ["D2143569-1", "60003734-2", "60003734"])
def test_a_wrong_organisation_code_is_named(code):
    assert codes.org_code_problem(code) != ""


@pytest.mark.parametrize("code", GOOD_ID)
def test_a_valid_citizen_id_has_no_problem(code):
    assert codes.citizen_id_problem(code, TODAY) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [("650102199002303014", "不存在"), ("650102209901013017", "晚于今天"), ("110105194912310021", "校验位")],
)
def test_a_wrong_citizen_id_is_told_what_is_wrong(code, words):
    assert words in codes.citizen_id_problem(code, TODAY)


@pytest.mark.parametrize("phone", ["13900000001", "139-0000 0001", "１３９－００００－０００１", "+86 139 0000 0001"])
def test_a_mobile_number_is_kept_in_one_spelling(phone):
    """Red when what phones and spreadsheets put between digits is refused."""
    assert codes.normal_phone(phone) == "13900000001"
    assert codes.phone_problem(phone) == ""


def test_a_land_line_keeps_its_hyphen():
    assert codes.normal_phone("023－6789 0000") == "023-67890000"


@pytest.mark.parametrize(("phone", "fine"), [("13812345678", True), ("023-67890000", True), ("12345", False)])
def test_a_phone_is_a_mobile_or_a_land_line(phone, fine):
    assert (codes.phone_problem(phone) == "") is fine
