"""Keeps the programs of the site running together: what dies is started again, and when we go, all go, however we go."""

import ctypes
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 10  # seconds a program has to end by itself
PAUSE = 1  # second at least between two starts of one program
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@dataclass
class Program:
    """One program and all it starts, in a process group of its own so that Ctrl-C reaches only us."""

    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0

    def keep(self) -> None:
        """Starts it, or starts it again when it has died."""
        if self.process and self.process.poll() is None:
            return
        self.kill()
        if time.monotonic() - self.started > PAUSE:
            self.started = time.monotonic()
            self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)

    def ask_to_end(self) -> None:
        """Tells it to finish what it is doing."""
        if self.process:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Waits for its end, and makes one at that time."""
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0, until - time.monotonic()))
            self.kill()

    def kill(self) -> None:
        """Ends the whole group: the children of a killed program live on and hold its port."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def together(*commands: Sequence[str], parent: "Parent") -> Iterator["Supervisor"]:
    """The programs, kept running by `watch` and ended on leaving."""
    site = Supervisor([Program(command) for command in commands], parent)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: site.told_to_stop.set())
    try:
        yield site
    finally:
        site.end()


@dataclass
class Supervisor:
    """The programs of one site."""

    programs: Sequence[Program]
    parent: "Parent"
    told_to_stop: threading.Event = field(default_factory=threading.Event)

    def watch(self, *, until: Callable[[], bool]) -> bool:
        """Keeps the programs running until that is true; False when we were told to stop before."""
        while not (self.told_to_stop.is_set() or self.parent.wants_us_to_stop()):
            for program in self.programs:
                program.keep()
            if until():
                return True
            self.told_to_stop.wait(0.2)
        return False

    def end(self) -> None:
        """Asks all to end, then waits for each."""
        for program in self.programs:
            program.ask_to_end()
        until = time.monotonic() + PATIENCE
        for program in self.programs:
            program.wait(until)


class Parent:
    """`make`, when it started us. Sent a SIGINT that we are not, it only waits for us; killed, it cannot tell us either."""

    def __init__(self) -> None:
        self.process = os.getppid()
        self.is_make = _of_process(self.process, "comm").strip() in {"make", "gmake"}

    def wants_us_to_stop(self) -> bool:
        """True when make is gone or has had its SIGINT: it catches the first (or ignores all), and only then does neither."""
        return self.is_make and (os.getppid() != self.process or not self._minds(signal.SIGINT))

    def _minds(self, number: signal.Signals) -> bool:
        masks = re.findall(r"^Sig(?:Cgt|Ign):\s*(\w+)", _of_process(self.process, "status"), re.MULTILINE)
        return any(int(mask, 16) >> (number - 1) & 1 for mask in masks)


def _of_process(process: int, what: str) -> str:
    try:
        return Path("/proc", str(process), what).read_text()
    except OSError:
        return ""


def _end_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
