"""PDF: no script, no launching, no sending, nothing embedded, nothing appended; every object is looked at, also the unused ones."""

import io
from collections.abc import Iterator

import pikepdf

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.unfit import APPENDED, EMBEDDED, LOCKED, Unfit
from banshi.files.inspecting.zips import opens_as_zip

# ISO 32000-1: 12.6 actions, 12.7.8 XFA, 13 multimedia, 7.11.4 embedded files. What opens a page or an address by a click stays.
KEYS = {"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
# fmt: off
NATURES = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Sound", "/Movie", "/RichMedia", "/RichMediaExecute",
    "/Screen", "/3D",
}
# fmt: on
BLANK = b"\0\t\n\f\r \x1a"
LAST = 1024  # readers look for the end mark in the last kilobyte


def pdf(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Raises Unfit."""
    _, mark, rest = data[-LAST:].rpartition(b"%%EOF")
    if not mark or rest.strip(BLANK) or opens_as_zip(data) or b"Rar!\x1a\x07" in data:
        raise Unfit(APPENDED)
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            for each in opened.objects:
                _check(each)
    except pikepdf.PasswordError as fault:
        raise Unfit(LOCKED) from fault
    return ()


def _check(item: object) -> None:
    for each in _dictionaries(item):
        if "/EF" in each or each.get("/Type") == "/EmbeddedFile":
            raise Unfit(EMBEDDED)
        if KEYS & set(each.keys()) or {str(each.get(key)) for key in ("/S", "/Subtype")} & NATURES:
            raise Unfit("PDF 里有脚本、动作或多媒体，请另存为普通 PDF")


def _dictionaries(item: object) -> Iterator[pikepdf.Dictionary | pikepdf.Stream]:
    """All dictionaries of one object, without following references: what they point to is looked at in its own turn."""
    waiting = [item]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += [value for value in each.values() if not _elsewhere(value)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each if not _elsewhere(value)]


def _elsewhere(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect
