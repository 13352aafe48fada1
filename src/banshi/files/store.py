"""The store: one file for each content, named by its SHA-256, on disk before anybody is told it is there."""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banshi.files.refusals import Damaged, StoreFull
from banshi.lib import home

DIGEST = re.compile(r"[0-9a-f]{64}")


def place(digest: str) -> Path:
    """Where a content lies. Raises ValueError for what is no digest, so that nothing else ever becomes a path."""
    if not DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
    return home.path("files") / digest[:2] / digest[2:4] / digest


def put(data: bytes, digest: str) -> None:
    """Stores a content under its digest, also over a damaged one. When this returns, a power cut cannot take it away: temporary file,
    fsync, rename, fsync of the folders. Raises StoreFull."""
    with _disk_may_be_full():
        to = place(digest)
        folders = (home.path("files"), to.parent.parent, to.parent)
        for folder in folders:
            folder.mkdir(mode=0o700, exist_ok=True)
        _write(data, to)
        for folder in reversed(folders):
            _sync(folder)


@contextmanager
def _disk_may_be_full() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull from fault
        raise


def _write(data: bytes, to: Path) -> None:
    part = to.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def get(digest: str) -> bytes:
    """A content, verified before the first byte is handed out. Raises Damaged."""
    try:
        data = place(digest).read_bytes()
    except OSError as fault:
        raise Damaged from fault
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged
    return data


def remove(digest: str) -> None:
    """Takes a content away for good."""
    place(digest).unlink(missing_ok=True)


def shelved(shelf: str) -> Iterator[Path]:
    """Every file on a shelf: contents whose digest begins with these two characters, and parts of contents (named .…)."""
    return (file for file in (home.path("files") / shelf).glob("*/*") if file.is_file())
