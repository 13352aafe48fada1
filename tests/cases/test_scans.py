"""Scans find their case and material by name."""

import pytest

from banshi.cases.imports.scans import Place, Places, Unplaced
from banshi.define import Code, Material, MaterialList, Text

KEY = Code(key="code", label="组织机构代码", accepts=("org_code",))
KEYS = ("100000018", "20000003X")
LISTED = MaterialList(
    title="目录",
    materials=(Material(key="articles", title="公司章程"), Material(key="licence", title="营业执照（本企业）")),
)


@pytest.mark.parametrize(
    ("name", "material"),
    [
        ("100000018_公司章程.pdf", "articles"),
        ("10000001-8_1.pdf", "articles"),
        ("100000018_营业执照(本企业)_2.jpg", "licence"),
        ("100000018_2_3.pdf", "licence"),
        ("扫描/补录/100000018_营业执照本企业.pdf", "licence"),
    ],
)
def test_a_name_says_key_and_material(name: str, material: str) -> None:
    """Red when folders, hyphens or punctuation matter."""
    assert Places(KEY, KEYS, LISTED).of(name) == Place("100000018", material)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("100000018_公司章.pdf", "100000018_公司章程.pdf"),
        ("100000017_公司章程.pdf", "100000018_公司章程.pdf"),
        ("100000018_99.pdf", ""),
        ("照片.pdf", ""),
    ],
)
def test_a_name_that_fits_nothing_is_told_with_the_nearest_that_would(name: str, nearest: str) -> None:
    found = Places(KEY, KEYS, LISTED).of(name)
    assert isinstance(found, Unplaced)
    assert found.nearest == nearest


PARCELS = Places(Text(key="name", label="地块名称"), ("地块 01", "地块 02", "A_1", "a 3", "A3"), LISTED)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("地块01_公司章程.PDF", "地块 01"),
        (" 地 块 ０１＿公司 章程.pdf", "地块 01"),
        ("地块　02_1（2）.pdf", "地块 02"),
        ("a_1_公司章程-2.JPEG", "A_1"),
    ],
)
def test_spaces_width_and_capitals_are_forgiven(name: str, key: str) -> None:
    """Red when only the very same name is found."""
    assert PARCELS.of(name) == Place(key, "articles")


def test_a_name_of_two_rows_is_not_guessed() -> None:
    """Red when the first of them takes the file."""
    found = PARCELS.of("a3_公司章程.pdf")
    assert isinstance(found, Unplaced)
    assert "有几行" in found.why
