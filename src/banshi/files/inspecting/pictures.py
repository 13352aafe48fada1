"""Pictures: they open, and nothing stands behind their end."""

import io
import re

from PIL import Image

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.unfit import APPENDED, Unfit
from banshi.files.inspecting.zips import opens_as_zip

BLANK = b"\0\n\r "
JPEG_END, JPEG_SCAN, JPEG_FILL = 0xD9, 0xDA, 0xFF
PDF_HEADER = 1024  # some readers take a file for a PDF when its header stands anywhere in the first kilobyte
# Within a scan, FF is followed by 00 (a plain FF), by a restart mark, or by FF again; anything else ends it (ITU-T T.81, B.1.1.5).
SCAN_ENDS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def jpg(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Cameras put a second picture behind the first (MPF); nothing else may stand there. Raises Unfit."""
    _check_opens(data, "JPEG", "MPO")
    rest = data
    while rest:
        if not rest.startswith(b"\xff\xd8"):
            raise Unfit(APPENDED)
        rest = rest[_jpeg_end(rest) :].lstrip(BLANK)
    return ()


def png(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Raises Unfit."""
    _check_opens(data, "PNG")
    at, name = 8, b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if not name:
            raise Unfit("图片不完整")
        at += 12 + length
    if data[at:].strip(BLANK):
        raise Unfit(APPENDED)
    return ()


def tif(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look; its pictures lie anywhere in the file, so that it has no end to look behind. Raises Unfit."""
    _check_opens(data, "TIFF")
    return ()


def _check_opens(data: bytes, *formats: str) -> None:
    """Also raises what the library raises at a broken picture, or at one with more points than any paper needs."""
    if opens_as_zip(data) or b"Rar!\x1a\x07" in data or b"%PDF-" in data[:PDF_HEADER]:
        raise Unfit(APPENDED)
    with Image.open(io.BytesIO(data), formats=formats) as picture:
        picture.verify()


def _jpeg_end(data: bytes) -> int:
    """Where the first picture ends: from segment to segment, through its scans."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        mark = data[at + 1]
        if data[at] != JPEG_FILL:
            raise Unfit("图片已损坏")
        if mark == JPEG_END:
            return at + 2
        at += 1 if mark == JPEG_FILL else 2 + int.from_bytes(data[at + 2 : at + 4])
        if mark == JPEG_SCAN:
            found = SCAN_ENDS.search(data, at)
            at = found.start() if found else len(data)
    raise Unfit("图片不完整")
