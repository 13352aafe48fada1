"""Where this installation keeps what is its own: database, files, secrets, checkpoints. One folder, `BANSHI_HOME`."""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def home() -> Path:
    """`BANSHI_HOME`, or /var/lib/banshi for root, or the user's data folder."""
    if named := os.environ.get("BANSHI_HOME"):
        return Path(named).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/banshi")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "banshi"


def path(name: str) -> Path:
    """A folder of that name inside the home, made on first use; only its owner may enter it."""
    return _made(home() / name, 0o700)


def passage(name: str) -> Path:
    """Like `path`, but others may pass through it: the database server, which is another user when we are root, lives in one.

    For that they must also pass through the home itself, which is ours; the folders above it are not, and stay as they are.
    """
    folder = _made(home() / name, 0o711)
    for each in (home(), folder):
        each.chmod(stat.S_IMODE(each.stat().st_mode) | 0o011)
    return folder


def secret(name: str) -> bytes:
    """32 random bytes that belong to this installation under that name."""
    return kept(name, lambda: secrets.token_bytes(32))


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What belongs to this installation under that name, made on first use and readable by its owner only.

    Of two processes that ask first at once, both get the bytes of the one whose file was there first.
    """
    file = path("secrets") / name
    if not file.exists():
        fresh = file.with_name(f".{name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(make())
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_bytes()


def _made(folder: Path, mode: int) -> Path:
    """Makes a folder and those above it that are missing. Folders that were there keep their permissions."""
    if not folder.is_dir():
        _made(folder.parent, 0o711)
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)
    return folder
