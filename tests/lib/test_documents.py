"""The six identity documents, against public and made-up numbers."""

from datetime import date

import pytest

from banshi.lib import documents

TODAY = date(2026, 11, 21)
OLD, NEW = "110105491231002", "11010519491231002X"  # one citizen, before 1999 and after
GOOD = [
    ("111", NEW),
    ("111", "１１０１０５１９４９１２３１００２ｘ"),
    ("111", OLD),
    ("114", "军字第2001988号"),
    ("414", "E12345678"),
    ("511", "12345678"),
    ("511", "0123456789B"),
    ("516", "h12345678"),
    ("553", "FRA110077101208"),
    ("553", "911100198012300017"),
]


@pytest.mark.parametrize(("kind", "number"), GOOD)
def test_a_number_as_it_stands_on_the_document_is_taken(kind: str, number: str) -> None:
    assert documents.problem(kind, number, TODAY) == ""


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("111", "", "请填写"),
        ("111", "110105194912310021", "校验位"),
        ("111", "11010549123100", "18 位"),
        ("111", "110105491331002", "不存在"),
        ("111", "990105194912310023", "地区代码"),
        ("114", "2001988", "军官证"),
        ("414", "护照", "护照"),
        ("414", "ABCDEFG", "护照"),
        ("511", "1234567", "台湾"),
        ("516", "A12345678", "港澳"),
        ("553", "911100198012300018", "校验位"),
        ("553", "110105194912310021", "以 9 开头"),
        ("999", "1", "证件类型"),
    ],
)
def test_a_number_that_cannot_be_is_told_what_is_wrong(kind: str, number: str, words: str) -> None:
    """Red when the region of a citizen's number, or the check character of a resident's, is not looked at."""
    assert words in documents.problem(kind, number, TODAY)


def test_an_old_number_and_a_new_one_of_one_citizen_are_one() -> None:
    """Red when 15 digits stay 15: one person could sign up twice (GB 11643-1999)."""
    assert documents.normal("111", OLD) == documents.normal("111", NEW.lower()) == NEW


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("516", "H1234567802", "H12345678"),
        ("516", "h12345678", "H12345678"),
        ("511", "0123456702", "01234567"),
        ("511", "0123456702(B)", "01234567"),
        ("511", "0123456702（B）", "01234567"),
        ("511", "01234567", "01234567"),
    ],
)
def test_a_permit_issued_anew_is_the_same_persons(kind: str, typed: str, kept: str) -> None:
    """Red when how often a permit was issued makes another number of it: one person could sign up twice."""
    assert documents.normal(kind, typed) == kept
    assert documents.problem(kind, typed, TODAY) == ""


@pytest.mark.parametrize(("number", "shown"), [(NEW, "11*************02X"), ("E123456", "E*****6"), ("E12", "E***2")])
def test_pages_show_little_of_a_number(number: str, shown: str) -> None:
    assert documents.masked(number) == shown
