"""Cleaning a whole form: conditions, tables, and whatever anybody may send."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banshi.define import Choice, Field, Form, Table, When, Word, options
from banshi.forms.answers import as_typed
from banshi.forms.cleaning import Cleaned, clean
from tests.forms.asking import ABROAD, ADDRESS, COUNTRY, FORM, HOLDERS, LISTED, MONEY, POST, a_form, resolve

ROW, OTHER = "a1b2c3d4", "e5f6a7b8"
ASKING = a_form(POST, ADDRESS)


def told(form: Form, **raw: Any) -> dict[str, str]:
    """What is wrong, by cell."""
    return {problem.cell: problem.words for problem in clean(form, raw, resolve).problems}


def holders(*rows: dict[str, Any]) -> Cleaned:
    """The table alone, cleaned."""
    return clean(a_form(HOLDERS), {"holders": list(rows)}, resolve)


def test_every_kind_of_field_has_its_cleaner() -> None:
    """Red when a kind of field is added and cleaning does not know it: KeyError at the first answer."""
    asked = {type(field) for field in FORM.fields()}
    assert asked == {kind for kind in Word.vocabulary.values() if issubclass(kind, Field)} - {Field}
    assert told(FORM, **{field.key: "x" for field in FORM.fields()})


# Conditions ----------------------------------------------------------------------------------------------------------------------


def test_a_hidden_field_is_neither_asked_nor_kept() -> None:
    """Red when `when` is not looked at: nobody could report without an address they were never asked."""
    cleaned = clean(ASKING, {"post": "否", "address": "人民路 1 号"}, resolve)
    assert (cleaned.answers, cleaned.problems) == ({"post": "否"}, [])


def test_a_shown_field_is_required() -> None:
    """Red when conditions hide what they should show."""
    assert told(ASKING, post="是") == {"address": "请填写“地址”。"}


def test_a_section_hidden_by_its_condition_asks_nothing() -> None:
    """Red when only fields are hidden."""
    assert "receiver" in told(FORM, post="是")
    assert "receiver" not in told(FORM, post="否")


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    """Red when conditions look at what was typed and not at what is asked: an old answer would decide from under the cover."""
    first = Choice(key="first", label="寄", options=options("是", "否"))
    second = Choice(key="post", label="邮寄", options=options("是"), when=When("first", is_in=("是",)))
    assert told(a_form(first, second, ADDRESS), first="否", post="是") == {}


def test_a_wrong_answer_decides_nothing() -> None:
    """Red when a cell in error still shows what hangs on it."""
    assert told(ASKING, post="也许") == {"post": "请在“邮寄”的选项中选择。"}


# Tables --------------------------------------------------------------------------------------------------------------------------


def test_rows_keep_their_ids_and_their_order() -> None:
    """Red when rows get new ids: the history of a row would end with every save."""
    cleaned = holders({"id": OTHER, "name": "乙", "part": "49"}, {"id": ROW, "name": "甲", "part": "51%"})
    assert cleaned.problems == []
    assert cleaned.answers["holders"] == [
        {"id": OTHER, "name": "乙", "part": "49"},
        {"id": ROW, "name": "甲", "part": "51"},
    ]


def test_a_mistake_in_a_row_stands_at_its_cell() -> None:
    """Red when the address says the row's number: rows move."""
    cleaned = holders({"id": ROW, "name": "甲", "part": "51"}, {"id": OTHER, "name": "乙", "part": "150"})
    assert [problem.cell for problem in cleaned.problems] == [f"holders/{OTHER}/part"]
    assert cleaned.answers["holders"][1] == {"id": OTHER, "name": "乙"}


def test_a_blank_row_is_no_row() -> None:
    """Red when a row added and never filled must be filled."""
    assert [row["id"] for row in holders({"id": ROW, "name": "甲", "part": "1"}, {"id": OTHER}).answers["holders"]] == [
        ROW
    ]


@pytest.mark.parametrize(
    ("many", "words"), [(0, "“出资人”至少填写 1 人。"), (1, ""), (3, ""), (4, "“出资人”最多 3 人。")]
)
def test_a_table_has_its_least_and_its_most(many: int, words: str) -> None:
    """Red at either end when a bound is off by one."""
    cleaned = holders(*({"name": "甲", "part": "1"} for _ in range(many)))
    assert [problem.words for problem in cleaned.problems] == ([words] if words else [])


@pytest.mark.parametrize("own", [None, 7, "", "../etc", "A1B2C3D4", "a1b2c3d4e"])
def test_a_row_without_an_id_of_ours_gets_one(own: Any) -> None:
    """Red when what a browser calls a row becomes part of an address unseen."""
    (row,) = holders({"id": own, "name": "甲", "part": "1"}).answers["holders"]
    assert row["id"] != own
    assert len(row["id"]) == 8


def test_two_rows_never_share_an_id() -> None:
    """Red when ids are not compared: one mistake would point at two cells."""
    rows = holders({"id": ROW, "name": "甲", "part": "1"}, {"id": ROW, "name": "乙", "part": "1"}).answers["holders"]
    assert rows[0]["id"] == ROW != rows[1]["id"]


def test_a_columns_condition_looks_at_its_own_row() -> None:
    """Red when it looks at the form, or at another row."""
    abroad, at_home = {"id": ROW, "abroad": "是"}, {"id": OTHER, "abroad": "否", "country": "藏"}
    table = Table(key="t", label="表", columns=(ABROAD, COUNTRY))
    cleaned = clean(a_form(table), {"t": [abroad, at_home]}, resolve)
    assert [problem.cell for problem in cleaned.problems] == [f"t/{ROW}/country"]
    assert cleaned.answers["t"][1] == {"id": OTHER, "abroad": "否"}


def test_columns_are_cleaned_like_fields() -> None:
    """Red when a table's cells pass uncleaned."""
    rows = holders({"id": ROW, "name": " 甲\x00", "part": "５１％"}).answers["holders"]
    assert rows == [{"id": ROW, "name": "甲", "part": "51"}]


# Whatever anybody sends ----------------------------------------------------------------------------------------------------------

SCRAPS = st.text(max_size=12) | st.sampled_from(
    ["是", "国有", "1,000", "２０２６年1月2日", "51%", "123456788", *LISTED, "\x00"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SCRAPS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "code", "name", "part"]), inner),
    max_leaves=6,
)
DRAFTS = st.dictionaries(st.sampled_from([field.key for field in FORM.fields()] + ["receiver", "nobody"]), JSON)


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
def test_cleaning_never_fails_and_says_the_same_of_its_own_answers(raw: dict[str, Any]) -> None:
    """Red when a cleaner raises on odd data, or writes what it would not read: a record starts the next filing."""
    answers = clean(FORM, raw, resolve).answers
    # A row in which everything is wrong stands there for its rules, and holds nothing to say again.
    answers["holders"] = [row for row in answers["holders"] if row.keys() != {"id"}]
    assert clean(FORM, answers, resolve).answers == answers
    assert clean(FORM, as_typed(answers), resolve).answers == answers


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
def test_no_answer_holds_what_no_database_keeps(raw: dict[str, Any]) -> None:
    """Red when a NUL or half a surrogate passes: PostgreSQL refuses them, and the filer would see an error page."""
    kept = json.dumps(clean(FORM, raw, resolve).answers, ensure_ascii=False)
    assert "\\u0000" not in kept
    kept.encode()


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_a_number_is_kept_to_the_last_digit(value: Any) -> None:
    """Red when a float or the 28 digits of a context come between."""
    answer = clean(a_form(MONEY), {"money": f"{value:,f}"}, resolve).answers["money"]
    assert type(value)(answer) == value
