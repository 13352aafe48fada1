"""Looking into a file in the test's own process, and what the tests of that share."""

import re

import pikepdf
from pikepdf import Dictionary, Name

from banshi.files.inspecting.budget import Budget
from banshi.files.inspecting.looking import look
from banshi.files.inspecting.unfit import Unfit
from tests.files.samples import a_pdf, a_picture

HTML = b"<html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\0" + b"\0" * 60


def seen(data: bytes, kind: str) -> str:
    """What the look says."""
    try:
        look(data, kind, Budget.of(data))
    except Unfit as why:
        return str(why)
    return ""


def add(pdf: pikepdf.Pdf, where: str, what: object) -> None:
    """An entry of the document's first dictionary."""
    pdf.Root[where] = what


def a_script(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def an_attached(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Type=Name.Filespec, F="a.docx", EF=Dictionary(F=pdf.make_stream(b"x")))


def kept(pdf: pikepdf.Pdf, item: object) -> None:
    """Saving forgets what nothing points to, so something does."""
    if item is not None:
        add(pdf, "/PieceInfo", Dictionary(Kept=item))


def updated(data: bytes, more: bytes = b"") -> bytes:
    """An incremental update: the first object anew, with its table behind it."""
    root, pages = (re.findall(key, data)[-1] for key in (rb"/Root (\d+)", rb"/Pages (\d+)"))
    before = data.rpartition(b"startxref\n")[2].partition(b"\n")[0]
    body = data + b"\n%s 0 obj\n<</Type/Catalog/Pages %s 0 R%s>>\nendobj\n" % (root, pages, more)
    table = b"xref\n%s 1\n%010d 00000 n \ntrailer\n" % (root, len(data) + 1)
    trailer = b"<</Size 9/Root %s 0 R/Prev %s>>\n" % (root, before)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def updated_scan() -> bytes:
    """As a copier writes it: a picture on a page, notes about itself in XML (XMP), two updates."""

    def scan(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(a_picture(), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40)
        picture.Filter = Name.DCTDecode
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=picture))
        with pdf.open_metadata() as notes:
            notes["xmp:CreatorTool"] = "扫描仪"

    return updated(updated(a_pdf(scan)))


def a_scripted_pdf() -> bytes:
    return a_pdf(lambda p: add(p, "/OpenAction", a_script(p)))
