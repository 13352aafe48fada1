"""Word and Excel up to 2003: compound files ([MS-CFB]) with the streams of their kind, without macros, unlocked, nothing packed inside."""

import struct
from collections.abc import Iterator
from typing import Any

from oletools import crypto
from oletools.olevba import VBA_Parser

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.unfit import DISGUISED, EMBEDDED, LOCKED, MACROS, Unfit

PACKED = "\x01ole10native"  # the stream of a packed file ([MS-OLEDS] 2.3.6)
SHEET = 0x85  # the record that names a sheet ([MS-XLS] 2.4.28), with its kind in the sixth byte
MACRO_SHEETS = (1, 6)


def doc(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look at a Word document. Raises Unfit."""
    return _look(data, "WordDocument")


def xls(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look at an Excel workbook. Raises Unfit."""
    return _look(data, "Workbook", "Book")


def ole(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look at a compound file of any kind that is part of something else. Raises Unfit."""
    return _look(data)


def _look(data: bytes, *streams: str) -> tuple[Part, ...]:
    parser = VBA_Parser("document", data=data)
    file = parser.ole_file
    names = [path[-1].lower() for path in file.listdir()]
    if "encryptedpackage" in names or crypto.is_encrypted(file):
        raise Unfit(LOCKED)
    if streams and not any(file.exists(stream) for stream in streams):
        raise Unfit(DISGUISED)
    if PACKED in names:
        raise Unfit(EMBEDDED)
    if parser.detect_vba_macros() or any(kind in MACRO_SHEETS for kind in _sheets(file)):
        raise Unfit(MACROS)
    return ()


def _sheets(file: Any) -> Iterator[int]:
    """The kinds of the sheets of a workbook; macros of Excel 4 live in sheets of their own."""
    for stream in ("Workbook", "Book"):
        content = file.openstream(stream).read() if file.exists(stream) else b""
        at = 0
        while at + 4 <= len(content):
            record, size = struct.unpack_from("<HH", content, at)
            if record == SHEET and size > 5:
                yield content[at + 9]
            at += 4 + size
