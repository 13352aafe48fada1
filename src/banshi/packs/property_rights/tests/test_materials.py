"""合规性资料目录 (PR20): which rows each situation brings, and which of them must have a file or a stated reason.

The table is the agency's: R must be there, C as applicable, - does not stand in the list.
"""

from itertools import combinations

import pytest

from banshi.define import Material
from banshi.packs.property_rights.forms import ACQUIRED, HISTORIC, NEW
from banshi.packs.property_rights.materials import COMPLIANCE

MATRIX = """
                      新设  取得  补录
application           R    R    R
resolution            R    R    C
approval              R    R    C
agreement             R    R    -
articles              R    R    R
name_notice           C    -    -
licence               C    R    R
investor_ids          R    R    R
investor_cert         R    R    C
capital_verification  R    C    C
valuation             C    R    -
exchange_voucher      -    C    -
audit                 C    R    R
staff_vote            -    C    -
encumbrance           -    R    R
old_cert              -    -    C
other                 C    C    C
"""
COLUMNS, *LINES = [line.split() for line in MATRIX.strip().splitlines()]
TABLE = {key: dict(zip(COLUMNS, needs, strict=True)) for key, *needs in LINES}
SITUATIONS = {**dict.fromkeys(NEW, "新设"), **dict.fromkeys(ACQUIRED, "取得"), HISTORIC: "补录"}
STRICTER = "-CR".index
TICKED = [*combinations(SITUATIONS, 1), *combinations(SITUATIONS, 2), tuple(SITUATIONS)]


def need(material: Material, situations: tuple[str, ...]) -> str:
    """What the pack says of a row, in the letters of the table."""
    answers = {"situations": list(situations)}
    if not material.when.holds(answers):
        return "-"
    return "R" if material.required and material.required.holds(answers) else "C"


@pytest.mark.parametrize("situations", TICKED, ids="+".join)
def test_pr20_each_situation_asks_for_exactly_its_materials(situations: tuple[str, ...]) -> None:
    """Several at once ask what the strictest of them asks. Red when 验资报告 is required of 补录, or any row is lost."""
    expected = {
        key: max((needs[SITUATIONS[each]] for each in situations), key=STRICTER) for key, needs in TABLE.items()
    }
    assert {material.key: need(material, situations) for material in COMPLIANCE.materials} == expected


def test_pr20_what_is_required_has_a_file_or_a_stated_reason() -> None:
    assert (COMPLIANCE.code, COMPLIANCE.excusable, COMPLIANCE.described) == ("PR20", True, True)


def test_p06_what_a_file_may_be() -> None:
    """RAR, ZIP, PDF, Word, JPG, each at most 2 MB."""
    assert set(COMPLIANCE.kinds) == {"rar", "zip", "pdf", "doc", "docx", "jpg"}
    assert COMPLIANCE.largest == 2 * 1024 * 1024
