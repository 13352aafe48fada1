"""Workbooks out and in."""

import io
import os
import subprocess
import tracemalloc
import zipfile
from datetime import date

import pytest
import xlsxwriter

from banshi.lib import spreadsheet_reader, spreadsheets
from banshi.lib.spreadsheet_reader import TooBig
from banshi.lib.spreadsheets import SheetHead, Unreadable


def test_what_is_written_is_read_again_as_it_was():
    rows = [["单位名称", "组织机构代码"], ["山城公司", "012345678"], ["𠮷祥公司", "500103200001010011"]]
    assert spreadsheets.read(spreadsheets.write(rows[0], rows[1:], "单位")) == rows


def test_a_cell_that_looks_like_a_formula_stays_text():
    """Red when cells are written by `sheet.write`, which makes formulas of them."""
    book = spreadsheets.write(["a"], [["=HYPERLINK(1)"], ["+1"], ["@cmd"]], "单位")
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert spreadsheets.read(book)[1] == ["=HYPERLINK(1)"]


def test_numbers_are_read_without_a_point():
    """Red when a code typed as a number comes back as 123456789.0."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_row(0, 0, [123456789, 2.5])
    assert spreadsheets.read(stream.getvalue()) == [["123456789", "2.5"]]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_words(content):
    with pytest.raises(Unreadable, match="模板"):
        spreadsheets.read(content)


def a_book(cell: bytes, times: int = 1) -> bytes:
    """A workbook of one column, with so many rows of that cell, however big."""
    stream = io.BytesIO(spreadsheets.write(["a"], [["b"]], "单位"))
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as honest, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for part in honest.infolist():
            if "sheet1" not in part.filename:
                book.writestr(part, honest.read(part))
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(times):
                sheet.write(b'<row><c t="str"><v>' + cell + b"</v></c></row>")
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_opened_and_costs_no_memory():
    """S18. Red when the ratio is not counted, or when what came out is sent back to be judged here."""
    bomb = a_book(b"0" * 95_000_000)
    assert len(bomb) < 100_000
    tracemalloc.start()
    with pytest.raises(Unreadable, match="展开后太大"):
        spreadsheets.read(bomb)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_hundred_megabytes_and_a_thousand_parts_are_the_most(monkeypatch):
    monkeypatch.setattr(spreadsheet_reader, "LARGEST_INSIDE", 10_000)
    with pytest.raises(TooBig, match="展开后太大"):
        spreadsheet_reader.require_sane(a_book(os.urandom(10_000).hex().encode()))
    monkeypatch.setattr(spreadsheet_reader, "MOST_PARTS", 3)
    with pytest.raises(TooBig, match="展开后太大"):
        spreadsheet_reader.require_sane(spreadsheets.write(["a"], [], "单位"))


def test_a_cell_longer_than_excel_writes_is_named_by_its_row():
    """Red when only the file is measured: one cell would be kept in every draft."""
    with pytest.raises(Unreadable, match="第 1 行的文字太长"):
        spreadsheets.read(a_book(os.urandom(20_000).hex().encode()))


def test_a_text_that_stands_in_many_cells_is_counted_in_each(monkeypatch):
    """Red when only what unpacks is counted: shared text costs the file nothing."""
    monkeypatch.setattr(spreadsheet_reader, "LARGEST_TEXT", 100_000)
    with pytest.raises(TooBig, match="第 6 行的文字太长"):
        list(spreadsheet_reader._sheets(spreadsheets.write(["a"], [["字" * 20_000]] * 20, "单位")))


def test_the_reading_process_knows_nothing_of_the_house(monkeypatch):
    """Red when it inherits our environment, where the database's password is."""
    seen = {}

    def run(command, **how):
        seen.update(how)
        raise InterruptedError

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(InterruptedError):
        spreadsheets.read(b"")
    assert os.environ
    assert seen["env"] == {}


def test_a_part_that_lies_about_its_size_is_read_no_further_than_it_says():
    """S18. Red when the reading process believes what a part claims, and its memory has no limit."""
    book = a_book(b"0" * 25_000_000, times=24)
    real = next(part.file_size for part in zipfile.ZipFile(io.BytesIO(book)).infolist() if "sheet1" in part.filename)
    with pytest.raises(Unreadable):
        spreadsheets.read(book.replace(real.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def test_every_sheet_is_told_with_its_formulas_and_merged_cells():
    """Red when a formula is taken for what it last came to."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        one, two = book.add_worksheet("甲"), book.add_worksheet("乙")
        one.write_row(0, 0, ["x", 1.5])
        one.write_formula("B2", "=1+1", None, 2)
        two.merge_range("A2:B3", "合")
        two.write_datetime("C1", date(2012, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
    first, *rows, second = list(spreadsheets.lines(stream.getvalue()))[:4]
    assert first == SheetHead("甲", ("B2",), ())
    assert rows == [["x", 1.5], ["", 2]]
    assert second == SheetHead("乙", (), ((1, 0),))
    assert list(spreadsheets.lines(stream.getvalue()))[4] == ["", "", {"day": "2012-06-30"}]


def test_columns_are_named_as_excel_names_them():
    assert [spreadsheets.column_name(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_five_thousand_like_rows_are_no_bomb():
    """What people import compresses well: the same superior on every row."""
    rows = [[f"渝州实业第{n}分公司", "", "", "10000001-8", "2", ""] for n in range(5000)]
    assert len(spreadsheets.read(spreadsheets.write(["a"] * 6, rows, "单位"))) == 5001
