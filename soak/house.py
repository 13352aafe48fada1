"""A house of the soak's own with a database that syncs to disk, and the sites that run in it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from banshi.lib import postgres
from soak.disk import small_disk
from tests.harness.processes import a_new_home, of_home

ROOT = Path(__file__).parents[1]
BANSHI = str(Path(sys.executable).with_name("banshi"))
NAMED = ("DATABASE_URL", "DATABASE_OWNER_URL")
PATIENCE = 180  # seconds for a site to come up on a busy machine


@contextmanager
def open_house(*, small: bool = False) -> Iterator[Path]:
    """A new home, prepared; gone afterwards. This process and those it starts work in it. Raises NoDisk where it should be on a small
    disk and cannot be."""
    with a_new_home() as home, small_disk(home) if small else nullcontext():
        os.environ |= {"BANSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "banshi.config.settings"}
        with postgres.used():
            postgres.make_database(postgres.NAME)
            subprocess.run([BANSHI, "prepare"], check=True, stdout=sys.stderr)
            yield home


class Site:
    """The site as `banshi run` starts it in the house of this process, with more in its environment."""

    def __init__(self, **more: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"PORT": str(self.port), "BANSHI_SITE_URL": self.url}
        self.home = Path(more.get("BANSHI_HOME", os.environ["BANSHI_HOME"]))
        self.log = self.home / f"log-{self.port}"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([BANSHI, "run"], env=environment(**own, **more), stdout=log, stderr=log)

    def ready(self) -> bool:
        """True when everything that filing needs is there."""
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
        return False

    def web(self) -> list[int]:
        """Its web processes: the server and those that answer for it."""
        return [process for process, line in of_home(self.home).items() if "granian" in line]


def environment(**more: str) -> dict[str, str]:
    """This process's environment with more in it; another home brings a database of its own."""
    elsewhere = more.get("BANSHI_HOME", os.environ["BANSHI_HOME"]) != os.environ["BANSHI_HOME"]
    own = {name: value for name, value in os.environ.items() if not (elsewhere and name in NAMED)}
    return own | more


@contextmanager
def site(**more: str) -> Iterator[Site]:
    """A running site, ended as by Ctrl-C."""
    there = Site(**more)
    try:
        wait(lambda: there.ready() or there.process.poll() is not None)
        if there.process.poll() is not None:
            raise RuntimeError(there.log.read_text()[-3000:])
        yield there
    finally:
        there.process.send_signal(signal.SIGINT)
        there.process.wait(PATIENCE)


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(what: Callable[[], object], seconds: float = PATIENCE) -> float:
    """How many seconds it took to become true. Raises TimeoutError after so many."""
    began = time.monotonic()
    while not what():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.05)
    return time.monotonic() - began


def say(words: str) -> None:
    """Progress, for people; the results alone go to standard output."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201
