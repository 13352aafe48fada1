"""`banshi demo-platform`: only beside a demo world, and for as long as it runs; the walk of H16 opens it."""

import signal
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from banshi.carriers import posting
from banshi.carriers.identity_provider import NotBelieved
from banshi.jobs.demo_platform import served
from banshi.jobs.demo_readers import Reader, Readers
from banshi.jobs.management.commands import demo_platform
from banshi.ledger import clock
from banshi.lib import home
from banshi.lib.actor import SYSTEM
from banshi.people.sso import platforms, signing_out
from banshi.people.sso.outside import Identity
from tests.harness.site import free_port

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_people_work() -> None:
    """Red when a real house gets a platform that nobody has registered."""
    with pytest.raises(CommandError, match="没有演示数据"):
        call_command("demo_platform")
    assert platforms.listed(SYSTEM) == []


@pytest.fixture
def handlers() -> Iterator[None]:
    """A process that is deaf to what ends it, as a shell's background job is to Ctrl-C; put back after the test."""
    before = {each: signal.signal(each, signal.SIG_IGN) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_nothing_of_it_stays(
    settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: signal.Signals
) -> None:
    """Red when only Ctrl-C ends it, or that does not where it was begun in the background: everybody's list would lead nowhere, and its
    secret lie about."""
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


def test_all_its_runs_are_one_platform(settings: Any) -> None:
    """Red when one that was killed stays in everybody's list beside the next, or each run leaves a row that was ended."""
    settings.SSO_ISSUER = settings.SSO_CLIENT = settings.SSO_SECRET_FILE = ""  # what it sets is put back after the test
    left = served(free_port())
    left.__enter__().server_close()
    with served(free_port()):
        assert [row.ended_at for row in platforms.listed(SYSTEM)] == [None]
    (row,) = platforms.listed(SYSTEM)
    assert row.ended_at


def test_it_hears_where_the_site_may_tell_it(settings: Any) -> None:
    """Red when it cannot be opened elsewhere, or is registered with an address at which the site would try for an hour."""
    settings.SSO_ISSUER = settings.SSO_CLIENT = settings.SSO_SECRET_FILE = ""
    port = free_port()
    for origins, hears in (([], ""), ([f"http://127.0.0.1:{port}"], f"http://127.0.0.1:{port}/signed-out")):
        settings.PLATFORM_ORIGINS = origins
        with served(port):
            assert [row.signs_out_at for row in platforms.listed(SYSTEM)] == [hears]


@pytest.fixture
def readers(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Readers:
    """林甜 is there in two browsers, 周同事 in one; what is asked of the site, it answers in this process."""
    settings.SSO_ISSUER, settings.SSO_CLIENT = settings.SITE_URL, "reading"
    monkeypatch.setattr(posting, "get", lambda address, _: Client().get(urlsplit(address).path).content)
    there = Readers("http://127.0.0.1:8001/", hears=True)
    for cookie, subject in (("one", "lin"), ("two", "lin"), ("three", "zhou")):
        there.known[cookie] = Reader(Identity(settings.SITE_URL, subject, subject), clock.now())
    return there


def inside(there: Readers) -> list[str]:
    return [cookie for cookie, reader in there.known.items() if not reader.ended_at]


def test_whom_the_site_names_is_let_out_in_every_browser(readers: Readers) -> None:
    """Back-Channel Logout 1.0, 2.7. Red when one browser stays in, or another person is let out."""
    readers.end(signing_out._token("reading", "lin", "a message", int(clock.now().timestamp())))
    assert inside(readers) == ["three"]


@pytest.mark.parametrize("wrong", ["client", "event", "time", "signature"])
def test_nobody_is_let_out_by_another_token(readers: Readers, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """2.6 there. Red when a token for somebody else, of another kind, or of last hour is believed, or one that nobody signed."""
    if wrong == "event":
        monkeypatch.setattr(signing_out, "EVENT", "another")
    at = int(clock.now().timestamp()) - (3600 if wrong == "time" else 0)
    token = signing_out._token("elsewhere" if wrong == "client" else "reading", "lin", "a message", at)
    if wrong == "signature":
        token = token.rpartition(".")[0] + "." + "A" * 512
    with pytest.raises(NotBelieved):
        readers.end(token)
    assert len(inside(readers)) == 3
