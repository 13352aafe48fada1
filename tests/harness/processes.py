"""Programs that tests start, and what is left of them."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def a_new_home() -> Iterator[Path]:
    """A home nobody has used yet, its owner's alone as `mktemp --directory` makes it."""
    home = Path(tempfile.mkdtemp(prefix="banshi-home-"))
    yield home
    kill(of_home(home))
    shutil.rmtree(home)


def kill(processes: Iterable[int]) -> None:
    """Ends them without asking."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def of_home(home: Path) -> dict[int, str]:
    """The processes that work in a home, with their command lines."""
    return {
        int(place.name): _read(place / "cmdline") for place in Path("/proc").glob("[0-9]*") if _works_in(home, place)
    }


def eventually(what: Callable[[], object], seconds: float = 20) -> bool:
    """True as soon as it is; False when it was not within so many seconds."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _works_in(home: Path, place: Path) -> bool:
    named = f"BANSHI_HOME={home}\0" in f"{_read(place / 'environ')}\0" or f"{home}/" in _read(place / "cmdline")
    return named and place.name != str(os.getpid())


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace")
    except OSError:
        return ""
