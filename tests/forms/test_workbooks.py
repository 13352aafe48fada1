"""A form as a workbook: what the template holds, and how every odd cell is named."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from banshi.define import (
    YES_NO,
    Choice,
    Choices,
    Code,
    Day,
    Form,
    Matter,
    Money,
    Region,
    Section,
    Table,
    Text,
    Workbook,
    options,
)
from banshi.forms.cleaning import day_in
from banshi.forms.workbooks.layout import sheets
from banshi.forms.workbooks.naming import CodeLists
from banshi.forms.workbooks.reading import Line, SheetReader
from banshi.forms.workbooks.template import template
from banshi.lib import spreadsheets
from banshi.lib.spreadsheets import SheetHead
from banshi.packs.library_card.pack import APPLY
from tests.forms.filled import filled

FORM = Form(
    title="单位",
    sections=(
        Section(
            key="main",
            title="基本",
            fields=(
                Code(key="code", label="代码", accepts=("uscc",), hint="18 位"),
                Text(key="name", label="名称"),
                Day(key="day", label="日期"),
                Money(key="money", label="金额"),
                Choice(key="yes", label="是否", options=YES_NO),
                Choices(key="several", label="几项", options=options("甲", "乙", "丙")),
                Region(key="region", label="县区", required=False),
                Text(key="fixed", label="固定", required=False),
                Text(key="unit", label="单位", fact="name", read_only=True),
                Table(key="rows", label="明细", columns=(Text(key="name", label="名称"),)),
            ),
        ),
    ),
)
WORKBOOK = Workbook(key="code", given={"fixed": "是"})
MATTER = Matter(
    key="m", title="事项", prefix="SX", form=FORM, flow=APPLY.flow, may_file=APPLY.may_file, workbook=WORKBOOK
)
LISTS: CodeLists = {
    Region: [
        ("320000", "江苏省"),
        ("320106", "江苏省 南京市 鼓楼区"),
        ("320302", "江苏省 徐州市 鼓楼区"),
        ("500103", "重庆市 渝中区"),
    ]
}
GOOD = {
    "code": "91500103MA5U0000X1",
    "name": "甲公司",
    "day": "2012-06-30",
    "money": 5,
    "yes": "是",
    "several": "甲；丙",
}


def read(book: bytes, title: str = "单位") -> tuple[SheetReader, list[Line]]:
    """One sheet of a workbook as the reader takes it."""
    asked = next(sheet for sheet in sheets(MATTER, WORKBOOK) if sheet.title == title)
    at: dict[Any, Any] = {}
    cells: dict[Any, Any] = {}
    for line in spreadsheets.lines(book):
        if isinstance(line, SheetHead):
            head = line
            at[head.title], cells[head.title] = head, []
        else:
            cells[head.title].append(line)
    reader = SheetReader(asked, at[title], cells[title][0], LISTS)
    lines = [reader.line(number, row) for number, row in enumerate(cells[title][1:], start=2)]
    return reader, [line for line in lines if line]


def told(line: Line) -> dict[int, str]:
    """What is wrong in a row, by column."""
    return {fault.column: fault.words for fault in line.faults}


def test_the_template_asks_what_the_page_asks_and_nothing_that_is_given_or_known() -> None:
    main, rows = sheets(MATTER, WORKBOOK)
    assert [column.shown for column in main.columns] == [
        "代码*",
        "名称*",
        "日期*",
        "金额（万元）*",
        "是否*",
        "几项*",
        "县区",
    ]
    assert [column.shown for column in rows.columns] == ["代码*", "名称*"]


def test_the_template_has_a_protected_header_lists_text_cells_and_an_example_that_is_no_data() -> None:
    """Red when the example is read, when a list holds its options in the cell, or when the header can be written over."""
    book = template(MATTER, WORKBOOK, LISTS)
    assert read(book)[1] == []
    parts = zipfile.ZipFile(io.BytesIO(book))
    xml = next(parts.read(name).decode() for name in parts.namelist() if "sheet2" in name and "rels" not in name)
    assert "<sheetProtection" in xml
    assert re.search(r"<dataValidation [^>]*list[^>]*>.*选项!\$A\$1:\$A\$2", xml)
    assert 'formatCode="@"' in parts.read("xl/styles.xml").decode()
    assert any("18 位" in parts.read(name).decode() for name in parts.namelist() if "comments" in name)


def test_a_good_row_becomes_what_the_page_would_have_sent() -> None:
    (line,) = read(filled(MATTER, [GOOD]))[1]
    assert line.faults == []
    assert (line.row, line.key) == (2, "91500103MA5U0000X1")
    assert line.typed == {"name": "甲公司", "day": "2012-06-30", "money": "5", "yes": "是", "several": ["甲", "丙"]}


def test_a_real_date_and_shown_options_are_understood() -> None:
    def real_date(book: Any, pages: dict[str, Any]) -> None:
        pages["单位"].write_datetime(1, 2, date(2012, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))

    (line,) = read(filled(MATTER, [GOOD], touch=real_date))[1]
    assert (line.faults, line.typed["day"]) == ([], "2012-06-30")


def test_eight_digits_are_a_day_though_the_cell_is_a_number() -> None:
    """Red when 20120630 is taken for a count of days."""

    def eight(book: Any, pages: dict[str, Any]) -> None:
        pages["单位"].write_number(1, 2, 20120630)

    (line,) = read(filled(MATTER, [GOOD], touch=eight))[1]
    assert (line.faults, line.typed["day"]) == ([], "20120630")


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (0, 915001030000000001, "末几位已经丢失"),
        (1, 9.15e17, "末几位已经丢失"),
        (2, 41090, "可能是 2012-06-30"),
        (2, 999999999, "请填写 2012-06-30 这样的日期"),
    ],
)
def test_a_cell_that_lost_something_is_named(column: int, cell: float, words: str) -> None:
    """Red when a code of 18 digits that became a number goes through as whatever is left of it."""

    def lose(book: Any, pages: dict[str, Any]) -> None:
        pages["单位"].write_number(1, column, cell)

    (line,) = read(filled(MATTER, [GOOD], touch=lose))[1]
    assert words in told(line)[column]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("1e999", "#NUM!"), ("NaN", "#NUM!"), ("1e300", "这里是数字 1e+300，请填写 2012-06-30 这样的日期。")],
)
@pytest.mark.parametrize("kind", [{}, {"num_format": "yyyy-mm-dd"}])
def test_what_is_no_number_is_no_day(cell: str, said: str, kind: dict[str, str]) -> None:
    """Red when what is infinite ends the reading, when no number at all is taken for 1899-12-30, and when a number is written out with
    all its 301 digits."""

    def spoil(book: Any, pages: dict[str, Any]) -> None:
        pages["单位"].write_number(1, 2, 41090.5, book.add_format(kind))

    (line,) = read(replaced(filled(MATTER, [GOOD], touch=spoil), b"41090.5", cell.encode()))[1]
    assert said in (told(line).get(2), line.typed["day"])
    assert day_in(line.typed["day"]) is None


def replaced(book: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook in whose first sheet something stands that no program would write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as honest, zipfile.ZipFile(out, "w") as spoilt:
        for part in honest.namelist():
            content = honest.read(part)
            spoilt.writestr(part, content.replace(old, new) if part.endswith("sheet1.xml") else content)
    return out.getvalue()


def test_yes_and_no_of_a_spreadsheet_are_no_numbers() -> None:
    """Red when TRUE in a column of days may be 1899-12-31."""
    book = filled(MATTER, [GOOD], touch=lambda book, pages: pages["单位"].write_boolean(1, 2, True))
    (line,) = read(book)[1]
    assert (line.faults, line.typed["day"]) == ([], "TRUE")


def test_of_a_key_that_is_too_long_all_of_it_is_counted() -> None:
    """Red when it is cut before it is measured."""
    (line,) = read(filled(MATTER, [GOOD | {"code": "9" * 500}]))[1]
    assert told(line)[0] == "“代码”最多 200 字，现在有 500 字。"


def test_formulas_merged_cells_and_dates_in_the_wrong_place_are_all_named_in_one_row() -> None:
    """Red when the first problem hides the rest."""

    def spoil(book: Any, pages: dict[str, Any]) -> None:
        page = pages["单位"]
        page.write_formula("D2", "=1+1", None, 2)
        page.merge_range("E2:F2", "是")
        page.write_datetime("B2", date(2012, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))

    (line,) = read(filled(MATTER, [GOOD | {"code": ""}], touch=spoil))[1]
    found = told(line)
    assert "公式" in found[3]
    assert "合并" in found[4]
    assert "这里是日期" in found[1]
    assert found[0] == "请填写“代码”。"


def test_columns_are_found_by_their_heading_and_what_moved_is_lost_or_unknown_is_named() -> None:
    """Red when cells are read by their place."""

    def rearrange(book: Any, pages: dict[str, Any]) -> None:
        pages["单位"].write_row(0, 0, ["代码", "日期", "名称", "金额", "是否*", "几项", "备注", "县区"])
        pages["单位"].write_row(1, 1, ["2012-06-30", "甲公司"])

    reader, (line,) = read(filled(MATTER, [GOOD], touch=rearrange))
    assert (line.typed["name"], line.typed["day"]) == ("甲公司", "2012-06-30")
    about = [(fault.column, fault.words, fault.blocks) for fault in reader.about_header()]
    assert (0, "缺少“金额（万元）”这一列，请从模板恢复。", True) in about
    assert (3, "不认识“金额”这一列，请改回模板的表头，或者删去这一列。", True) in about
    assert (6, "不认识“备注”这一列，请改回模板的表头，或者删去这一列。", True) in about
    assert (1, "“日期”这一列移动过，已按表头读取，请核对。", False) in about


def test_every_list_reaches_the_last_row_and_a_code_list_has_a_sheet_of_its_own() -> None:
    """Red when a list ends before the rows a workbook may have, and when the sheets to fill in stand behind the lists."""
    book = template(MATTER, WORKBOOK, LISTS)
    titles = [line.title for line in spreadsheets.lines(book) if isinstance(line, SheetHead)]
    assert titles == ["填写说明", "单位", "明细", "选项", "行政区划"]
    page = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet2.xml").decode()
    reach = re.findall(r'sqref="[A-Z]+2:[A-Z]+(\d+)"', page)
    assert len(reach) == 3
    assert all(int(row) >= 10_002 for row in reach)
    assert "行政区划!$A$1:$A$4" in page


@pytest.mark.parametrize("said", ["500103", "渝中区", "重庆市渝中区", "重庆市 渝中区（500103）", "渝中区(500103)"])
def test_an_entry_of_a_code_list_is_known_by_its_name_its_code_and_both(said: str) -> None:
    """Red when only codes are understood."""
    (line,) = read(filled(MATTER, [GOOD | {"region": said}]))[1]
    assert (line.faults, line.typed["region"]) == ([], "500103")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("鼓楼区", "有几个：江苏省 南京市 鼓楼区（320106）、江苏省 徐州市 鼓楼区（320302）"),
        ("渝中", "是不是：重庆市 渝中区（500103）"),
        ("火星", "没有找到“火星”。"),
    ],
)
def test_a_name_that_is_unknown_or_of_several_is_told_at_its_cell_with_what_may_be_meant(said: str, words: str) -> None:
    (line,) = read(filled(MATTER, [GOOD | {"region": said}]))[1]
    assert words in told(line)[6]


def test_what_no_option_is_called_is_named_with_the_nearest() -> None:
    (line,) = read(filled(MATTER, [GOOD | {"several": "甲；丁"}]))[1]
    assert "没有找到“丁”" in told(line)[5]
