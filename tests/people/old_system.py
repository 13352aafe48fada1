"""A small old system for everybody's tests: one account, asked over HTTP on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

USERNAME, PASSWORD = "lintian-2009", "old river 1999"


class OldSystem:
    """What it was asked, and what it answers: whether it is right, unless `says` stands in its place."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/accounts"
        self.asked: list[dict[str, Any]] = []
        self.status = 200
        self.says: bytes | None = None

    def answer(self, asked: dict[str, Any]) -> bytes:
        """Yes or no, as JSON."""
        self.asked.append(asked)
        right = (asked["username"], asked["password"]) == (USERNAME, PASSWORD) and not asked["by_key"]
        return json.dumps({"right": right}).encode() if self.says is None else self.says


@contextmanager
def an_old_system(port: int = 0) -> Iterator[OldSystem]:
    """Runs one, on a port of its own."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = there.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(there.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Answering)
    there = OldSystem(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()
