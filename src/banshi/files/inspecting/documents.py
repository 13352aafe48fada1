"""Word, Excel and PowerPoint up to 2003: compound files ([MS-CFB]) with the streams of their kind, without macros, unlocked.

Packed files are refused; what lies in a stream of its own and is a file that can be told is looked at as one.
"""

import re
import struct
from collections.abc import Iterator

from oletools import crypto
from oletools.olevba import VBA_Parser

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.fields import DDE, check_field
from banshi.files.inspecting.signatures import container
from banshi.files.inspecting.unfit import DISGUISED, EMBEDDED, LOCKED, MACROS, PROGRAM, Unfit

PACKED = "\x01ole10native"  # the stream of a packed file ([MS-OLEDS] 2.3.6)
SHEET = 0x85  # the record that names a sheet ([MS-XLS] 2.4.28), with its kind in the sixth byte
MACRO_SHEETS = (1, 6)
LINK = 0x1AE  # the record that names another workbook ([MS-XLS] 2.4.271), or a program and its topic with a 03 between them
FIELD = re.compile("\x13([^\x13\x14\x15]*)")  # a field's code in the text ([MS-DOC] 2.8.25), 8 or 16 bits a character
PE = b"PE\0\0"
STUB = 1024  # a Windows program says so within


def doc(data: bytes, budget: Budget) -> list[Part]:
    """The look at a Word document. Raises Unfit."""
    return _look(data, budget, "WordDocument")


def xls(data: bytes, budget: Budget) -> list[Part]:
    """The look at an Excel workbook. Raises Unfit."""
    return _look(data, budget, "Workbook", "Book")


def ppt(data: bytes, budget: Budget) -> list[Part]:
    """The look at a PowerPoint presentation. Raises Unfit."""
    return _look(data, budget, "PowerPoint Document")


def ole(data: bytes, budget: Budget) -> list[Part]:
    """The look at a compound file of any kind that is part of something else. Raises Unfit."""
    return _look(data, budget)


def _look(data: bytes, budget: Budget, *streams: str) -> list[Part]:
    parser = VBA_Parser("document", data=data)
    file = parser.ole_file
    names = [path[-1].lower() for path in file.listdir()]
    if "encryptedpackage" in names or crypto.is_encrypted(file):
        raise Unfit(LOCKED)
    if streams and not any(file.exists(stream) for stream in streams):
        raise Unfit(DISGUISED)
    if PACKED in names:
        raise Unfit(EMBEDDED)
    contents = {"/".join(path): file.openstream(path).read() for path in file.listdir()}
    workbook = list(_records(contents))
    if parser.detect_vba_macros() or any(kind == SHEET and body[5] in MACRO_SHEETS for kind, body in workbook):
        raise Unfit(MACROS)
    if any(kind == LINK and b"\x03" in body[4:] for kind, body in workbook):
        raise Unfit(DDE)
    _check_fields(contents.get("WordDocument", b""))
    return list(_inside(contents, budget))


def _records(contents: dict[str, bytes]) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook: what kind, and what it says; macros of Excel 4 live in sheets of their own."""
    for stream in ("Workbook", "Book"):
        content = contents.get(stream, b"")
        at = 0
        while at + 4 <= len(content):
            kind, size = struct.unpack_from("<HH", content, at)
            if size > 5:
                yield kind, content[at + 4 : at + 4 + size]
            at += 4 + size


def _check_fields(text: bytes) -> None:
    for each in (text.decode("latin-1"), *(text[at:].decode("utf-16-le", "replace") for at in (0, 1))):
        for code in FIELD.findall(each):
            check_field(code)


def _inside(contents: dict[str, bytes], budget: Budget) -> Iterator[Part]:
    """Streams that are files of their own."""
    for name, content in contents.items():
        if content.startswith(b"\x7fELF") or (content.startswith(b"MZ") and PE in content[:STUB]):
            raise Unfit(PROGRAM)
        if container(content):
            budget.list(1)
            budget.inflate(len(content))
            yield Part(name, content)
