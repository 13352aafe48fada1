"""Word, Excel and PowerPoint since 2007 (ISO/IEC 29500): the main part of their kind, no macros, nothing fetched when opened.

Every part is read as what the document declares it to be: XML from end to end, pictures and fonts by their content, files inside as
uploads of their own.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.fields import Strict, read_xml
from banshi.files.inspecting.links import check_click, is_local
from banshi.files.inspecting.signatures import PROGRAMS, container, is_picture
from banshi.files.inspecting.unfit import DISGUISED, EMBEDDED, FETCHING, MACROS, Unfit
from banshi.files.inspecting.zips import members
from banshi.files.names import ending

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
WORD, EXCEL = MAIN.format("wordprocessingml.document"), MAIN.format("spreadsheetml.sheet")
POWERPOINT = (MAIN.format("presentationml.presentation"), MAIN.format("presentationml.slideshow"))
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
XML = ("xml", "vml", "svg")
OPAQUE = ("odttf", "fntdata", "bin", "sigs", "dat")  # fonts, settings of printers, signatures


def docx(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at a Word document. Raises Unfit."""
    return _look(data, budget, WORD)


def xlsx(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at an Excel workbook. Raises Unfit."""
    return _look(data, budget, EXCEL)


def pptx(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at a PowerPoint presentation. Raises Unfit."""
    return _look(data, budget, *POWERPOINT)


def ooxml(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at any of the three, where the name does not say which. Raises Unfit."""
    return _look(data, budget, WORD, EXCEL, *POWERPOINT)


def _look(data: bytes, budget: Budget, *mains: str) -> Iterator[Part]:
    parts = list(members(data, budget))
    types = _types(parts)
    if not types.keys() & set(mains):
        raise Unfit(MACROS if any("macroEnabled" in each for each in types) else DISGUISED)
    if any(ACTIVE_NAMES.search(part.name) for part in parts) or any(ACTIVE_TYPES.search(each) for each in types):
        raise Unfit(MACROS)
    declared = {of for kind, names in types.items() if kind.lower().endswith("xml") for of in names}
    for part in parts:
        if not _is_embedded(part):
            _check_part(part, declared)
    return (part for part in parts if _is_embedded(part))


def _is_embedded(part: Part) -> bool:
    """True for a file inside; the list of what it relates to is none."""
    return "/embeddings/" in part.name.lower() and ending(part.name) != "rels"


def _types(parts: list[Part]) -> dict[str, set[str]]:
    """The types the document says its parts have: each with the endings and the paths ("/word/document.xml") it is declared for."""
    listed = next((part.data for part in parts if part.name == "[Content_Types].xml"), None)
    if listed is None:
        raise Unfit(DISGUISED)
    types: dict[str, set[str]] = {}
    for each in _xml(listed):
        of = each.get("PartName") or each.get("Extension") or ""
        types.setdefault(each.get("ContentType", ""), set()).add(of.lower())
    return types


def _check_part(part: Part, declared: set[str]) -> None:
    end = ending(part.name)
    if end == "rels":
        _check_relations(part.data)
    elif end in XML or end in declared or f"/{part.name.lower()}" in declared:
        read_xml(part.data)
    elif not is_picture(part.data) and not (end in OPAQUE and _is_inert(part.data)):
        raise Unfit(EMBEDDED)


def _is_inert(data: bytes) -> bool:
    return not data.startswith(PROGRAMS) and not container(data)


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
    return ET.fromstring(data, ET.XMLParser(target=Strict()))  # noqa: S314 (in a process of its own, without DOCTYPE)
