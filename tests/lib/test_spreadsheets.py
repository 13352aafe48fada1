"""Workbooks out and in."""

import io
import zipfile

import pytest
import xlsxwriter

from banshi.lib import spreadsheets
from banshi.lib.spreadsheets import Unreadable


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


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_opened():
    """S18. Red when the parts are not counted before they are unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (spreadsheets.LARGEST_INSIDE + 1))
    assert len(stream.getvalue()) < spreadsheets.LARGEST
    with pytest.raises(Unreadable, match="太大"):
        spreadsheets.read(stream.getvalue())


def test_a_part_that_lies_about_its_size_ends_the_reader_and_not_the_site():
    """S18. Red without the memory limit of the reading process."""
    with pytest.raises(Unreadable, match="打不开"):
        spreadsheets.read(_liar())


def _liar() -> bytes:
    """A workbook whose sheet says it is small and unpacks to 600 MB."""
    stream = io.BytesIO(spreadsheets.write(["a"], [["b"]], "单位"))
    honest = zipfile.ZipFile(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as lying:
        for part in honest.infolist():
            if "sheet1" not in part.filename:
                lying.writestr(part, honest.read(part))
        with lying.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(24):
                sheet.write(b'<row><c t="str"><v>' + b"0" * 25_000_000 + b"</v></c></row>")
            sheet.write(b"</sheetData></worksheet>")
    raw = out.getvalue()
    real = next(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist() if "sheet1" in part.filename)
    return raw.replace(real.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
