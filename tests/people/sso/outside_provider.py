"""The outside OpenID provider of everybody's tests, as a browser meets it; it runs as a program of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from django.test import Client

from tests.harness.programs import Program, a_program

BACK = "/sign-in/outside/back/"


class Provider:
    """The running program, by the name it gives itself."""

    def __init__(self, program: Program) -> None:
        self.program, self.issuer = program, program.url

    def does(self, **other: Any) -> None:
        """What it does from now on, other than it should (provider_program.py); nothing of what it was told before."""
        self.program.tell(**other)

    def last_exchange(self) -> dict[str, str]:
        """What it was sent with a code, and as whom; it is honest again."""
        exchanges: list[dict[str, str]] = self.program.tell()
        return exchanges[-1]

    def goes(self, browser: Client, **query: str) -> dict[str, str]:
        """A browser is sent there; what it is sent back with."""
        answer = browser.get("/sign-in/outside/", query)
        assert answer.status_code == 302, answer.content.decode()
        there = answer.headers["Location"]
        assert there.startswith(f"{self.issuer}/authorize?")
        back = requests.get(there, allow_redirects=False, timeout=30).headers["Location"]
        return dict(parse_qsl(urlsplit(back).query))

    def comes_back(self, browser: Client, **other: str) -> Any:
        """There and back; `other` is what somebody has changed on the way."""
        return browser.get(BACK, self.goes(browser) | other)


@contextmanager
def an_outside_provider() -> Iterator[Provider]:
    """Runs one, on a port it finds itself."""
    with a_program("tests.people.sso.provider_program") as program:
        yield Provider(program)
