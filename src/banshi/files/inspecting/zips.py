"""ZIP: listed, and inflated in memory while counting. Nothing is unpacked to disk."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.entries import check_kind, check_name, is_litter
from banshi.files.inspecting.signatures import OLE, PDF, RAR
from banshi.files.inspecting.unfit import LOCKED, Unfit

LOCAL_HEADER = 30
END_RECORD = 22
DESCRIPTOR = 24  # sizes and checksum behind a content that was packed without knowing them
CHUNK = 64 * 1024
ENCRYPTED, UTF8 = 0x1, 0x800  # bits of an entry's flags


def zip(data: bytes, budget: Budget) -> Iterator[Part]:  # noqa: A001 (named as its kind)
    """The look at an archive people pack: nothing in it but the kinds they file."""
    for part in members(data, budget):
        if not is_litter(part):
            check_kind(part.name)
            yield part


def bundle(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look at an archive whose files will each be looked into by themselves: it is whole, honest and not too big. A file in it that
    is locked stops no other."""
    for _ in _entries(data, budget):
        yield from ()


def members(data: bytes, budget: Budget) -> Iterator[Part]:
    """Every file of an archive, inflated. Raises Unfit when the archive is locked, crooked or too big."""
    for part in _entries(data, budget):
        if part.locked:
            raise Unfit(LOCKED)
        yield part


def _entries(data: bytes, budget: Budget) -> Iterator[Part]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if not entries:
            raise Unfit("压缩包是空的")
        budget.list(len(entries))
        _check_places(data, archive)
        for entry in entries:
            check_name(_name(entry))
            _check_nature(entry)
            if not entry.is_dir():
                yield _part(archive, entry, budget)


def some_members(data: bytes, start: int, most: int) -> list[Part]:
    """So many files of an archive that was found fit before, from the one of that number on."""
    budget = Budget.of(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_part(archive, each, budget) for each in _files(archive)[start : start + most]]


def length(data: bytes) -> int:
    """How many files such an archive holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(_files(archive))


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if not entry.is_dir()]


def opens_as_zip(data: bytes) -> bool:
    """True when a file of another kind is an archive as well."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _check_places(data: bytes, archive: zipfile.ZipFile) -> None:
    """Entries stand one behind the other, the first at the very beginning, the list of them at the very end, nothing in between.

    Overlapping entries inflate the same bytes again and again; bytes before, behind or between entries belong to another file.
    """
    spans = sorted(_span(data, entry) for entry in archive.infolist())
    gaps = [start - end for (_, _, end), (start, _, _) in pairwise([*spans, (archive.start_dir, 0, 0)])]
    last = data[-END_RECORD - len(archive.comment) :]
    crooked = spans[0][0] or min(gaps) < 0 or max(gaps) > DESCRIPTOR or not last.startswith(b"PK\5\6")
    if crooked or any(mark in each for each in _frame(data, spans) for mark in (PDF, RAR, OLE)):
        raise Unfit("压缩包的结构不正常，请重新打包")


def _frame(data: bytes, spans: list[tuple[int, int, int]]) -> Iterator[bytes]:
    """What is not the content of an entry: headers, remarks, the list."""
    for (_, _, end), (_, start, _) in pairwise([(0, 0, 0), *spans, (0, len(data), 0)]):
        yield data[end:start]


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int, int]:
    """Where an entry begins, where its content begins, and where that ends."""
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + LOCAL_HEADER + name + extra
    return entry.header_offset, start, start + entry.compress_size


def _check_nature(entry: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unfit("压缩包里有指向别处的链接")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: without the mark for UTF-8, Chinese programs write GB 18030."""
    name = entry.orig_filename
    return name if entry.flag_bits & UTF8 else name.encode("cp437").decode("gb18030", "replace")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Part:
    locked = bool(entry.flag_bits & ENCRYPTED)
    return Part(_name(entry), b"" if locked else _inflated(archive, entry, budget), locked)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    """What comes out, whatever the headers promise."""
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            budget.inflate(len(chunk))
            content += chunk
    return bytes(content)
