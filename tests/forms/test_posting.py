"""From a page to a draft, and from an answer to something to read."""

from typing import Any

import pytest
from django.http import QueryDict

from banshi.define import Field, Form
from banshi.forms.answers import LONGEST_CELL, as_typed, from_post, show
from tests.forms.asking import (
    DAY,
    FORM,
    HOLDERS,
    KINDS,
    MONEY,
    NAME,
    POST,
    SHARE,
    TRADES,
    UNIT,
    a_form,
)

ROW, OTHER, THIRD, FOURTH, FIFTH = "a1b2c3d4", "e5f6a7b8", "00000001", "00000002", "00000003"


def posted(form: Form, sent: dict[str, list[str]], before: dict[str, Any] | None = None) -> dict[str, Any]:
    """The draft after a page with these cells was sent."""
    post = QueryDict(mutable=True)
    for name, values in sent.items():
        post.setlist(name, values)
    return from_post(form, post, before or {})


def test_what_was_typed_stands_in_the_draft_as_typed() -> None:
    """Red when a draft is cleaned: people would see their words change under their hands."""
    assert posted(FORM, {"money/sent": ["1"], "money": [" 1,000 元"]}) == {"money": " 1,000 元"}


@pytest.mark.parametrize("name", ["name", "kinds", "trades", "unit", f"holders/{ROW}/name"])
def test_no_control_character_reaches_the_draft(name: str) -> None:
    """Red when a NUL passes: PostgreSQL refuses it in JSON, and the page that saves as one types would fail."""
    sent = {f"{name.partition('/')[0]}/sent": ["1"], name: ["国\x00\x1b有"], "holders/rows": [ROW]}
    draft = posted(FORM, sent)
    assert "国有" in str(draft)
    assert "\\x" not in str(draft)


def test_lines_stay_lines() -> None:
    """Red when line breaks go with the control characters."""
    assert posted(FORM, {"about/sent": ["1"], "about": ["一\r\n二"]}) == {"about": "一\n二"}


def test_a_field_that_was_not_on_the_page_keeps_its_answer() -> None:
    """Red when a hidden field loses what was typed before it was hidden."""
    before = {"name": "旧", "holders": [{"id": ROW}]}
    assert posted(FORM, {"about/sent": ["1"], "about": ["新"]}, before) == before | {"about": "新"}


def test_a_page_cannot_write_what_it_does_not_offer() -> None:
    """Red when read-only fields, or names of nobody, are taken over from a forged page."""
    sent = {"given/sent": ["1"], "given": ["我"], "nobody/sent": ["1"], "nobody": ["我"], "name": ["没有 sent"]}
    assert posted(FORM, sent, {"given": "国资委"}) == {"given": "国资委"}


def test_boxes_all_unticked_are_an_answer() -> None:
    """Red when a page without any box sent keeps the old ones."""
    assert posted(FORM, {"kinds/sent": ["1"]}, {"kinds": ["国有"]}) == {"kinds": []}


def test_codes_typed_into_one_field_are_several() -> None:
    """Without script, industries are typed with commas between. Red when the field is one code."""
    assert posted(FORM, {"trades/sent": ["1"], "trades": ["E48，E50", "E51"]}) == {"trades": ["E48", "E50", "E51"]}


def test_a_cell_too_long_for_any_field_is_cut() -> None:
    """Red when a page can fill the database with one cell."""
    draft = posted(FORM, {"about/sent": ["1"], "about": ["字" * (LONGEST_CELL + 1)]})
    assert len(draft["about"]) == LONGEST_CELL


# Rows ----------------------------------------------------------------------------------------------------------------------------


def table(*rows: str, **cells: list[str]) -> list[dict[str, Any]]:
    """The table after a page with these rows was sent, over one with two rows."""
    before = {"holders": [{"id": ROW, "name": "甲"}, {"id": OTHER, "name": "乙"}]}
    names = {f"holders/{row}/name": [f"名{row}"] for row in rows}
    sent = {"holders/sent": ["1"], "holders/rows": [*rows], **names, **cells}
    found: list[dict[str, Any]] = posted(a_form(HOLDERS), sent, before)["holders"]
    return found


def test_rows_are_added_moved_and_removed_as_the_page_says() -> None:
    """Red when a removed row comes back from the draft before."""
    assert [row["id"] for row in table(THIRD, ROW)] == [THIRD, ROW]
    assert table() == []


def test_a_row_holds_its_columns_and_nothing_else() -> None:
    """Red when a page can put a column into a row that the form does not ask."""
    (row,) = table(ROW, **{f"holders/{ROW}/secret": ["1"]})
    assert row == {"id": ROW, "name": f"名{ROW}", "part": "", "abroad": "", "country": ""}


@pytest.mark.parametrize("own", ["", "A1B2C3D4", "a/b", "../../x", "a1b2c3d4e"])
def test_a_row_with_an_id_that_is_none_of_ours_is_not_taken(own: str) -> None:
    """Red when a row's id may be anything: it becomes part of an address and of an HTML id."""
    assert table(own) == []


def test_a_row_sent_twice_is_one_row() -> None:
    """Red when ids repeat."""
    assert [row["id"] for row in table(ROW, ROW)] == [ROW]


def test_one_row_too_many_is_kept_to_be_told() -> None:
    """Red when the limit cuts in silence, or when there is none."""
    assert len(table(ROW, OTHER, THIRD, FOURTH)) == HOLDERS.most + 1
    assert len(table(ROW, OTHER, THIRD, FOURTH, FIFTH)) == HOLDERS.most + 1


# To read, and back ---------------------------------------------------------------------------------------------------------------

PLACE = {"code": "500103", "name": "渝中区"}


@pytest.mark.parametrize(
    ("field", "answer", "text"),
    [
        (NAME, "渝州公司", "渝州公司"),
        (NAME, None, ""),
        (MONEY, "1234567.5", "1,234,567.5 万元"),
        (SHARE, "51", "51 %"),
        (DAY, "2026-01-02", "2026年1月2日"),
        (POST, "是", "是"),
        (KINDS, ["国有", "私营"], "国有、私营"),
        (UNIT, {"code": "123456789", "name": "渝州公司"}, "渝州公司（123456789）"),
        (TRADES, [{"code": "E48", "name": "建筑业"}, {"code": "E50", "name": "装饰业"}], "E48 建筑业；E50 装饰业"),
        (HOLDERS, [{"id": ROW}, {"id": OTHER}], "2 人"),
        (HOLDERS, [], ""),
    ],
)
def test_an_answer_is_shown_as_people_read_it(field: Field, answer: Any, text: str) -> None:
    """Red when JSON shows through."""
    assert show(field, answer) == text


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (PLACE, "500103"),
        ([PLACE], ["500103"]),
        (4, "4"),
        (None, ""),
        ([{"id": ROW, "at": PLACE}], [{"id": ROW, "at": "500103"}]),
    ],
)
def test_an_answer_goes_back_into_a_draft_as_it_would_be_typed(answer: Any, typed: Any) -> None:
    """Red when a picker's draft holds a name the list has changed meanwhile."""
    assert as_typed(answer) == typed
