"""Fields of Word documents (ISO/IEC 29500-1, 17.16): codes that fetch something, or start another program, when they are updated."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from banshi.files.inspecting.links import check_click, is_local
from banshi.files.inspecting.unfit import DOCTYPE, FETCHING, MACROS, Unfit

STARTING = {"DDE", "DDEAUTO"}
READING = {"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE"}
WORD = re.compile(r'["“]((?:[^"”\\]|\\.)*)["”]|(\S+)', re.DOTALL)
SWITCH = re.compile(r"\\[A-Za-z*#@!]")
TOLD = ("\\o", "\\t", "\\l")  # a link's words, window and place in the page: they lead nowhere by themselves
ACTING = {"ddeLink", "script"}  # elements: a workbook's link to another program, a drawing's script
TEXTS = {"instrText", "delInstrText", "t"}
HEEDED = ACTING | TEXTS | {"fldSimple", "fldChar"}
DDE = "文档里有 DDE 域或链接，请删除后另存"


def check_field(code: str) -> None:
    """Raises Unfit when a field starts a program, reads what is not on the own disk, or leads elsewhere than to the web."""
    name, *rest = [quoted or plain for quoted, plain in WORD.findall(code)] or [""]
    if name.upper() in STARTING:
        raise Unfit(DDE)
    if name.upper() in READING and not all(is_local(_plain(each)) for each in rest if not SWITCH.fullmatch(each)):
        raise Unfit(FETCHING)
    if name.upper() == "HYPERLINK":
        for each in _places(rest):
            check_click(_plain(each))


def _places(words: list[str]) -> Iterator[str]:
    before = ""
    for word in words:
        if not SWITCH.fullmatch(word) and before.lower() not in TOLD:
            yield word
        before = word


def _plain(word: str) -> str:
    return word.replace("\\\\", "\\")


def read_xml(data: bytes) -> None:
    """Reads a part from end to end, keeping nothing of it but the code of open fields. Raises Unfit."""
    parser = ET.XMLParser(target=_Reader())  # noqa: S314 (in a process of its own, without DOCTYPE)
    parser.feed(data)
    parser.close()


class Strict(ET.TreeBuilder):
    """A tree without DOCTYPE: no office program writes one, and what it declares could grow without end or be fetched."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Raises Unfit."""
        raise Unfit(DOCTYPE)


class _Reader:
    """What the parser tells. A field's code comes in pieces; a field within the code stands for its result."""

    def __init__(self) -> None:
        self.codes: list[list[str]] = []
        self.done: list[bool] = []  # whether the code of that field has ended, and its result stands there
        self.reading = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Unfit(DOCTYPE)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.reading = False
        local = tag[tag.rfind("}") + 1 :]
        if local in HEEDED:  # of half a million cells of a workbook none
            self._meet(local, attributes)

    def data(self, text: str) -> None:
        if self.reading:
            for code in [code for code, done in zip(self.codes, self.done, strict=True) if not done][-1:]:
                code.append(text)

    def end(self, tag: str) -> None:
        self.reading = False

    def close(self) -> None:
        while self.codes:
            self._turn("end")

    def _meet(self, local: str, attributes: dict[str, str]) -> None:
        if local in ACTING:
            raise Unfit(DDE if local == "ddeLink" else MACROS)
        if local == "fldSimple":
            check_field(_said(attributes, "instr"))
        if local == "fldChar":
            self._turn(_said(attributes, "fldCharType"))
        self.reading = local in TEXTS

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self.codes.append([])
            self.done.append(False)
        elif kind == "separate" and self.done:
            self.done[-1] = True
        elif kind == "end" and self.codes:
            self.done.pop()
            check_field("".join(self.codes.pop()))


def _said(attributes: dict[str, str], name: str) -> str:
    """What an attribute says, whatever its namespace."""
    return {each.rpartition("}")[2]: value for each, value in attributes.items()}.get(name, "")
