"""The embedded server lives exactly as long as somebody uses it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from banshi.lib import postgres
from banshi.lib import postgres_programs as programs
from tests.harness.processes import a_new_home, eventually, of_home

USER = "from banshi.lib import postgres\nwith postgres.used(durable=False): print(flush=True); input()"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This process works in a new home."""
    with a_new_home() as folder:
        monkeypatch.setenv("BANSHI_HOME", str(folder))
        yield folder


@pytest.fixture
def users() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two processes that use the server until their input ends."""
    with ExitStack() as stack:
        yield [stack.enter_context(a_user()) for _ in range(2)]


def a_user() -> subprocess.Popen[bytes]:
    """A process that has the server running."""
    program = subprocess.Popen([sys.executable, "-c", USER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert program.stdout
    assert program.stdout.readline()
    return program


def test_the_last_user_stops_the_server(home: Path, users: list[subprocess.Popen[bytes]]) -> None:
    """Red when the first to leave stops it."""
    first, last = users
    first.communicate(b"\n")
    assert postgres.running()
    last.communicate(b"\n")
    assert not postgres.running()
    assert eventually(lambda: not of_home(home)), of_home(home)


def test_the_server_goes_when_its_users_are_killed(home: Path, users: list[subprocess.Popen[bytes]]) -> None:
    """Red without the guard."""
    for user in users:
        user.kill()
    assert eventually(lambda: not of_home(home)), of_home(home)


def test_a_server_that_died_starts_again_with_its_data(home: Path) -> None:
    """Red when the number it left behind, by now that of another program of its user, is believed."""
    with postgres.used():
        postgres.make_database("kept")
    with subprocess.Popen(["sleep", "60"], **programs.as_server_user()) as other:
        (home / "postgres/data/postmaster.pid").write_text(f"{other.pid}\n")
        with postgres.used(), postgres.superuser("kept") as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
        other.kill()


def test_the_home_may_not_lie_where_the_servers_user_cannot_enter(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root. Red when the folder above is opened instead, and when the words say nothing of BANSHI_HOME."""
    monkeypatch.setenv("BANSHI_HOME", str(home / "inside"))
    if programs.as_server_user().get("user"):
        with pytest.raises(postgres.NoServer, match="BANSHI_HOME"), postgres.used():
            pass
    assert home.stat().st_mode & 0o777 == 0o700
