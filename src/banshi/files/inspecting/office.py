"""Word and Excel since 2007 (ISO/IEC 29500): the main part of their kind, no macros, nothing fetched from elsewhere when opened."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.links import check_click, is_local
from banshi.files.inspecting.unfit import DISGUISED, FETCHING, MACROS, Unfit
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
        if each.get("TargetMode", "").lower() == "external":
            _check_target(kind, each.get("Target", ""))


def _check_target(kind: str, target: str) -> None:
    """Word notes the path of its template, which is harmless on the own disk."""
    if kind == "hyperlink":
        check_click(target)
    elif not is_local(target):
        raise Unfit(FETCHING)


def _xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (in a process of its own, with little memory and time)
