"""Documents of office programs: no field, link or part that starts or fetches something (S17)."""

import io
import struct

import pytest
from PIL import Image

from tests.files.samples import EXCEL, WORD, a_doc, a_docx, a_pdf, a_picture, a_zip, an_xls, an_xlsx, compound, relation
from tests.files.seeing import HTML, PROGRAM, a_scripted_pdf, seen

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(body: str) -> bytes:
    """A Word document of these runs."""
    return a_docx(word__document_xml=f"<w:document {W}><w:body><w:p>{body}</w:p></w:body></w:document>".encode())


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:instrText xml:space="preserve">{escaped}</w:instrText></w:r>'


def field(*pieces: str, result: str = "结果") -> str:
    """A field whose code is written in so many pieces, as Word does at every change of its looks."""
    return (
        char("begin") + "".join(map(code, pieces)) + char("separate") + f"<w:r><w:t>{result}</w:t></w:r>" + char("end")
    )


def simple(text: str) -> str:
    quoted = text.replace('"', "&quot;")
    return f'<w:fldSimple w:instr="{quoted}"/>'


HEADER = b"\xec\xa5" + bytes(510)


def old(text: str) -> bytes:
    """A Word document up to 2003 with that field, its text in 16 bits."""
    return compound({"WordDocument": HEADER + f"\x13{text}\x14结果\x15".encode("utf-16-le")})


HARMLESS = [
    ' TOC \\o "1-3" \\h \\z \\u ',
    " PAGE \\* MERGEFORMAT ",
    ' HYPERLINK \\l "_Toc123" ',
    ' HYPERLINK "https://example.cn/a?b=c:d" \\o "说明: 按住 CTRL 点击" \\t "_blank" ',
    " HYPERLINK “mailto:wang@example.cn” ",
    ' INCLUDEPICTURE "C:\\\\Users\\\\wang\\\\Temp\\\\wps1.jpg" \\* MERGEFORMATINET ',
    ' LINK Excel.Sheet.12 "D:\\\\表.xlsx" "Sheet1!R1C1" \\a \\p ',
    ' DATE \\@ "yyyy年M月d日" ',
    " DDEX 不是域 ",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_fields_people_use_pass(text: str) -> None:
    assert (seen(written(field(text) + simple(text)), "docx"), seen(old(text), "doc")) == ("", "")


@pytest.mark.parametrize("text", [' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"', ' dde "excel" "a" ', ' "DDE" a b'])
def test_a_field_that_starts_a_program_is_refused(text: str) -> None:
    """Red when the field's name is asked for in capitals only, or in one of the three ways a field is written."""
    for document, kind in ((written(field(text)), "docx"), (written(simple(text)), "docx"), (old(text), "doc")):
        assert "DDE" in seen(document, kind)
    assert "DDE" in seen(compound({"WordDocument": HEADER + f"\x13{text}\x15".encode()}), "doc")


def test_a_field_in_pieces_is_put_together() -> None:
    """Red when every run is read by itself."""
    assert "DDE" in seen(written(field(" D", "DEAU", "TO cmd a")), "docx")
    assert "DDE" in seen(written(char("begin") + code("DDE cmd a")), "docx")
    assert "DDE" in seen(a_docx(word__header1_xml=f"<w:hdr {W}>{field('DDE a b')}</w:hdr>".encode()), "docx")


def test_what_a_field_within_a_field_brings_is_part_of_the_code() -> None:
    """Red when only the outer code is read."""
    inner = field(" QUOTE 68 ", result='"http://example.cn/a"')
    assert "读取别处的内容" in seen(written(char("begin") + code(" INCLUDETEXT ") + inner + char("end")), "docx")


@pytest.mark.parametrize("name", ["INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.12", "Import"])
@pytest.mark.parametrize("target", ["http://example.cn/a.png", "\\\\\\\\server\\\\a", "file://server/a", "//server/a"])
def test_a_field_that_fetches_from_elsewhere_is_refused(name: str, target: str) -> None:
    """Red when doubled backslashes hide another machine's name."""
    text = f' {name} "{target}" \\d'
    assert "读取别处的内容" in seen(written(field(text)), "docx")
    assert "读取别处的内容" in seen(old(text), "doc")


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///C:/a.exe", "ms-word:ofe|u|a", "\\\\\\\\server\\\\a"]
)
def test_a_link_in_a_field_leads_to_the_web_only(target: str) -> None:
    """Red when only relations are looked at, or a switch before the target hides it."""
    for text in (f' HYPERLINK "{target}" ', f' HYPERLINK \\t "_blank" "{target}" '):
        assert "不是网页或邮箱" in seen(written(field(text)), "docx")
        assert "不是网页或邮箱" in seen(old(text), "doc")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/_rels/document.xml.rels", "docProps/app.xml", "word/notes.dat"]
)
def test_a_document_with_a_doctype_is_refused(part: str) -> None:
    """Red when only the list of parts is read strictly, or XML is known by its ending alone."""
    content = b'<!DOCTYPE a [<!ENTITY b "c">]><Relationships>&b;</Relationships>'
    types = f'<Types><Default Extension="xml" ContentType="text/xml"/><Override PartName="/word/a.xml" ContentType="{WORD}"/>'
    types += '<Override PartName="/word/notes.dat" ContentType="application/xml"/></Types>'
    assert "DOCTYPE" in seen(a_zip({"[Content_Types].xml": types.encode(), part: content}), "docx")


def test_a_workbook_linked_to_a_program_is_refused() -> None:
    link = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    assert "DDE" in seen(an_xlsx(xl__externalLinks__externalLink1_xml=link), "xlsx")
    record = struct.pack("<HHHHB", 0x1AE, 14, 0, 9, 0) + b"cmd\x03/c a "
    assert "DDE" in seen(an_xls(record), "xls")


BIG = a_picture("PNG")  # too big for the place of small streams, which our samples do not have


def a_drawing() -> bytes:
    """A picture in Windows' own format (EMF), its header only."""
    return b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60)


def a_gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (9, 9)).save(out, "GIF")
    return out.getvalue()


def test_a_document_as_word_and_wps_save_it_passes() -> None:
    """Pictures of many kinds, a thumbnail, fonts, printer settings, notes of one's own, a chart with its workbook, an equation."""
    parts = {
        "word__media__image1_png": a_picture("PNG"),
        "word__media__image2_jpeg": a_picture(),
        "word__media__image3_emf": a_drawing(),
        "word__media__image4_gif": a_gif(),
        "word__media__image5_svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        "docProps__thumbnail_jpeg": a_picture(),
        "docProps__app_xml": b"<Properties/>",
        "customXml__item1_xml": b"<b:Sources xmlns:b='x'/>",
        "word__fonts__font1_odttf": b"<\xff\x00 scrambled",
        "word__printerSettings1_bin": b"H\0P\0 LaserJet",
    }
    parts["word__embeddings__sheet1_xlsx"] = an_xlsx()
    parts["word__embeddings__oleObject1_bin"] = compound({"Equation Native": b"\x1c"})
    parts["word__embeddings__oleObject2_bin"] = compound({"Package": an_xlsx(xl__media__image1_png=BIG)})
    assert seen(a_docx(relation("hyperlink", "mailto:wang@example.cn"), WORD, **parts), "docx") == ""


FOREIGN = {
    "a program as a picture": {"word__media__image1_png": PROGRAM},
    "a program of another system": {"word__media__image1_png": b"\x7fELF" + bytes(60)},
    "a script as a picture": {"word__media__image1_png": b"powershell -c calc"},
    "a page of the web as a picture": {"word__media__image1_png": HTML},
    "a program as a file inside": {"word__embeddings__a_bin": PROGRAM},
    "a script as a file inside": {"word__embeddings__a_bin": b"#!/bin/sh"},
    "a page of the web as a file inside": {"word__embeddings__a_html": HTML},
    "a program in place of a font": {"word__fonts__font1_odttf": PROGRAM},
    "a program in an object": {"word__embeddings__a_bin": compound({"CONTENTS": PROGRAM + b"PE\0\0"})},
    "a film": {"word__media__media1_mp4": b"\0\0\0\x18ftypmp42"},
}


@pytest.mark.parametrize("parts", FOREIGN.values(), ids=FOREIGN)
def test_a_part_that_is_none_of_a_documents_is_refused(parts: dict[str, bytes]) -> None:
    """Red when parts are known by their names, or only those in the folder of files inside are looked at."""
    assert any(words in seen(a_docx("", WORD, **parts), "docx") for words in ("可以运行的程序", "嵌有别的文件"))


def test_what_lies_in_an_object_is_looked_at_too() -> None:
    """Red when the streams of a compound file are only named."""
    for inside in (an_xlsx(xl__vbaProject_bin=BIG), a_docx(word__vbaProject_bin=BIG)):
        assert "宏" in seen(a_doc(ObjectPool___1__Package=inside), "doc")
        assert "宏" in seen(a_docx(word__embeddings__oleObject1_bin=compound({"Package": inside})), "docx")
    assert "脚本" in seen(a_doc(ObjectPool___1__CONTENTS=a_scripted_pdf()), "doc")
    assert "程序" in seen(a_doc(ObjectPool___1__CONTENTS=PROGRAM + b"PE\0\0"), "doc")
    assert seen(a_doc(ObjectPool___1__CONTENTS=a_pdf()), "doc") == ""


def test_the_main_part_is_asked_for_by_kind() -> None:
    assert seen(a_docx(main=EXCEL), "docx") == "内容与扩展名不符"
