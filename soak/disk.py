"""A small disk of one's own, to be filled to the last byte."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

SIZE = 400  # MB: a house with its database server and some room
PIECE = 1024 * 1024


class NoDisk(RuntimeError):
    """This machine lets nobody mount one."""


@contextmanager
def small_disk(at: Path) -> Iterator[None]:
    """A disk in memory in the place of that folder. Raises NoDisk."""
    options = f"size={SIZE}m,mode=0700"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "soak", at], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoDisk(done.stderr.strip())
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", at], check=True)


def can_mount() -> bool:
    """Whether this machine lets us have one."""
    try:
        with TemporaryDirectory() as folder, small_disk(Path(folder)):
            return True
    except NoDisk:
        return False


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is left on the folder's disk, as long as this lasts."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as stream:
            for size in (PIECE, 1):
                _to_the_end(stream.fileno(), bytes(size))
        yield
    finally:
        ballast.unlink()


def _to_the_end(handle: int, piece: bytes) -> None:
    try:
        while True:
            os.write(handle, piece)
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
