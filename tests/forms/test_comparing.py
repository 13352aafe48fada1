"""Comparing: what counts as a change of a table, and in which words it is told."""

import pytest

from banshi.forms.comparing import become, differences
from tests.forms.asking import FORM

ONE, OTHER = {"id": "00000001", "name": "甲公司"}, {"id": "00000002", "name": "乙公司"}


def test_rows_in_another_order_are_the_same_table() -> None:
    """The order of rows is no answer (decision 16). Red when rows are compared by their place: both would read as changed."""
    assert differences(FORM, {"holders": [ONE, OTHER]}, {"holders": [OTHER, ONE]}) == []
    (change,) = differences(FORM, {"holders": [ONE, OTHER]}, {"holders": [OTHER | {"name": "丙公司"}, ONE]})
    assert (change.address, change.before, change.after) == ("holders/00000002/name", "乙公司", "丙公司")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("1:250000", "1:500000", "从“1:250000”改为“1:500000”"),
        ("", "1:500000", "原来没有填，改为“1:500000”"),
        ("1:250000", "", "原来是“1:250000”，改为不填"),
    ],
)
def test_what_became_of_a_text_is_told_in_the_same_words_everywhere(before: str, after: str, words: str) -> None:
    """Red when what was empty is called “无”, as if somebody had written that."""
    assert become(before, after) == words


def test_a_row_that_came_or_went_says_so() -> None:
    """Red when a new row is told as a cell that was empty."""
    changes = differences(FORM, {"holders": [ONE]}, {"holders": [OTHER]})
    assert [change.words[:2] for change in changes] == ["新增", "去掉"]
