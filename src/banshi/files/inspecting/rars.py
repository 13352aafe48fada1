"""RAR: its list is read, and what is stored in it as it is; what is compressed stays unseen, and the file is marked with that.

No free program unpacks RAR without being installed beside this one. So every name has to be of a kind people file, and no archive may
stand in it.
"""

import io
from collections.abc import Iterator

import rarfile

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.entries import check_kind, check_name, kind_of
from banshi.files.inspecting.signatures import PDF
from banshi.files.inspecting.unfit import APPENDED, LOCKED, Unfit
from banshi.files.inspecting.zips import opens_as_zip


def rar(data: bytes, budget: Budget) -> Iterator[Part]:
    """The look. Raises Unfit, also when the list cannot be read to its end."""
    try:
        with rarfile.RarFile(io.BytesIO(data), errors="strict", part_only=True) as archive:
            if archive.needs_password():
                raise Unfit(LOCKED)
            yield from _parts(data, archive, budget)
    except rarfile.Error as fault:
        raise Unfit("压缩包已损坏，打不开，请重新打包") from fault


def _parts(data: bytes, archive: rarfile.RarFile, budget: Budget) -> Iterator[Part]:
    entries = archive.infolist()
    if not entries:
        raise Unfit("压缩包是空的")
    budget.list(len(entries))
    _check_frame(data, entries)
    for entry in entries:
        _check(entry, budget)
        if entry.is_dir():
            continue
        if entry.compress_type == rarfile.RAR_M0:
            yield Part(entry.filename, archive.read(entry))
        else:
            budget.unseen = True


def _check_frame(data: bytes, entries: list[rarfile.RarInfo]) -> None:
    """Before the first content and behind the last nothing may be another file."""
    first = min(entry.data_offset for entry in entries)
    last = max(entry.data_offset + entry.compress_size for entry in entries)
    if PDF in data[:first] or PDF in data[last:] or opens_as_zip(data[last:]):
        raise Unfit(APPENDED)


def _check(entry: rarfile.RarInfo, budget: Budget) -> None:
    budget.inflate(entry.file_size or 0)
    check_name(entry.filename)
    if entry.is_symlink() or entry.file_redir:
        raise Unfit("压缩包里有指向别处的链接")
    if kind_of(entry.filename) in ("zip", "rar"):
        raise Unfit("压缩包套了不止一层，请解开后再上传")
    if not entry.is_dir():
        check_kind(entry.filename)
