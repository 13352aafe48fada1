"""`banshi demo-platform`: only beside a demo world, and for as long as it runs; the walk of H16 opens it."""

import signal
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.management import CommandError, call_command

from banshi.jobs.demo_platform import served
from banshi.jobs.management.commands import demo_platform
from banshi.lib import home
from banshi.lib.actor import SYSTEM
from banshi.people.sso import platforms
from tests.harness.site import free_port

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_people_work() -> None:
    """Red when a real house gets a platform that nobody has registered."""
    with pytest.raises(CommandError, match="没有演示数据"):
        call_command("demo_platform")
    assert platforms.listed(SYSTEM) == []


@pytest.fixture
def handlers() -> Iterator[None]:
    """What ends this process otherwise; here it is passed over, and put back after the test."""
    before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_nothing_of_it_stays(
    settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: signal.Signals
) -> None:
    """Red when only Ctrl-C ends it: everybody's list would lead nowhere, and its secret lie about."""
    settings.SSO_ISSUER = settings.SSO_CLIENT = settings.SSO_SECRET_FILE = ""

    def told_to_stop(server: HTTPServer) -> NoReturn:
        assert secret.exists()
        signal.raise_signal(ending)
        pytest.fail("it goes on")

    secret = home.path("demo") / "platform_secret"
    monkeypatch.setattr(demo_platform, "kept", lambda: tmp_path)
    monkeypatch.setattr(HTTPServer, "serve_forever", told_to_stop)
    call_command("demo_platform", port=free_port())
    assert [row.ended_at is None for row in platforms.listed(SYSTEM)] == [False]
    assert not secret.exists()


def test_it_is_registered_once_for_as_long_as_it_runs(settings) -> None:
    """Red when one that was killed stays in everybody's list beside the next."""
    settings.SSO_ISSUER = settings.SSO_CLIENT = settings.SSO_SECRET_FILE = ""  # what it sets is put back after the test
    left = served(free_port())
    left.__enter__().server_close()
    with served(free_port()):
        assert [row.ended_at is None for row in platforms.listed(SYSTEM)] == [True, False]
    assert all(row.ended_at for row in platforms.listed(SYSTEM))
