"""Looking into a file: is it what its name says, whole, and free of anything that acts by itself?"""

import io
from collections.abc import Callable

import pikepdf
import puremagic
from oletools.olevba import VBA_Parser
from PIL import Image, UnidentifiedImageError

from banshi.files.archives import rar_objection, zip_objection

MAGIC = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "zip": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "rar": b"Rar!\x1a\x07",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
DISGUISED = "文件内容与扩展名不符"
ACTIVE_KEYS = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/AA",
    "/XFA",
    "/RichMedia",
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/SubmitForm",
    "/ImportData",
)


def objection(data: bytes, kind: str) -> str:
    """Why a file is not taken, or "". `kind` is what its name says; the content has to agree."""
    if not data.startswith(MAGIC[kind]):
        return DISGUISED
    return _LOOKS[kind](data)


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:] or b"PK\x05\x06" in data[-66_000:]:
        return "PDF 末尾附带了别的内容"
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                return "PDF 设置了密码，请去掉密码后再上传"
            return "PDF 含有脚本、附件或动作，请另存为普通 PDF 后再上传" if _acts(pdf) else ""
    except (pikepdf.PdfError, RecursionError, ValueError):
        return "PDF 已损坏，打不开"


def _acts(pdf: pikepdf.Pdf) -> bool:
    """True when any object of the file holds something that acts: script, launch, form action, embedded file."""
    return any(_active(each) for each in pdf.objects)


def _active(item: pikepdf.Object) -> bool:
    """Looks through one object without following references, each of which is looked at in its own turn."""
    waiting = [item]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            if any(key in each for key in ACTIVE_KEYS) or str(each.get("/S", "")) in ACTIVE_KEYS:
                return True
            waiting += [value for value in each.values() if _direct(value)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each if _direct(value)]
    return False


def _direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _image(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "图片已损坏，打不开"
    return "图片末尾附带了别的内容" if _trailing(data) else ""


def _trailing(data: bytes) -> bool:
    """True when something stands behind the end of the picture: an archive, a page, a program."""
    end = b"\xff\xd9" if data.startswith(MAGIC["jpg"]) else b"IEND\xaeB`\x82"
    rest = data[data.rfind(end) + len(end) :]
    return data.rfind(end) < 0 or len(rest) > 64 or b"PK\x05\x06" in data[-66_000:] or b"<script" in data.lower()


def _ole(data: bytes) -> str:
    known = {match.extension for match in puremagic.magic_string(data[:4096])}
    if not known & {
        ".doc",
        ".xls",
        ".ppt",
        ".msi",
        ".msg",
        ".dot",
        ".xla",
        ".oft",
        ".apr",
        ".db",
        ".wiz",
        ".pps",
        ".ac_",
        ".adp",
    }:
        return DISGUISED
    return _macros(data)


def _macros(data: bytes) -> str:
    try:
        parser = VBA_Parser("document", data=data)
        found = bool(parser.detect_vba_macros())
        parser.close()
    except Exception:  # oletools raises many kinds at a broken document; a document it cannot read is not taken
        return "文档已损坏，打不开"
    return "文档含有宏，请另存为不含宏的文档后再上传" if found else ""


def _office(main: str) -> Callable[[bytes], str]:
    """A look at a modern Office file: an archive with its main part, no macros, nothing fetched from elsewhere."""

    def look(data: bytes) -> str:
        return zip_objection(data, main=main) or _macros(data)

    return look


_LOOKS: dict[str, Callable[[bytes], str]] = {
    "pdf": _pdf,
    "jpg": _image,
    "png": _image,
    "zip": zip_objection,
    "rar": rar_objection,
    "doc": _ole,
    "xls": _ole,
    "docx": _office("word/document.xml"),
    "xlsx": _office("xl/workbook.xml"),
}
