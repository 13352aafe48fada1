"""An SMS gateway that is slow, takes everything, and remembers it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SLOW = 0.05  # seconds between having a message and saying so: time to die in


class Gateway(ThreadingHTTPServer):
    """`taken` holds (message id, text) of every request, in order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Take)
        self.taken: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """For BANSHI_SMS_URL."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Take(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((message["message_id"], message["text"]))
        time.sleep(SLOW)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@contextmanager
def gateway() -> Iterator[Gateway]:
    """A gateway as long as this lasts."""
    with Gateway() as there:
        Thread(target=there.serve_forever, daemon=True).start()
        try:
            yield there
        finally:
            there.shutdown()
