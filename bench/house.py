"""A home of the bench's own, with a database server that syncs to disk, and the sites that are measured in it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from banshi.lib import postgres
from bench.figure import say

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds for a site to come up
Command = list[str]


@contextmanager
def open_house() -> Iterator[Path]:
    """A new home with its server, prepared as `banshi run` prepares one; gone afterwards. This process works in it."""
    home = Path(tempfile.mkdtemp(prefix="banshi-bench-"))
    os.environ |= {"BANSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT)}
    say(f"A house in {home}")
    try:
        with postgres.used():
            postgres.make_database(postgres.NAME)
            answer([sys.executable, "-m", "django", "prepare"])
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run(command: Command, **more: str) -> None:
    """Runs a program in the house, with more in its environment."""
    subprocess.run(command, cwd=ROOT, env=os.environ | more, check=True)


def answer(command: Command, **more: str) -> str:
    """What a program says, run in the house with more in its environment."""
    environment = os.environ | more
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def url(database: str, role: str = postgres.APP) -> str:
    """The address of a database of the house."""
    return f"postgresql://{role}:{postgres.password(role)}@{quote(str(postgres.socket_folder()), safe='')}/{database}"


@dataclass(frozen=True)
class Site:
    """A running site."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of processor its web processes have used."""
        return sum(_cpu(each) for each in self._family() if b"granian" in _read(each, "cmdline"))

    def _family(self) -> list[int]:
        """The process and everything below it."""
        found, parents = [self.process.pid], {int(each.name): _parent(int(each.name)) for each in _processes()}
        for each in found:
            found += [child for child, parent in parents.items() if parent == each]
        return found


@contextmanager
def site(*, wsgi: str = "", database: str = postgres.NAME, settings: str = "bench.settings") -> Iterator[Site]:
    """The product as `banshi run` starts it, or a bare Django project (by its WSGI application) under the same server."""
    port, quiet = _free_port(), subprocess.DEVNULL
    command = _bare(port, wsgi) if wsgi else [str(Path(sys.executable).with_name("banshi")), "run"]
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as folder:
        own = {"PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
        if database != postgres.NAME:
            own |= _beside(Path(folder), database)
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own, stdout=quiet, stderr=sys.stderr, start_new_session=True
        )
        try:
            _wait(port)
            yield Site(port, process)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE)


def _beside(home: Path, database: str) -> dict[str, str]:
    """A home for a second site (one home has one), everything in it shared, with another database of the same server."""
    for each in Path(os.environ["BANSHI_HOME"]).iterdir():
        (home / each.name).symlink_to(each)
    urls = {"DATABASE_URL": url(database), "DATABASE_OWNER_URL": url(database, postgres.OWNER)}
    return {"BANSHI_HOME": str(home), **urls}


def _bare(port: int, wsgi: str) -> Command:
    """Granian with the same number of processes and threads as `banshi run` has."""
    # fmt: off
    return [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws",
            "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "5", "--log-level", "warning", wsgi]
    # fmt: on


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def server_cpu() -> float:
    """Seconds of processor the database server's processes have used, those that have ended included."""
    server = int((postgres.socket_folder().parent / "data/postmaster.pid").read_text().split("\n", 1)[0])
    return _cpu(server) + sum(_cpu(int(each.name)) for each in _processes() if _parent(int(each.name)) == server)


def _cpu(process: int) -> float:
    """User and system time, its buried children's too (proc(5), fields 14 to 17 of stat)."""
    fields = _read(process, "stat").rpartition(b")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _parent(process: int) -> int:
    fields = _read(process, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def _processes() -> Iterator[Path]:
    return Path("/proc").glob("[0-9]*")


def _read(process: int, what: str) -> bytes:
    try:
        return Path("/proc", str(process), what).read_bytes()
    except OSError:
        return b""
