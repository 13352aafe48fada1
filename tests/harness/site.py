"""The real site, started the way people start it, and what it would have sent."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.harness.database import House, a_house, at_home_in
from tests.harness.house import ROOT

BANSHI = ROOT / ".venv/bin/banshi"
PATIENCE = 300  # seconds for the site to come up on a busy machine


@dataclass(frozen=True)
class Sink:
    """The folder in which messages and captchas end instead of leaving the house."""

    folder: Path

    def sms(self, phone: str = "") -> list[dict[str, Any]]:
        """Messages in the order they were sent, to one phone if named."""
        return [each for each in self._notes("sms") if phone in ("", each["phone"])]

    def mail(self) -> list[EmailMessage]:
        """Letters in the order they were sent."""
        files = _in_order(self.folder / "mail", "*.eml")
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def next_mail(self, address: str, send: Callable[[], object]) -> str:
        """The text of the letter that reaches the mailbox after `send` was done; the worker needs a moment."""
        before, until = len(self._letters(address)), time.monotonic() + PATIENCE
        send()
        while len(found := self._letters(address)) == before:
            assert time.monotonic() < until, f"no letter for {address}"
            time.sleep(0.05)
        return str(found[-1].get_content())

    def _letters(self, address: str) -> list[EmailMessage]:
        return [each for each in self.mail() if each["To"] == address]

    def captcha(self, key: str) -> str:
        """The answer to a captcha."""
        return str(json.loads((self.folder / "captcha" / f"{key}.json").read_text())["answer"])

    def next_sms(self, phone: str, send: Callable[[], object]) -> str:
        """The text that reaches the phone after `send` was done; the worker needs a moment."""
        before = len(self.sms(phone))
        send()
        return self.awaited_sms(phone, before)

    def awaited_sms(self, phone: str, before: int = 0) -> str:
        """The text of the latest message to the phone, once there are more than `before`."""
        until = time.monotonic() + PATIENCE
        while len(found := self.sms(phone)) == before:
            assert time.monotonic() < until, f"no message for {phone}"
            time.sleep(0.05)
        return str(found[-1]["text"])

    def _notes(self, kind: str) -> list[dict[str, Any]]:
        return [json.loads(file.read_text()) for file in _in_order(self.folder / kind, "*.json")]


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, the house it works in, its sink, its people by role; the ports at which it looks for the old system
    of 借书证 and may tell 读者之家 of who has signed out, where a test may run them."""

    url: str
    house: House
    sink: Sink
    log: Path
    old_system: int = 0
    books: int = 0

    def banshi(self, *arguments: str) -> str:
        """What the command says, run in this house."""
        environment = os.environ | self.house.environment()
        return subprocess.run([BANSHI, *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    def people(self) -> list[dict[str, str]]:
        """Everybody of the demo with unit, role and sign-in."""
        found: list[dict[str, str]] = json.loads(self.banshi("demo", "--json"))
        return found


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[Site]:
    """The whole site with its demo world on a loopback port: `banshi run`, ended as by Ctrl-C."""
    with a_house("site") as house:
        port = free_port()
        there = Site(
            f"http://127.0.0.1:{port}", house, Sink(house.home / "sink"), house.home / "log", free_port(), free_port()
        )
        there.sink.folder.mkdir()
        with running(there, port):
            yield there


@pytest.fixture
def site_db(site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The test's own code works in the house of the running site."""
    with django_db_blocker.unblock(), at_home_in(site.house):
        yield site.house


def running(site: Site, port: int) -> "_Running":
    """Starts the site and ends it on leaving."""
    own = {"PORT": str(port), "BANSHI_SITE_URL": site.url, "BANSHI_TEST_SINK": str(site.sink.folder)}
    own["BANSHI_OLD_SYSTEMS"] = f"library=http://127.0.0.1:{site.old_system}/accounts"
    own["BANSHI_PLATFORM_ORIGINS"] = f"http://127.0.0.1:{site.books}"
    return _Running(site, os.environ | site.house.environment() | own)


@dataclass
class _Running:
    site: Site
    environment: dict[str, str]

    def __enter__(self) -> None:
        with self.site.log.open("wb") as log:
            self.process = subprocess.Popen([BANSHI, "run"], env=self.environment, stdout=log, stderr=log)
        try:
            self._come_up()
        except AssertionError:
            self.process.send_signal(signal.SIGINT)
            raise

    def _come_up(self) -> None:
        until = time.monotonic() + PATIENCE
        while not answers(f"{self.site.url}/healthz"):
            assert self.process.poll() is None, self.site.log.read_text()
            assert time.monotonic() < until, self.site.log.read_text()
            time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0, self.site.log.read_text()


def answers(url: str) -> bool:
    """True when that address says 200."""
    with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _in_order(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime_ns)
