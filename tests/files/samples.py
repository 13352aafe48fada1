"""Files for the tests, harmless and hostile, all made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_pdf(change: Callable[[pikepdf.Pdf], object] = lambda pdf: None, **saving: Any) -> bytes:
    """A page of PDF, changed before it is saved."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saving: Any) -> bytes:
    """A picture with something in it."""
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind, **saving)
    return out.getvalue()


def a_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_docx(relations: str = "", main: str = WORD, **parts: bytes) -> bytes:
    """A Word document since 2007; `relations` are those of its main part, `parts` are more of its files ("__" is "/", "_" is ".")."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return a_zip({**_office("word/document.xml", main, relations), **more})


def an_xlsx(**parts: bytes) -> bytes:
    """An Excel workbook since 2007."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return a_zip({**_office("xl/workbook.xml", EXCEL, ""), **more})


def relation(kind: str, target: str, mode: str = "External") -> str:
    """A relation of a part to something else."""
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def _office(part: str, main: str, relations: str) -> dict[str, bytes]:
    folder, _, name = part.rpartition("/")
    types = f'<Types><Default Extension="xml" ContentType="text/xml"/><Override PartName="/{part}" ContentType="{main}"/></Types>'
    return {
        "[Content_Types].xml": types.encode(),
        part: b"<document/>",
        f"{folder}/_rels/{name}.rels": f"<Relationships>{relations}</Relationships>".encode(),
    }


# Compound files ([MS-CFB]) -----------------------------------------------------------------------------------------------------

SECTOR, FREE, CHAIN_END, FAT_SECTOR, NOBODY = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2
SMALLEST = 4096  # smaller streams would live in another place


def a_doc(**streams: bytes) -> bytes:
    """A Word document up to 2003; "__" in a name is a storage."""
    return compound(
        {"WordDocument": b"\xec\xa5", **{name.replace("__", "/"): content for name, content in streams.items()}}
    )


def an_xls(workbook: bytes = b"", **streams: bytes) -> bytes:
    """An Excel workbook up to 2003."""
    return compound({"Workbook": workbook, **streams})


def a_sheet(kind: int) -> bytes:
    """The record that names a sheet of that kind: 0 cells, 1 macros."""
    return struct.pack("<HHIBB", 0x85, 8, 0, 0, kind) + b"\x00\x00"


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file: one sector of allocation table, so about 60 KB at most."""
    contents = {path: content.ljust(SMALLEST, b"\0") for path, content in streams.items()}
    paths = _with_storages(list(streams))
    sectors = -(-(len(paths) + 1) * 128 // SECTOR)
    table = [FAT_SECTOR, *_chain(1, sectors)]
    entries, data = [], b""
    for path in paths:
        start = len(table) if path in contents else 0
        table += _chain(len(table), len(_padded(contents.get(path, b""))) // SECTOR)
        data += _padded(contents.get(path, b""))
        entries.append(
            _entry(path, paths, start, len(contents.get(path, b"")), STREAM if path in contents else STORAGE)
        )
    directory = _padded(_entry("", paths, CHAIN_END, 0, ROOT) + b"".join(entries))
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return _header() + fat + directory + data


def _with_storages(paths: list[str]) -> list[str]:
    storages = {path[:at] for path in paths for at, c in enumerate(path) if c == "/"}
    return sorted({*paths, *storages})


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), CHAIN_END] if length else []


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % SECTOR)


def _entry(path: str, paths: list[str], start: int, size: int, kind: int) -> bytes:
    """Children hang on their storage one behind the other."""
    parent, _, last = path.rpartition("/")
    name = ("Root Entry" if kind == ROOT else last).encode("utf-16-le") + b"\0\0"
    siblings = [other for other in paths if kind != ROOT and other.rpartition("/")[0] == parent]
    later = siblings[siblings.index(path) + 1 :] if siblings else []
    inside = [other for other in paths if other and other.rpartition("/")[0] == path and kind != STREAM]
    links = [NOBODY, *(paths.index(each[0]) + 1 if each else NOBODY for each in (later, inside))]
    return struct.pack("<64sHBB3I16xI16xIQ", name, len(name), kind, 1, *links, 0, start, size)


def _header() -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    numbers = struct.pack(
        "<16xHHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALLEST, CHAIN_END, 0, CHAIN_END, 0, 0
    )
    return magic + numbers + struct.pack("<I", FREE) * 108


# RAR 5 (its technical note) ----------------------------------------------------------------------------------------------------


def a_rar(files: dict[str, bytes], *, locked: bool = False, packed: bool = False, claimed: int | None = None) -> bytes:
    """An archive of stored files; `locked` hides its list, `packed` calls them compressed, `claimed` is the size they claim."""
    lock = _block(_number(4, 0, 0, 0) + b"\x0f" + b"s" * 16) if locked else b""
    listed = b"".join(_stored(name, content, packed, claimed) for name, content in files.items())
    return b"Rar!\x1a\x07\x01\x00" + lock + _block(_number(1, 0, 0)) + listed + _block(_number(5, 0, 0))


def _stored(name: str, content: bytes, packed: bool, claimed: int | None) -> bytes:
    size = len(content) if claimed is None else claimed
    fixed = _number(2, 2, len(content), 4, size, 0) + struct.pack("<I", zlib.crc32(content))
    return _block(fixed + _number(3 << 7 if packed else 0, 1, len(name.encode())) + name.encode()) + content


def _block(rest: bytes) -> bytes:
    sized = _number(len(rest)) + rest
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _number(*values: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    for value in values:
        while value > 0x7F:
            out.append(value & 0x7F | 0x80)
            value >>= 7
        out.append(value)
    return bytes(out)


def locked(archive: bytes, only: str = "") -> bytes:
    """A ZIP whose files, or that one of them, say that they are locked with a password."""
    made = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        at = found.start_dir
        for each in found.infolist():
            if only in ("", each.filename):
                made[each.header_offset + 6] |= 1
                made[at + 8] |= 1
            at += 46 + sum(struct.unpack_from("<HHH", archive, at + 28))
    return bytes(made)
