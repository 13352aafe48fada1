"""Only clean files of their kind pass the look (S17), and a small one cannot grow without end (S18)."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from banshi.files.inspecting.budget import Budget
from banshi.files.inspecting.unfit import Unfit
from tests.files.samples import (
    a_doc,
    a_docx,
    a_pdf,
    a_picture,
    a_rar,
    a_sheet,
    a_zip,
    an_xls,
    an_xlsx,
    compound,
    relation,
)
from tests.files.seeing import HTML, PROGRAM, add, an_attached, kept, seen, updated_scan

CLEAN = {
    "a page": (a_pdf(), "pdf"),
    "a page in object streams": (a_pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), "pdf"),
    "a page nobody may change": (a_pdf(encryption=pikepdf.Encryption(owner="secret", user="")), "pdf"),
    "a page that leads to an address by a click": (
        a_pdf(lambda p: add(p, "/Annots", Array([Dictionary(S=Name.URI, URI="https://example.cn")]))),
        "pdf",
    ),
    "a page that opens at its first page": (
        a_pdf(lambda p: add(p, "/OpenAction", Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))),
        "pdf",
    ),
    "a page that opens at a place": (a_pdf(lambda p: add(p, "/OpenAction", Array([p.pages[0].obj, Name.Fit]))), "pdf"),
    "a page with structure, numbers and a form": (
        a_pdf(
            lambda p: add(
                p,
                "/X",
                Array(
                    [Dictionary(S=Name.P, K=0), Dictionary(S=Name.D), Dictionary(S=Name.Transparency), Dictionary(F=4)]
                ),
            )
        ),
        "pdf",
    ),
    "a page for the web (linearized)": (a_pdf(linearize=True), "pdf"),
    "a page for the web in object streams": (
        a_pdf(linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "pdf",
    ),
    "a scan with notes about itself, updated twice": (updated_scan(), "pdf"),
    "a PDF with blanks at its end": (a_pdf() + b"\r\n\0\0", "pdf"),
    "a photo": (a_picture(), "jpg"),
    "a progressive photo": (a_picture(progressive=True), "jpg"),
    "a photo with a second one behind it, as cameras write": (a_picture() + a_picture(), "jpg"),
    "a drawing": (a_picture("PNG"), "png"),
    "a Word document up to 2003": (a_doc(), "doc"),
    "a workbook up to 2003": (an_xls(a_sheet(0)), "xls"),
    "a Word document": (a_docx(), "docx"),
    "a Word document that notes its template on the own disk": (
        a_docx(relation("attachedTemplate", "file:///C:\\Users\\wang\\Normal.dotm")),
        "docx",
    ),
    "a Word document with a link to click": (a_docx(relation("hyperlink", "https://example.cn")), "docx"),
    "a Word document with a workbook inside": (a_docx(word__embeddings__sheet_xlsx=an_xlsx()), "docx"),
    "a workbook": (an_xlsx(), "xlsx"),
    "an archive of documents": (
        a_zip({"资料/章程.pdf": a_pdf(), "资料/说明.txt": b"1", "资料/图.TIF": a_picture("TIFF")}),
        "zip",
    ),
    "an archive in an archive": (
        a_zip({"一.zip": a_zip({"章程.pdf": a_pdf()}), "二.rar": a_rar({"a.txt": b"1"})}),
        "zip",
    ),
    "a RAR of documents": (a_rar({"资料/章程.pdf": a_pdf(), "说明.txt": b"1"}), "rar"),
}


@pytest.mark.parametrize(("data", "kind"), CLEAN.values(), ids=CLEAN)
def test_what_people_file_passes(data: bytes, kind: str) -> None:
    assert seen(data, kind) == ""


DISGUISED = {
    "a page of the web as PDF": (HTML, "pdf"),
    "a program as PDF": (PROGRAM, "pdf"),
    "a PDF behind something else": (b"\n" + a_pdf(), "pdf"),
    "a page of the web as Word": (HTML, "doc"),
    "rich text as Word": (b"{\\rtf1}", "doc"),
    "a workbook as Word up to 2003": (an_xls(), "doc"),
    "an installer as Word": (compound({"!installer": b""}), "doc"),
    "a workbook as Word": (an_xlsx(), "docx"),
    "an archive as Word": (a_zip({"a.txt": b"1"}), "docx"),
    "a picture of another kind": (a_picture("PNG"), "jpg"),
    "a ZIP as RAR": (a_zip({"a.txt": b"1"}), "rar"),
    "an archive behind a program": (PROGRAM + a_zip({"a.txt": b"1"}), "zip"),
}


@pytest.mark.parametrize(("data", "kind"), DISGUISED.values(), ids=DISGUISED)
def test_what_is_not_what_its_name_says_is_refused(data: bytes, kind: str) -> None:
    """Red when the signature is looked for anywhere in the file, or the streams and parts inside are not asked for."""
    assert seen(data, kind) == "内容与扩展名不符"


TWO_IN_ONE = {
    "a PDF that is an archive too": (a_pdf() + a_zip({"a.js": b"1"}), "pdf"),
    "a PDF that is an archive too, with an end mark behind": (
        a_pdf() + a_zip({"a.js": b"1"})[:-2] + b"\x06\0\n%%EOF",
        "pdf",
    ),
    "a PDF that is a RAR too": (a_pdf() + a_rar({"a.js": b"1"}) + b"\n%%EOF", "pdf"),
    "a PDF with a page of the web behind": (a_pdf() + HTML, "pdf"),
    "a photo that is an archive too": (a_picture() + a_zip({"a.js": b"1"}), "jpg"),
    "a photo with a program behind": (a_picture() + PROGRAM, "jpg"),
    "a photo with a page of the web behind": (a_picture() + HTML, "jpg"),
    "a photo that is a PDF too": (a_picture(comment=a_pdf()), "jpg"),
    "a photo with an archive in its comment": (a_picture(comment=a_zip({"a.js": b"1"})), "jpg"),
    "a drawing with a page of the web behind": (a_picture("PNG") + HTML, "png"),
}


@pytest.mark.parametrize(("data", "kind"), TWO_IN_ONE.values(), ids=TWO_IN_ONE)
def test_two_files_in_one_are_refused(data: bytes, kind: str) -> None:
    """Red when only the beginning of a file is looked at."""
    assert "末尾附带了别的内容" in seen(data, kind)


EMBEDDING = {
    "a PDF with a file": (
        a_pdf(lambda p: add(p, "/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a", an_attached(p)]))))),
        "pdf",
    ),
    "a PDF with a file nobody lists": (a_pdf(lambda p: kept(p, p.make_stream(b"", Type=Name.EmbeddedFile))), "pdf"),
    "a Word document up to 2003 with a packed file": (
        compound({"WordDocument": b"", "ObjectPool/_1/\x01Ole10Native": b""}),
        "doc",
    ),
    "a Word document with a packed file": (
        a_docx(word__embeddings__object_bin=compound({"\x01Ole10Native": b""})),
        "docx",
    ),
}


@pytest.mark.parametrize(("data", "kind"), EMBEDDING.values(), ids=EMBEDDING)
def test_a_file_hidden_in_a_document_is_refused(data: bytes, kind: str) -> None:
    assert "嵌有别的文件" in seen(data, kind)


VBA = {"VBA__dir": b"", "VBA___VBA_PROJECT": b"", "PROJECT": b""}
MACROS = {
    "a Word document up to 2003": (a_doc(**{f"Macros__{name}": content for name, content in VBA.items()}), "doc"),
    "code in a stream of another name": (a_doc(notes=b"\0Attribut\0e VB_Name"), "doc"),
    "a workbook with macros of Excel 4": (an_xls(a_sheet(0) + a_sheet(1)), "xls"),
    "a Word document": (a_docx(word__vbaProject_bin=b"x"), "docx"),
    "a document with macros under the name of one without": (
        a_docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "docx",
    ),
    "macros under another name": (a_docx(relation("vbaProject", "theme.bin", "Internal")), "docx"),
    "a control": (a_docx(word__activeX__activeX1_xml=b"<x/>"), "docx"),
    "a page of the web to be read in": (a_docx(relation("aFChunk", "page.mht", "Internal")), "docx"),
    "a workbook with a sheet of macros": (an_xlsx(xl__macrosheets__sheet1_xml=b"<x/>"), "xlsx"),
    "a workbook with macros inside a Word document": (a_docx(word__embeddings__sheet_xls=an_xls(a_sheet(1))), "docx"),
    "a Word document with macros in an archive": (a_zip({"章程.docx": a_docx(word__vbaProject_bin=b"x")}), "zip"),
}


@pytest.mark.parametrize(("data", "kind"), MACROS.values(), ids=MACROS)
def test_macros_are_refused(data: bytes, kind: str) -> None:
    """Red when the file's name is believed, or what lies inside a document or an archive is not looked at."""
    assert "宏" in seen(data, kind)


@pytest.mark.parametrize(
    "target",
    [
        "http://example.cn/t.dotm",
        "https://example.cn/t",
        "mhtml:http://example.cn/a",
        "\\\\server\\t",
        " \\\\server\\t",
        "%5C%5Cserver%5Ct",
        "//server/t",
        "file://server/t",
        "FILE://server/t",
        "file:////server/t",
        "file:///\\\\server\\t",
    ],
)
@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_a_document_that_fetches_from_elsewhere_is_refused(target: str, kind: str) -> None:
    """Red when every external relation is let through, or only http."""
    assert "读取别处的内容" in seen(a_docx(relation(kind, target)), "docx")


@pytest.mark.parametrize(
    "target", ["Normal.dotm", "C:\\模板\\公文.dot", "file:///D:/a.xlsx", "/Users/wang/a.xlsx", "..\\a.xlsx"]
)
def test_a_document_may_note_a_file_on_its_makers_disk(target: str) -> None:
    assert seen(a_docx(relation("attachedTemplate", target)), "docx") == ""


LOCKED = {
    "a PDF": (a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "pdf"),
    "a Word document": (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "doc"),
    "a RAR that hides its list": (a_rar({"a.txt": b"1"}, locked=True), "rar"),
}


@pytest.mark.parametrize(("data", "kind"), LOCKED.values(), ids=LOCKED)
def test_what_cannot_be_looked_into_is_refused(data: bytes, kind: str) -> None:
    assert "密码" in seen(data, kind)


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(a_zip({"a.txt": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    assert "密码" in seen(bytes(data), "zip")


@pytest.mark.parametrize("pack", [a_zip, a_rar])
@pytest.mark.parametrize(
    "name", ["a.exe", "说明.HTML", "a.js. ", "a.pdf.lnk", "资料/a.bat", "a.docm", "a.7z", "a.svg", "a.pdf\u202e.scr"]
)
def test_programs_in_an_archive_are_refused(pack, name: str) -> None:
    """Red when the ending is read without leaving off dots and blanks, as Windows does."""
    assert "压缩包里" in seen(pack({"好.txt": b"1", name: b"1"}), pack.__name__[2:])


@pytest.mark.parametrize("pack", [a_zip, a_rar])
@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "a.txt:b", "a\nb.txt"]
)
def test_names_that_lead_elsewhere_are_refused(pack, name: str) -> None:
    assert seen(pack({name: b"1"}), pack.__name__[2:]) == "压缩包里有不合规的文件名"


def test_programs_are_known_by_their_content_too() -> None:
    assert "可以运行的程序" in seen(a_zip({"说明.txt": PROGRAM}), "zip")


def test_names_in_chinese_code_pages_are_understood() -> None:
    """Red when names without the mark for UTF-8 stay as their bytes look in America."""
    name = "木马.exe"
    data = a_zip({"x" * len(name.encode("gb18030")): b"1"}).replace(
        b"x" * len(name.encode("gb18030")), name.encode("gb18030")
    )
    assert name in seen(data, "zip")


def test_archives_stand_in_archives_one_deep() -> None:
    inner = a_zip({"a.txt": b"1"})
    assert "不止一层" in seen(a_zip({"一.zip": a_zip({"二.zip": inner})}), "zip")
    assert "不止一层" in seen(a_zip({"一.zip": a_zip({"二.wps": inner})}), "zip")
    assert "不止一层" in seen(a_rar({"一.zip": inner}), "rar")


def test_links_in_an_archive_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "链接" in seen(out.getvalue(), "zip")


# A small file that grows -------------------------------------------------------------------------------------------------------


def test_a_file_that_inflates_too_far_is_refused() -> None:
    """Red when the ratio is not counted."""
    assert "超过原来的 100 倍" in seen(a_zip({"a.txt": bytes(3_000_000)}), "zip")
    assert "超过原来的 100 倍" in seen(an_xlsx(xl__sheet1_xml=bytes(3_000_000)), "xlsx")
    assert "超过原来的 100 倍" in seen(a_rar({"a.txt": b"1"}, claimed=1_000_000), "rar")


def test_a_hundred_megabytes_are_the_most() -> None:
    with pytest.raises(Unfit, match="100 MB"):
        Budget.of(bytes(50_000_000)).inflate(100 * 1024 * 1024 + 1)


def test_levels_share_one_budget() -> None:
    """Red when every archive inside starts anew."""
    inner = a_zip({"a.txt": bytes(900_000)})
    filler = a_picture(size=(60, 60))
    assert "超过原来" in seen(a_zip({"图.jpg": filler, **{f"{n}.zip": inner for n in range(30)}}), "zip")


def test_a_thousand_entries_are_the_most() -> None:
    assert seen(a_zip({f"{n}.txt": b"1" for n in range(1000)}), "zip") == ""
    assert "超过 1000 个" in seen(a_zip({f"{n}.txt": b"1" for n in range(1001)}), "zip")
    assert "超过 1000 个" in seen(a_rar({f"{n}.txt": b"1" for n in range(1001)}), "rar")


def test_entries_that_lie_over_each_other_are_refused() -> None:
    """Red when places are not compared: thirty entries inflate the same bytes."""
    content = zlib.compress(bytes(100_000))[2:-4]
    fields = (20, 0, 8, 0, 0x21, zlib.crc32(bytes(100_000)), len(content), 100_000, 5, 0)
    local = b"PK\3\4" + struct.pack("<5H3L2H", *fields) + b"a.txt" + content
    listed = b"PK\1\2" + struct.pack("<H5H3L5H2L", 20, *fields, 0, 0, 0, 0, 0) + b"a.txt"
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 30, 30, 30 * len(listed), len(local), 0)
    assert "结构不正常" in seen(local + 30 * listed + end, "zip")


def test_something_before_or_behind_an_archive_is_refused() -> None:
    whole = a_zip({"a.txt": b"1"})
    assert "结构不正常" in seen(whole + HTML, "zip")
    assert "结构不正常" in seen(b"PK\3\4" + PROGRAM + whole, "zip")
