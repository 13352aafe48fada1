"""The store: one file for each content, named by its SHA-256, on disk before anybody is told it is there."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banshi.files.refusals import Damaged, StoreFull
from banshi.lib import home


def place(digest: str) -> Path:
    """Where a content lies."""
    return home.path("files") / digest[:2] / digest[2:4] / digest


def put(data: bytes) -> str:
    """Stores a content and returns its digest. When this returns, a power cut cannot take it away: temporary file, fsync,
    rename, fsync of the folder. Raises StoreFull."""
    digest = hashlib.sha256(data).hexdigest()
    if not place(digest).exists():
        with _disk_may_be_full():
            _write(data, place(digest))
    return digest


@contextmanager
def _disk_may_be_full() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull from fault
        raise


def _write(data: bytes, to: Path) -> None:
    _make(to.parent)
    part = to.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    _sync(to.parent)


def _make(folder: Path) -> None:
    """Makes the folders down to this one, each synced into its parent."""
    for each in (folder.parent, folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
            _sync(each.parent)


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
    except FileNotFoundError as fault:
        raise Damaged from fault
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged
    return data


def remove(digest: str) -> None:
    """Takes a content away for good."""
    place(digest).unlink(missing_ok=True)
