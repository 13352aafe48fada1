"""One site to a home."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from banshi.jobs.alone import NotAlone, alone


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_HOME", str(tmp_path))


def test_a_second_site_in_one_home_is_refused_in_words() -> None:
    """On another port, too. Red when only the port is asked: both would work on one log and one outbox."""
    with alone(), pytest.raises(CommandError, match="的系统已经在运行"):
        call_command("run")


def test_a_demo_is_not_made_beside_a_site_that_opens() -> None:
    """Red when both make it, or the second falls over tables that are not there yet."""
    with alone(), pytest.raises(CommandError, match="正在打开"):
        call_command("demo")


def test_the_next_may_open_when_the_first_has_closed() -> None:
    for _ in range(2):
        with alone(), pytest.raises(NotAlone), alone():
            raise AssertionError
