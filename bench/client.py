"""A browser that costs next to nothing, and a crowd of them: what is measured is the server."""

import gzip
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

CSRF = "b" * 32  # cookie and field must agree; which secret it is, Django does not mind
IDLE = 2  # seconds after which a connection may have been hung up
T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: bytes
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, or ""."""
        _, found, rest = self.headers.lower().partition(f"\r\n{name}: ".encode())
        at = len(self.headers) - len(rest)
        return self.headers[at:].split(b"\r\n", 1)[0].decode() if found else ""

    @property
    def text(self) -> str:
        """The body, unpacked."""
        return (gzip.decompress(self.body) if self.header("content-encoding") == "gzip" else self.body).decode()


class Browser:
    """One connection, kept alive, of somebody who has signed in."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        given = {"csrf": CSRF, "csrftoken": CSRF, **(cookies or {})}
        words = "; ".join(f"{name}={value}" for name, value in given.items())
        self._head = f"Host: 127.0.0.1:{port}\r\nCookie: {words}\r\nAccept-Encoding: gzip\r\n"
        self._port, self._rest, self._used = port, b"", 0.0

    def get(self, path: str) -> Answer:
        """GET."""
        return self._ask(f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode())

    def post(self, path: str, form: Mapping[str, str | list[str]]) -> Answer:
        """POST of a form, with its CSRF token."""
        body = urlencode({"csrfmiddlewaretoken": CSRF, **form}, doseq=True)
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self._ask(f"POST {path} HTTP/1.1\r\n{self._head}{kind}\r\n{body}".encode())

    def _ask(self, request: bytes) -> Answer:
        if time.monotonic() - self._used > IDLE:
            self._wire = socket.create_connection(("127.0.0.1", self._port))
            self._wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wire.sendall(request)
        head = self._until(lambda: self._rest.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in self._rest else 0)
        answer = Answer(int(head[9:12]), head, b"")
        length = int(answer.header("content-length") or 0)
        return Answer(
            answer.status, head, self._until(lambda: length if len(self._rest) >= length else 0) if length else b""
        )

    def _until(self, there: Callable[[], int]) -> bytes:
        while not (size := there()):
            more = self._wire.recv(262_144)
            if not more:
                raise ConnectionError("the server hung up")
            self._rest += more
        taken, self._rest, self._used = self._rest[:size], self._rest[size:], time.monotonic()
        return taken


def timed(what: Callable[[], Answer], expected: int) -> tuple[float, Answer]:
    """How many milliseconds an answer took. Raises RuntimeError when it is another than expected."""
    began = time.perf_counter()
    answer = what()
    took = (time.perf_counter() - began) * 1000
    if answer.status != expected:
        raise RuntimeError(f"{answer.status} instead of {expected}: {answer.header('location')} {answer.body[:2000]!r}")
    return took, answer


def crowd(people: list[Callable[[], T]]) -> list[T]:
    """Everybody at once, each in a thread of their own."""
    with ThreadPoolExecutor(len(people)) as threads:
        return [each.result() for each in [threads.submit(person) for person in people]]
