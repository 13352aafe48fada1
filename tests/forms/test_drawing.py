"""What a template gets of a form: every cell with its label, its hint, its address, and its mistakes where they belong."""

from typing import Any

import pytest
from django.template.loader import get_template

from banshi.define import YES_NO, Choice, Problem, When
from banshi.forms.cleaning import clean
from banshi.forms.drawing import BLANK_ROW, Cell, draw, kind_of, mistakes, read
from tests.forms.asking import ADDRESS, FORM, HOLDERS, a_form, resolve

ROW = "a1b2c3d4"
DRAFT = {
    "name": "渝州",
    "post": "否",
    "trades": ["E48", "E99"],
    "unit": "123456789",
    "holders": [{"id": ROW, "part": "150"}],
}
WRONG = Problem(f"holders/{ROW}/part", "不能大于 100。", "error", "PR01")
ODD = Problem("name", "与去年不同。", "warning")


def cells(draft: dict[str, Any], *problems: Problem) -> dict[str, Cell]:
    """The cells of the form, by address."""
    return {cell.address: cell for section in draw(FORM, draft, problems, resolve) for cell in section.cells}


def test_a_cell_says_what_its_field_says() -> None:
    """Red when a label, a hint, a unit or a limit does not reach the page."""
    cell = cells(DRAFT)["name"]
    assert (cell.label, cell.hint, cell.longest, cell.required, cell.value) == ("名称", "全称", 10, True, "渝州")
    assert cells(DRAFT)["money"].unit == "万元"
    assert cells(DRAFT)["given"].read_only


def test_every_kind_of_field_has_its_template() -> None:
    """Red when a field is drawn by a template that does not exist."""
    for kind in {kind_of(field) for field in (*FORM.fields(), *HOLDERS.columns)}:
        get_template(f"forms/{kind}.html")


def test_a_mistake_is_tied_to_its_cell_and_to_no_other() -> None:
    """Red when problems of rows are lost, or warnings count as errors."""
    drawn = cells(DRAFT, WRONG, ODD)
    (row,) = drawn["holders"].rows
    part = next(cell for cell in row.cells if cell.address == WRONG.cell)
    assert (part.problems, part.warnings) == (("不能大于 100。",), ())
    assert drawn["name"].warnings == ("与去年不同。",)
    others = [cell for cell in (*drawn.values(), *row.cells) if cell not in (part, drawn["name"])]
    assert not any(cell.problems or cell.warnings for cell in others)


def test_a_control_is_described_by_its_hint_and_its_mistakes() -> None:
    """What aria-describedby says. Red when an id stands there that the page has not."""
    assert cells(DRAFT, ODD)["name"].described == "cell-name-hint cell-name-warning"
    assert cells(DRAFT)["money"].described == ""


def test_a_row_has_addresses_of_its_own_and_a_blank_one_stands_ready() -> None:
    """Red when rows share ids, or a page cannot add one."""
    table = cells(DRAFT)["holders"]
    assert [cell.id for cell in table.rows[0].cells][:2] == [f"cell-holders-{ROW}-name", f"cell-holders-{ROW}-part"]
    assert table.blank is not None
    assert all(BLANK_ROW in cell.address for cell in table.blank.cells)
    assert [column.label for column in table.columns] == ["名称", "出资比例", "境外", "国家"]


def test_a_picked_code_stands_with_its_name_and_an_unknown_one_can_be_seen() -> None:
    """Red when what cannot be resolved vanishes from the page: nobody could mend it."""
    assert cells(DRAFT)["unit"].chosen == ({"code": "123456789", "name": "渝州公司"},)
    assert cells(DRAFT)["trades"].chosen == ({"code": "E48", "name": "建筑业"}, {"code": "E99", "name": ""})


@pytest.mark.parametrize(("post", "shown"), [("是", True), ("否", False), ("", False)])
def test_a_condition_shows_and_hides_a_field_and_a_section(post: str, shown: bool) -> None:
    """Red when what is hidden is drawn, or the field others hang on is not watched."""
    drawn = draw(FORM, {"post": post}, (), resolve)
    address = next(cell for cell in drawn[0].cells if cell.address == "address")
    assert address.shown is drawn[1].shown is shown
    assert [cell.address for section in drawn for cell in section.cells if cell.watched] == ["post"]


def test_the_page_asks_what_cleaning_asks() -> None:
    """Red when a leftover in a hidden field still shows what hangs on it: people would fill in what nobody keeps."""
    first = Choice(key="first", label="寄", options=YES_NO)
    second = Choice(key="post", label="邮寄", options=YES_NO, when=When("first", is_in=("是",)))
    form, draft = a_form(first, second, ADDRESS), {"first": "否", "post": "是"}
    (section,) = draw(form, draft, (), resolve)
    assert [cell.address for cell in section.cells if cell.shown] == ["first"]
    assert clean(form, draft, resolve).answers == {"first": "否"}


def test_the_list_of_mistakes_leads_to_every_cell_by_the_name_people_know() -> None:
    """E05. Red when a link leads nowhere, or warnings stand before errors."""
    missing = Problem("material:scan", "请上传“扫描件”", "error")
    found = mistakes(FORM, DRAFT, [ODD, WRONG, missing], {"material:scan": "扫描件"})
    assert [(each.id, each.label, each.blocks) for each in found] == [
        (f"cell-holders-{ROW}-part", "出资人 第 1 行 出资比例", True),
        ("cell-material-scan", "扫描件", True),
        ("cell-name", "名称", False),
    ]


def test_a_form_to_be_read_shows_answers_and_not_what_was_not_asked() -> None:
    """Red when a reader sees codes without names, or an empty field that nobody was asked."""
    answers = clean(
        FORM, DRAFT | {"trades": ["E48"], "holders": [{"id": ROW, "name": "甲", "part": "51"}]}, resolve
    ).answers
    shown = {cell.address: cell for section in read(FORM, answers) for cell in section.cells}
    assert (shown["name"].text, shown["trades"].text, shown["unit"].text) == (
        "渝州",
        "E48 建筑业",
        "渝州公司（123456789）",
    )
    assert [cell.text for cell in shown["holders"].rows[0].cells] == ["甲", "51 %", "", ""]
    assert not {"address", "receiver"} & shown.keys()
