"""Archives: nothing in them but the kinds people file, each looked at by its own look, under any name (S17)."""

import pytest

from tests.files.samples import WORD, a_doc, a_docx, a_pdf, a_picture, a_rar, a_zip, an_xls, an_xlsx, compound, locked
from tests.files.seeing import HTML, PROGRAM, a_scripted_pdf, seen

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
PEOPLE_PACK = {
    "章程.pdf": a_pdf(),
    "决议.doc": a_doc(),
    "决议.docx": a_docx(),
    "表.xls": an_xls(),
    "表.xlsx": an_xlsx(),
    "汇报.ppt": compound({"PowerPoint Document": b""}),
    "汇报.pptx": a_docx(main=POWERPOINT),
    "通知.wps": compound({"WordDocument": b""}),
    "通知二.wps": a_docx(),
    "表.et": compound({"Workbook": b""}),
    "汇报.dps": compound({"PowerPoint Document": b""}),
    "执照.JPG": a_picture(),
    "执照.png": a_picture("PNG"),
    "扫描.tif": a_picture("TIFF"),
    "发票.ofd": a_zip({"OFD.xml": b"<ofd/>", "Doc_0/Res/image.jb2": b"\x97JB2"}),
    "说明.txt": "国家出资企业".encode("gb18030"),
    "名单.csv": "单位,代码".encode("utf-16"),
    "__MACOSX/._章程.pdf": b"\0\5\x16\7\0",
    "资料/.DS_Store": b"\0\0\0\1Bud1",
    "资料/Thumbs.db": compound({"Catalog": b""}),
}


@pytest.mark.parametrize("name", PEOPLE_PACK)
def test_what_people_pack_passes(name: str) -> None:
    assert seen(a_zip({name: PEOPLE_PACK[name]}), "zip") == ""


HIDDEN = ["a.exe\u200b", "a.pdf\u200b.exe", "a.exe\u3000", "a.js\u00a0.", "a.bat\u3164", "a.scr\u2800", "a.ps1\ufe0f"]


@pytest.mark.parametrize("pack", [a_zip, a_rar])
@pytest.mark.parametrize(
    "name", [*HIDDEN, "a.dwg", "a", "a.one", "a.xll", "a.rdp", "a.library-ms", "a.vhdx", "a.pdf.exe"]
)
def test_what_is_not_on_the_list_is_refused(pack, name: str) -> None:
    """Red when the list names what is forbidden: there is always one more, and a blank nobody sees makes it another name."""
    assert "压缩包里的" in seen(pack({"好.txt": b"1", name: b"1"}), pack.__name__[2:])


def test_a_name_with_something_invisible_is_looked_at_as_what_it_is_unpacked_to() -> None:
    assert "脚本" in seen(a_zip({"a.pdf\u200b": a_scripted_pdf()}), "zip")


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.csv", "a.wps", "a.jpg", "a.docx", "a.ofd", "a.tif"])
@pytest.mark.parametrize(
    "content", [a_scripted_pdf(), PROGRAM, a_zip({"a.js": b"1"})], ids=["PDF", "program", "archive"]
)
def test_a_name_does_not_save_what_lies_under_it(name: str, content: bytes) -> None:
    """Red when contents are only looked at where the name says so."""
    assert seen(a_zip({"好.txt": b"1", name: content}), "zip")
    assert seen(a_rar({"好.txt": b"1", name: content}), "rar")


def test_a_text_that_is_a_pdf_further_down_is_refused() -> None:
    """Some readers look for the header of a PDF in the first kilobyte."""
    assert seen(a_zip({"a.txt": b"dear reader\n" + a_scripted_pdf()}), "zip")


def test_an_archive_that_is_a_pdf_as_well_is_refused() -> None:
    """Red when only the places of entries are compared: headers and remarks have room for a document."""
    plain = a_zip({"a.txt": b"1"})
    remark = plain[:-2] + len(a_scripted_pdf()).to_bytes(2, "little") + a_scripted_pdf()
    assert "结构不正常" in seen(remark, "zip")
    extra = len(HTML).to_bytes(2, "little") + plain[30:35] + HTML
    between = plain[:28] + extra + plain[35:]
    assert "结构不正常" in seen(between, "zip")
    assert seen(a_zip({"a.pdf": a_pdf()}, 0), "zip") == ""


def test_a_pdf_between_two_entries_is_refused() -> None:
    """Red when a gap between entries is not asked about."""
    whole = a_zip({"a.txt": b"1"}, 0)
    at = whole.index(b"PK\1\2")
    moved = (int.from_bytes(whole[-6:-2], "little") + len(HTML)).to_bytes(4, "little")
    assert "结构不正常" in seen(whole[:at] + HTML + whole[at:-6] + moved + whole[-2:], "zip")


def test_a_rar_that_is_another_file_as_well_is_refused() -> None:
    """Red when what stands behind the last entry is not looked at."""
    whole = a_rar({"a.txt": b"1"})
    assert "附带了别的内容" in seen(whole + a_zip({"a.js": b"1"}), "rar")
    assert "附带了别的内容" in seen(whole + a_scripted_pdf(), "rar")
    assert seen(a_rar({"章程.docx": a_docx()}), "rar") == ""


def test_what_is_stored_in_a_rar_is_looked_at() -> None:
    """Red when only names are read although the contents lie open."""
    assert "脚本" in seen(a_rar({"章程.pdf": a_scripted_pdf()}), "rar")
    assert "宏" in seen(a_rar({"章程.docx": a_docx(main=WORD, word__vbaProject_bin=b"x")}), "rar")
    assert seen(a_rar({"章程.pdf": b"cannot be seen"}, packed=True), "rar") == ""


def test_an_archive_that_is_taken_apart_is_looked_at_as_an_archive_alone() -> None:
    """Red when one bad file among a thousand scans stops all of them, or when a name that leads out of the folder passes."""
    assert seen(a_zip({"好.txt": b"1", "a.pdf": a_scripted_pdf(), "a.dwg": b"1"}), "bundle") == ""
    assert seen(locked(a_zip({"a.txt": b"1"})), "bundle") == ""
    assert "密码" in seen(locked(a_zip({"a.txt": b"1"})), "zip")
    assert "不合规的文件名" in seen(a_zip({"../a.pdf": a_pdf()}), "bundle")
    assert "解开后超过" in seen(a_zip({"a.txt": b"0" * 2_000_000}), "bundle")
