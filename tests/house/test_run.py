"""`make run`: up, told where, and gone without a trace, however it ends; its data stays."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.harness.house import ROOT
from tests.harness.processes import a_new_home, eventually, kill, of_home
from tests.harness.site import answers, free_port


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """An installation that has been opened once, on a machine with nothing of it before."""
    with a_new_home() as folder:
        with make_run(folder) as site:
            site.press_ctrl_c()
        yield folder


class Opened:
    """`make run` in a terminal of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.said = home, free_port(), home / "said"
        environment = os.environ | {"BANSHI_HOME": str(home), "PORT": str(self.port)}
        self.start: dict[str, Any] = {"args": ["make", "run"], "cwd": ROOT, "env": environment, "text": True}
        with self.said.open("w") as said:
            self.make = subprocess.Popen(**self.start, stdout=said, stderr=said, start_new_session=True)

    def ready(self) -> bool:
        return answers(f"http://127.0.0.1:{self.port}/readyz")

    def press_ctrl_c(self) -> None:
        os.killpg(self.make.pid, signal.SIGINT)

    def command(self) -> int:
        """The process of `banshi run`."""
        return next(process for process, line in of_home(self.home).items() if line.endswith("banshi\0run\0"))

    def programs(self) -> set[int]:
        """The processes that do the work."""
        return of_home(self.home).keys() - {self.make.pid, self.command()}


@contextmanager
def make_run(home: Path) -> Iterator[Opened]:
    """Open for visitors; afterwards nothing of it may be left."""
    site = Opened(home)
    try:
        assert eventually(lambda: site.ready() or site.make.poll(), 120), site.said.read_text()
        assert site.make.poll() is None, site.said.read_text()
        yield site
        site.make.wait(30)
        assert eventually(lambda: not of_home(home)), of_home(home)
    finally:
        kill(of_home(home))


def test_ctrl_c_leaves_nothing_behind_and_the_second_start_is_quick(home: Path) -> None:
    """Ten seconds of a machine that does nothing else. Red when a program outlives us, and when starting does everything again."""
    began = time.monotonic()
    with make_run(home) as site:
        others = max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert time.monotonic() - began < 10 * others
        assert eventually(lambda: f"http://localhost:{site.port}" in site.said.read_text())
        site.press_ctrl_c()


def test_an_interrupt_of_make_alone_ends_everything(home: Path) -> None:
    """Red without `Parent`: make waits for us for ever and we hear nothing."""
    with make_run(home) as site:
        site.make.send_signal(signal.SIGINT)


def test_an_interrupt_of_make_alone_is_noticed_at_any_time(home: Path) -> None:
    """While it still prepares, too. Red when make's state is compared with one that is read too late."""
    site = Opened(home)
    assert eventually(lambda: any("banshi" in line for line in of_home(home).values()))
    site.make.send_signal(signal.SIGINT)
    try:
        site.make.wait(60)
        assert eventually(lambda: not of_home(home)), of_home(home)
    finally:
        kill(of_home(home))


def test_a_killed_make_takes_everything_with_it(home: Path) -> None:
    """Red without `Parent`."""
    with make_run(home) as site:
        site.make.kill()


def test_a_killed_command_takes_everything_with_it(home: Path) -> None:
    """Red without PR_SET_PDEATHSIG, and without the guard of the database."""
    with make_run(home) as site:
        os.kill(site.command(), signal.SIGKILL)


def test_what_dies_is_started_again(home: Path) -> None:
    """Web, worker and database killed at once. Red when the supervisor only waits."""
    with make_run(home) as site:
        victims = site.programs()
        kill(victims)
        assert eventually(lambda: not victims & site.programs())
        assert eventually(site.ready, 60), site.said.read_text()
        site.press_ctrl_c()


def test_a_taken_port_is_named(home: Path) -> None:
    """Red when the words of the web server reach the person instead."""
    with make_run(home) as site:
        second = subprocess.run(**site.start, capture_output=True, check=False, timeout=60)
        assert second.returncode
        assert f"端口 {site.port} 已被占用" in second.stderr
        site.press_ctrl_c()
