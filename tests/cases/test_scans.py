"""Scans find their case and material by name."""

import pytest

from banshi.cases.imports.scans import Place, Unplaced, place
from banshi.define import Code, Material, MaterialList

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
    assert place(name, KEY, KEYS, LISTED) == Place("100000018", material)


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
    found = place(name, KEY, KEYS, LISTED)
    assert isinstance(found, Unplaced)
    assert found.nearest == nearest
