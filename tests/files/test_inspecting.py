"""The process strangers' files are opened in: whatever it does but say “fit” means no."""

import os
import struct
import subprocess
import zlib

import pytest

from banshi.files import inspecting
from tests.files.samples import a_pdf, a_picture, a_zip


def test_a_clean_file_has_no_objection() -> None:
    assert inspecting.findings(a_pdf(), "pdf").objection == ""


def test_an_objection_comes_in_words() -> None:
    assert inspecting.findings(a_picture(), "pdf").objection == "内容与扩展名不符"


BROKEN = {
    "a cut PDF": (a_pdf()[:40] + b"%%EOF", "pdf"),
    "a cut photo": (a_picture()[:-200], "jpg"),
    "a photo that is only a beginning": (b"\xff\xd8\xff\xff", "jpg"),
    "a cut drawing": (a_picture("PNG")[:-20], "png"),
    "a drawing with a wrong checksum": (a_picture("PNG").replace(b"IDAT", b"IDAT\1"), "png"),
    "a cut archive": (a_zip({"a.txt": b"1"})[:-30], "zip"),
    "an archive with a wrong checksum": (a_zip({"a.txt": b"content"}, 0).replace(b"content", b"CONTENT"), "zip"),
    "half a compound file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc"),
    "a document whose list of parts is no XML": (a_zip({"[Content_Types].xml": b"<"}), "docx"),
}


@pytest.mark.parametrize(("data", "kind"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused(data: bytes, kind: str) -> None:
    """Red when a library's error counts as no objection."""
    assert inspecting.findings(data, kind).objection


def a_growing_pdf(megabytes: int) -> bytes:
    """A PDF whose first dictionary lies in an object stream, with so many blanks behind it."""
    inner = zlib.compressobj(1)
    blanks = bytes(1_000_000).replace(b"\0", b" ")
    packed = inner.compress(b"3 0 <</Type/Catalog/Pages 4 0 R>>") + b"".join(
        inner.compress(blanks) for _ in range(megabytes)
    )
    packed = zlib.compress(packed + inner.flush())
    data = (
        b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n"
        % len(packed)
    )
    data += packed + b"\nendstream\nendobj\n"
    pages = len(data)
    data += b"4 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    places = struct.pack(">BHBBHBBHBBHBBHB", 0, 0, 0, 1, 9, 0, 1, len(data), 0, 2, 1, 0, 1, pages, 0)
    table = b"2 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Root 3 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(places),
        places,
    )
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def test_a_pdf_that_grows_in_memory_ends_its_process_only() -> None:
    """Red when the process has as much memory as it likes."""
    assert inspecting.findings(a_growing_pdf(1), "pdf").objection == ""
    assert inspecting.findings(a_growing_pdf(600), "pdf").objection == inspecting.UNREADABLE


def test_a_billion_laughs_end_in_a_refusal() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    types = f'<!DOCTYPE t [<!ENTITY l0 "ha">{laughs}]><Types>&l11;</Types>'.encode()
    assert inspecting.findings(a_zip({"[Content_Types].xml": types, "word/document.xml": b"<a/>"}), "docx").objection


def test_the_process_knows_nothing_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when it inherits our environment, where the database's password is."""
    seen = {}

    def run(command: list[str], **how: object) -> None:
        seen.update(how)
        raise InterruptedError

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(InterruptedError):
        inspecting.findings(b"", "pdf")
    assert os.environ
    assert seen["env"] == {}


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "PATIENCE", 0.01)
    assert inspecting.findings(a_pdf(), "pdf").objection == inspecting.UNREADABLE
