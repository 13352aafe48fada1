"""Comparing: what counts as a change of a table."""

from banshi.forms.comparing import differences
from tests.forms.asking import FORM

ONE, OTHER = {"id": "00000001", "name": "甲公司"}, {"id": "00000002", "name": "乙公司"}


def test_rows_in_another_order_are_the_same_table() -> None:
    """The order of rows is no answer (decision 16). Red when rows are compared by their place: both would read as changed."""
    assert differences(FORM, {"holders": [ONE, OTHER]}, {"holders": [OTHER, ONE]}) == []
    (change,) = differences(FORM, {"holders": [ONE, OTHER]}, {"holders": [OTHER | {"name": "丙公司"}, ONE]})
    assert (change.address, change.before, change.after) == ("holders/00000002/name", "乙公司", "丙公司")
