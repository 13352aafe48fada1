"""RAR: its list is read, nothing is unpacked. What lies inside stays unseen, so nothing in it may hold anything else."""

import io

import rarfile

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.entries import check_name, check_program
from banshi.files.inspecting.unfit import LOCKED, Unfit
from banshi.files.names import ending


def rar(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look at the list. Raises Unfit, also when the list cannot be read to its end."""
    try:
        with rarfile.RarFile(io.BytesIO(data), errors="strict", part_only=True) as archive:
            if archive.needs_password():
                raise Unfit(LOCKED)
            entries = archive.infolist()
    except rarfile.Error as fault:
        raise Unfit("压缩包已损坏，打不开，请重新打包") from fault
    if not entries:
        raise Unfit("压缩包是空的")
    budget.list(len(entries))
    for entry in entries:
        _check(entry, budget)
    return ()


def _check(entry: rarfile.RarInfo, budget: Budget) -> None:
    budget.inflate(entry.file_size or 0)
    check_name(entry.filename)
    if entry.is_symlink():
        raise Unfit("压缩包里有指向别处的链接")
    if not entry.is_dir():
        check_program(entry.filename)
    if ending(entry.filename) in ("zip", "rar"):
        raise Unfit("压缩包套了不止一层，请解开后再上传")
