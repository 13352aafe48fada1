"""PDF: nothing acts by itself, nothing is read from elsewhere, and every byte belongs to the document (S17)."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.files.samples import a_docx, a_pdf, a_zip, relation
from tests.files.seeing import HTML, a_script, a_scripted_pdf, add, kept, seen, updated

ACTIVE = {
    "a script when opened": lambda p: add(p, "/OpenAction", a_script(p)),
    "a script by name": lambda p: add(p, "/Names", Dictionary(JavaScript=Dictionary(Names=Array(["a", a_script(p)])))),
    "a script nothing points to": lambda p: p.make_indirect(a_script(p)),
    "a script deep inside": lambda p: add(p, "/X", Array([Dictionary(Y=Array([Dictionary(Z=a_script(p))]))])),
    "a script in a stream's dictionary": lambda p: p.make_stream(b"", Next=a_script(p)),
    "an action on closing": lambda p: add(p, "/AA", Dictionary(WC=Dictionary(S=Name.Named))),
    "a program to launch": lambda p: add(p, "/OpenAction", Dictionary(S=Name.Launch, F="cmd.exe")),
    "an address when opened": lambda p: add(p, "/OpenAction", Dictionary(S=Name.URI, URI="https://example.cn")),
    "an address after a page when opened": lambda p: add(
        p, "/OpenAction", Dictionary(S=Name.GoTo, Next=Dictionary(S=Name.Trans, Next=Dictionary(S=Name.Launch)))
    ),
    "printing when opened": lambda p: add(p, "/OpenAction", Dictionary(S=Name.Named, N=Name.Print)),
    "another machine's file": lambda p: add(p, "/A", Dictionary(S=Name.GoToR, F="\\\\server\\a.pdf")),
    "an article thread of another file": lambda p: add(p, "/A", Dictionary(S=Name.Thread, F="\\\\server\\a.pdf")),
    "data read in": lambda p: add(p, "/A", Dictionary(S=Name.ImportData, F="a.fdf")),
    "an action nobody knows in a row of them": lambda p: add(
        p, "/A", Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.GoTo), Dictionary(S=Name.Unheard)]))
    ),
    "an action nobody knows": lambda p: add(p, "/A", Dictionary(S=Name.Unheard)),
    "a form that is sent": lambda p: add(p, "/A", Dictionary(S=Name.SubmitForm, F="http://example.cn")),
    "a form of XML": lambda p: add(p, "/AcroForm", Dictionary(XFA=p.make_stream(b"<xdp/>"))),
    "a film": lambda p: p.make_indirect(Dictionary(Subtype=Name.RichMedia)),
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE)
@pytest.mark.parametrize(
    "streams", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate], ids=["plain", "packed"]
)
def test_pdf_that_acts_is_refused(change, streams) -> None:
    """Red when only the document's first dictionary is looked at, or the bytes are searched (a packed one hides them)."""
    assert "脚本、动作或多媒体" in seen(a_pdf(lambda p: kept(p, change(p)), object_stream_mode=streams), "pdf")


FETCHED = {
    "a stream that lies elsewhere": lambda p: p.make_stream(b"", F="\\\\server\\a"),
    "a page whose content lies elsewhere": lambda p: p.make_stream(
        b"", F=Dictionary(FS=Name.URL, F="http://example.cn")
    ),
    "a file named by its address": lambda p: Dictionary(Type=Name.Filespec, FS=Name.URL, F="http://example.cn/a"),
    "a page of another document": lambda p: p.make_stream(b"", Subtype=Name.Form, Ref=Dictionary(F="a.pdf", Page=0)),
}


@pytest.mark.parametrize("change", FETCHED.values(), ids=FETCHED)
def test_pdf_that_reads_from_elsewhere_is_refused(change) -> None:
    """Red when only actions are looked at."""
    assert "读取别处的内容" in seen(a_pdf(lambda p: kept(p, change(p))), "pdf")


ADDRESSES = [
    "javascript:alert(1)",
    "file:///c:/a.exe",
    "\\\\server\\a",
    "//server/a",
    " java\tscript:a",
    "ms-msdt:/id",
    "search-ms:q",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_leads_to_the_web_or_a_mailbox_only(address: str) -> None:
    """Red when the scheme is not asked for, or blanks hide it."""
    link = Dictionary(S=Name.URI, URI=address)
    assert "不是网页或邮箱" in seen(a_pdf(lambda p: kept(p, Dictionary(A=link))), "pdf")
    assert "不是网页或邮箱" in seen(a_docx(relation("hyperlink", address.replace("\t", "&#9;"))), "docx")


JOINED = {
    "a PDF behind one with a script": a_scripted_pdf() + a_pdf(),
    "a PDF with a script behind another": a_pdf() + a_scripted_pdf(),
    "a page of the web with an end mark": a_pdf() + HTML + b"\n%%EOF\n",
    "a page of the web behind the end mark": a_pdf().rstrip() + HTML + b"\n%%EOF\n",
    "a page of the web as a remark": a_pdf() + b"%" + HTML * 9 + b"\n%%EOF\n",
    "a page of the web between objects": a_pdf().replace(b"\n2 0 obj", HTML + b"\n2 0 obj"),
    "a page of the web in the table": a_pdf().replace(b"\nxref\n", b"\nxref\n" + HTML),
    "tables without end": b"%PDF-1.4\n" + b"xref trailer " * 90_000 + b"\n%%EOF",
    "an archive far before the end": a_pdf()
    + a_zip({"a.js": bytes(9)}, 0)
    + b"\n%%EOF\n"
    + updated(a_pdf())[len(a_pdf()) :],
}


@pytest.mark.parametrize("data", JOINED.values(), ids=JOINED)
def test_what_is_no_update_must_not_follow_a_pdf(data: bytes) -> None:
    """Red when only the last end mark is looked for; without end when a table is looked for once for each beginning of one."""
    assert "附带了别的内容" in seen(data, "pdf")


def test_every_state_a_pdf_was_in_is_looked_at() -> None:
    """Red when only the last revision is: some readers show the earlier ones."""
    assert seen(updated(a_pdf()), "pdf") == ""
    assert "脚本" in seen(updated(a_scripted_pdf()), "pdf")
    assert "脚本" in seen(updated(a_pdf(), b"/OpenAction<</S/JavaScript/JS(1)>>"), "pdf")


def test_a_name_spelled_in_numbers_is_read() -> None:
    """Red when the bytes are searched for names: ISO 32000-1, 7.3.5 lets every letter be a number."""
    data = a_pdf(lambda p: add(p, "/Names", Dictionary(S=Name.JavaScript, Pad="...")))
    spelled = data.replace(b"/JavaScript", b"/Java#53cript").replace(b"(...)", b"(.)")
    assert (len(spelled), b"JavaScript" in spelled) == (len(data), False)
    assert "脚本" in seen(spelled, "pdf")


def test_a_pdf_readers_would_have_to_guess_at_is_refused_with_what_to_do() -> None:
    """Red when the library repairs it in silence."""
    assert "另存为 PDF" in seen(a_pdf().replace(b"startxref\n", b"startxref\n9"), "pdf")


def test_the_first_part_of_a_linearized_file_may_name_a_later_place() -> None:
    """Red when every end mark has to end a document: some programs write a place there that is read by nobody."""
    data = a_pdf(linearize=True)
    named = data.replace(b"    /ID", b" /ID", 1).replace(b"startxref\n0\n", b"startxref\n9999\n")  # as long as before
    assert len(named) == len(data)
    assert (seen(data, "pdf"), seen(named, "pdf")) == ("", "")
