"""A browser with a user in front of it who tries again."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from urllib.parse import urlencode

CSRF = "b" * 32  # cookie and field must agree; which secret it is, Django does not mind
TIMEOUT = 30  # seconds for one answer
PATIENCE = 120  # seconds somebody goes on trying
PAUSE = 0.3  # seconds between two tries
UNAVAILABLE = 500  # from here on, and when nobody answers, what became of a request is not known


@dataclass(frozen=True)
class Answer:
    """What came back; `tries` counts the requests that were made for it, `asked` is what for."""

    status: int
    location: str
    body: bytes = b""
    tries: int = 1
    asked: str = ""


class Browser:
    """Somebody who has signed in. Every request has a connection of its own, to whichever of the addresses is next. `refusals` are
    the answers after which it was tried again, `unanswered` how often there was none."""

    def __init__(self, session: str, *ports: int) -> None:
        self.session, self.ports, self.asked = session, ports, 0
        self.refusals: list[Answer] = []
        self.unanswered = 0

    def get(self, path: str) -> Answer:
        """GET, until there is an answer."""
        return self._insist(lambda: self._ask("GET", path, b"", ""))

    def post(self, path: str, form: Mapping[str, str], *, done: Callable[[], Answer | None] = lambda: None) -> Answer:
        """POST of a form, until there is an answer; after a try without one, `done` looks whether it is needed no more."""
        body = urlencode({"csrfmiddlewaretoken": CSRF, **form}).encode()
        return self._insist(lambda: self._ask("POST", path, body, "application/x-www-form-urlencoded"), done)

    def upload(
        self, path: str, name: str, content: bytes, *, done: Callable[[], Answer | None] = lambda: None
    ) -> Answer:
        """POST of one file under "file", as `post`."""
        mark = token_hex(16)
        token = f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = f"{token}{head}Content-Type: image/png\r\n\r\n".encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._insist(lambda: self._ask("POST", path, body, f"multipart/form-data; boundary={mark}"), done)

    def _insist(self, ask: Callable[[], Answer], done: Callable[[], Answer | None] = lambda: None) -> Answer:
        until, tries = time.monotonic() + PATIENCE, 1
        while time.monotonic() < until:
            try:
                answer = ask()
                if answer.status < UNAVAILABLE:
                    return replace(answer, tries=tries)
                self.refusals.append(answer)
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
            time.sleep(PAUSE)
            tries += 1
            if found := done():
                return found
        raise TimeoutError("nobody answered")

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        port = self.ports[self.asked % len(self.ports)]
        self.asked += 1
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        try:
            cookies = {"Cookie": f"session={self.session}; csrf={CSRF}", "Connection": "close"}
            wire.request(method, path, body, cookies | ({"Content-Type": kind} if kind else {}))
            answer = wire.getresponse()
            return Answer(answer.status, answer.getheader("Location", ""), answer.read(), asked=f"{method} {path}")
        finally:
            wire.close()
