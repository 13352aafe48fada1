"""The workbook to fill in: lists to choose from, a header nobody can change, an example row that is never data."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from banshi.define import (
    Choice,
    Choices,
    Code,
    Day,
    Field,
    Industry,
    Matter,
    Organisation,
    Region,
    Text,
    Workbook,
)
from banshi.forms.workbooks.example import example_row
from banshi.forms.workbooks.layout import EXAMPLE, MUST, NOTES, Sheet, sheets
from banshi.forms.workbooks.naming import CodeLists, of_codes

GUIDE, LISTS = "填写说明", "选项"
CODE_LISTS: dict[type[Field], str] = {
    Region: "行政区划",
    Industry: "行业",
    Organisation: "单位",
}  # sheets of the lists that pickers pick from
LAST_ROW = 1_048_575  # of a sheet, from 0
# What stays allowed on a sheet whose header is protected.
ALLOWED = dict.fromkeys(("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True)


def template(matter: Matter, workbook: Workbook, code_lists: CodeLists) -> bytes:
    """The template of a matter."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        made = sheets(matter, workbook)
        guide(book, matter, workbook, made)
        lists = Lists(book, code_lists)
        faint = faint_of(book)
        for sheet in made:
            book.add_worksheet(sheet.title)
        for sheet in made:
            draw(book, sheet, [column.shown for column in sheet.columns], lists)
            page = book.get_worksheet_by_name(sheet.title)
            for at, cell in enumerate(example_row(matter.form, sheet, workbook)):
                page.write_string(1, at, cell, faint)
        book.get_worksheet_by_name(made[0].title).activate()
        lists.hide()
    return stream.getvalue()


def faint_of(book: Any) -> Any:
    """How an example looks that is no data."""
    return book.add_format({"num_format": "@", "italic": True, "font_color": "#767676", "locked": False})


class Lists:
    """Where the options of every choice stand: what stands in a list itself may only have 255 characters. Those of choices share a
    hidden sheet; a code list, which people also look through, has a sheet of its own."""

    def __init__(self, book: Any, code_lists: CodeLists) -> None:
        self._book, self._code_lists, self._ranges = book, code_lists, dict[tuple[str, ...], str]()
        self._own: dict[type[Field], str] = {}
        self._page: Any = None

    def of(self, field: Field) -> str:
        """Where what may be chosen in a field stands; "" for a field nobody chooses in."""
        if isinstance(field, Choice | Choices):
            return self._of_options([option.shown for option in field.options])
        return self._of_codes(type(field)) if self._code_lists.get(type(field)) else ""

    def _of_options(self, options: Sequence[str]) -> str:
        if self._page is None:
            self._page = self._book.add_worksheet(LISTS)
        key = tuple(options)
        if key not in self._ranges:
            at = len(self._ranges)
            self._page.write_column(0, at, key, self._text())
            column = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
            self._ranges[key] = f"={LISTS}!{column}$1:{column}${len(key)}"
        return self._ranges[key]

    def _of_codes(self, kind: type[Field]) -> str:
        if kind not in self._own:
            said = list(of_codes(self._code_lists[kind]).said.values())
            page = self._book.add_worksheet(CODE_LISTS[kind])
            page.set_column(0, 0, 60)
            page.write_column(0, 0, said, self._text())
            self._own[kind] = f"={CODE_LISTS[kind]}!$A$1:$A${len(said)}"
        return self._own[kind]

    def _text(self) -> Any:
        return self._book.add_format({"num_format": "@"})

    def hide(self) -> None:
        """Out of sight, when there is one."""
        if self._page is not None:
            self._page.hide()


def draw(book: Any, sheet: Sheet, header: Sequence[str], lists: Lists) -> None:
    """Fills a sheet of the book: its protected header, cells as text, and lists to choose from down to its last row; `header` is what
    stands above the columns. Without its own columns below (a header that was changed), a heading has neither hint nor list."""
    page = book.get_worksheet_by_name(sheet.title)
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "locked": False})
    page.freeze_panes(1, 1)
    page.set_row(0, 36)
    page.set_column(0, max(len(header) - 1, 0), 22, text)
    known = {column.heading: column for column in sheet.columns}
    for at, heading in enumerate(header):
        page.write_string(0, at, heading, bold)
        if column := known.get(heading.rstrip(MUST)):
            if hint := hint_of(column.field):
                page.write_comment(0, at, hint, {"x_scale": 2})
            if source := lists.of(column.field):
                page.data_validation(1, at, LAST_ROW, at, _choosing(column.field, source))
    page.protect("", ALLOWED)


def _choosing(field: Field, source: str) -> dict[str, Any]:
    """A list to choose from. Where a cell may also say it otherwise, by several or by a short name, nobody is stopped."""
    rule = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning"}
    return rule | {"show_error": isinstance(field, Choice)}


def hint_of(field: Field) -> str:
    """What the page says at the field, and how a cell spells it."""
    return "\n".join(filter(None, [field.hint, _spelling(field)]))


def _spelling(field: Field) -> str:
    if isinstance(field, Choices):
        return f"可以填几项，用“；”隔开：{'；'.join(option.shown for option in field.options)}"
    if isinstance(field, Day):
        return "填 2012-06-30 这样的日期"
    if isinstance(field, Industry):
        return f"填行业的名称或代码，或者从下拉列表选择；最多 {field.most} 个，用“；”隔开"
    if isinstance(field, Region):
        return "填名称或 6 位代码，或者从下拉列表选择"
    return "填单位的名称或组织机构代码，或者从下拉列表选择" if isinstance(field, Organisation) else ""


def guide(book: Any, matter: Matter, workbook: Workbook, made: Sequence[Sheet]) -> None:
    """Adds the sheet 填写说明."""
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    page.write_string(0, 0, f"{matter.title}：工作簿填写说明", book.add_format({"bold": True, "font_size": 14}))
    for number, line in enumerate(guide_lines(matter, workbook, made), start=1):
        page.write_string(number, 0, line)
    page.protect()


def guide_lines(matter: Matter, workbook: Workbook, made: Sequence[Sheet]) -> Iterator[str]:
    """填写说明, a line each."""
    key = made[0].columns[0].heading
    yield f"1. 在“{made[0].title}”中每件填一行，用“{key}”区分，同一个“{key}”只能有一行；最多 {workbook.most} 行。"
    if tables := "、".join(f"“{sheet.title}”" for sheet in made[1:]):
        yield f"2. {tables}中每行先填“{key}”，说明属于哪一件；一件可以有几行。"
    yield f"3. 带 {MUST} 的必须填写。空着的栏目不改动：新办件用系统已有的内容，已有的填报保留原来的内容。"
    if any(sheet.of not in ("", NOTES) for sheet in made):
        yield "　　表格填了任何一行，就整表换成这里填的。"
    yield f"4. 代码按文本填写，不要用公式，不要合并单元格，不要改表头。以“{EXAMPLE}”开头的行不导入，可以留着。"
    yield f"5. 再次导入同一个工作簿，会更新原来的填报，不会重复。{_once_more(matter)}"
    if matter.materials:
        yield "6. 扫描件打成 ZIP 上传，可以分几个包；一个包最多 1000 个文件，展开不超过 100 MB。"
        yield f"　　{scan_names(matter, workbook)}"
        yield from (f"　　{number} {each.title}" for number, each in enumerate(matter.materials.materials, start=1))
    if any(sheet.of == NOTES for sheet in made):
        yield f"7. 材料的文号、日期等填在“{NOTES}”中，一项材料一行。"


def _once_more(matter: Matter) -> str:
    """What becomes of what was reported already."""
    flow, report = matter.flow, matter.flow.report.title
    back = {state.title: move.title for state in flow.states if (move := flow.taking_up(state))}
    returned = "".join(f"“{state}”的，导入时自动【{move}】，改好后要再次【{report}】；" for state, move in back.items())
    return f"{returned}正在审核的不能用工作簿修改，请先取回或者等退回。"


def scan_names(matter: Matter, workbook: Workbook) -> str:
    """How scans are named so that they find their case and material."""
    key = matter.form.field(workbook.key)
    if matter.materials is None or key is None:
        return ""
    first, named = matter.materials.materials[0].title, _named(key)
    return (
        f"文件名为“{key.label}_材料名称或序号”，例如“{named}_{first}.pdf”或“{named}_1.pdf”；一项材料有几个文件的，后面加 _1、_2。"
        "多了空格、全角半角或大小写不同，也能对应。"
    )


def _named(key: Field) -> str:
    """A key as it may stand in a file's name."""
    if isinstance(key, Text) and key.series:
        return key.series.format(serial=1)
    return "100000018" if isinstance(key, Code) else f"某{key.label}"
