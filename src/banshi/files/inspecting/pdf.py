"""PDF: no script, no launching, no sending, nothing read from elsewhere, nothing embedded, nothing appended.

Every object of every revision is looked at, also the unused ones (ISO 32000-1: 12.6 actions, 12.7.8 XFA, 13 multimedia, 7.11 files).
"""

import io
from collections.abc import Iterator

import pikepdf

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.links import check_click
from banshi.files.inspecting.revisions import revisions
from banshi.files.inspecting.unfit import APPENDED, EMBEDDED, FETCHING, LOCKED, Unfit
from banshi.files.inspecting.zips import opens_as_zip

KEYS = {"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
# fmt: off
NATURES = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Thread", "/Rendition", "/Sound", "/Movie", "/RichMedia",
    "/RichMediaExecute", "/Screen", "/3D", "/GoTo3DView",
}
# fmt: on
STARTED = {"/OpenAction", "/A", "/PA", "/Next"}  # where an action may stand
ON_OPENING = {"/GoTo"}
ON_CLICKING = {"/GoTo", "/URI", "/Named", "/Hide", "/SetOCGState", "/ResetForm", "/Trans"}
ACTING = "PDF 里有脚本、动作或多媒体，请另存为普通 PDF"
CROOKED = "PDF 的结构已损坏，请用阅读软件打开后另存为 PDF"


def pdf(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Raises Unfit."""
    if opens_as_zip(data) or b"Rar!\x1a\x07" in data:
        raise Unfit(APPENDED)
    for end in revisions(data):
        _look(data[:end])
    return ()


def _look(data: bytes) -> None:
    """Where the table has to be guessed, readers guess differently: another one may show what was not looked at."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            if any("reconstruct" in warning for warning in opened.get_warnings()):
                raise Unfit(CROOKED)
            for each in opened.objects:
                _check(each)
    except pikepdf.PasswordError as fault:
        raise Unfit(LOCKED) from fault


def _check(item: object) -> None:
    for each in _dictionaries(item):
        if "/EF" in each or each.get("/Type") == "/EmbeddedFile":
            raise Unfit(EMBEDDED)
        if KEYS & set(each.keys()) or {str(each.get(key)) for key in ("/S", "/Subtype")} & NATURES:
            raise Unfit(ACTING)
        if each.get("/FS") == "/URL" or (isinstance(each, pikepdf.Stream) and {"/F", "/Ref"} & set(each.keys())):
            raise Unfit(FETCHING)
        _check_actions(each)


def _check_actions(each: pikepdf.Dictionary | pikepdf.Stream) -> None:
    """What opens a page of the document, or an address by a click, stays."""
    for key in STARTED & set(each.keys()):
        if _natures(each[key]) - (ON_OPENING if key == "/OpenAction" else ON_CLICKING):
            raise Unfit(ACTING)
    for key in ("/URI", "/Base"):
        if isinstance(address := each.get(key), pikepdf.String):
            check_click(str(address))


def _natures(actions: object) -> set[str]:
    """What an action does, or each of a row of them; nothing for a place in the document."""
    row = actions if isinstance(actions, pikepdf.Array) else [actions]
    return {str(each["/S"]) for each in row if isinstance(each, pikepdf.Dictionary) and "/S" in each}


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
