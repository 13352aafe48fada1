"""Word and Excel since 2007 (ISO/IEC 29500): the main part of their kind, no macros, nothing fetched from elsewhere when opened."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.unfit import DISGUISED, MACROS, Unfit
from banshi.files.inspecting.zips import members

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
ACTIVE_NAMES = re.compile(r"vbaproject|vbadata|macrosheets/|activex/", re.IGNORECASE)
ACTIVE_TYPES = re.compile(r"macro|vba|activex", re.IGNORECASE)
ACTIVE_RELATIONS = {
    "vbaProject",
    "wordVbaData",
    "xlMacrosheet",
    "xlIntlMacrosheet",
    "control",
    "attachedToolbars",
    "aFChunk",
}
# Word notes the path of its template, which is harmless on the own disk: a name, a path, or a path on a drive; never another machine.
LOCAL = re.compile(r"(file:///(?![\\/])|(?![\\/]{2}))([a-z]:)?[^:]*", re.IGNORECASE)


def docx(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at a Word document. Raises Unfit."""
    return _look(data, budget, MAIN.format("wordprocessingml.document"))


def xlsx(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at an Excel workbook. Raises Unfit."""
    return _look(data, budget, MAIN.format("spreadsheetml.sheet"))


def _look(data: bytes, budget: Budget, main: str) -> Iterator[Part]:
    parts = list(members(data, budget))
    types = _types(parts)
    if main not in types:
        raise Unfit(MACROS if any("macroEnabled" in each for each in types) else DISGUISED)
    if any(ACTIVE_NAMES.search(part.name) for part in parts) or any(ACTIVE_TYPES.search(each) for each in types):
        raise Unfit(MACROS)
    for part in parts:
        if part.name.lower().endswith(".rels"):
            _check_relations(part.data)
    return (part for part in parts if "/embeddings/" in part.name.lower())


def _types(parts: list[Part]) -> set[str]:
    """The types the document says its parts have."""
    listed = next((part.data for part in parts if part.name == "[Content_Types].xml"), None)
    if listed is None:
        raise Unfit(DISGUISED)
    return {each.get("ContentType", "") for each in _xml(listed)}


def _check_relations(data: bytes) -> None:
    for each in _xml(data):
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in ACTIVE_RELATIONS:
            raise Unfit(MACROS)
        target = unquote(each.get("Target", "")).strip()
        if each.get("TargetMode", "").lower() == "external" and kind != "hyperlink" and not LOCAL.fullmatch(target):
            raise Unfit("文档打开时会读取别处的内容，请断开链接后另存")


def _xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (in a process of its own, with little memory and time)
