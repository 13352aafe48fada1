"""Other sites on loopback, each a program of its own as it would be in life: tests start it, tell it what to do, and end it."""

import json
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds for an answer on a busy machine


@dataclass(frozen=True)
class Program:
    """One that runs: where it answers."""

    url: str
    process: Popen[str]

    def tell(self, **what: Any) -> Any:
        """Tells it something, and gives what it answers."""
        told = urllib.request.Request(f"{self.url}/told", json.dumps(what).encode())
        with urllib.request.urlopen(told, timeout=PATIENCE) as answer:
            return json.load(answer)

    def end(self) -> None:
        """It is gone."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@contextmanager
def a_program(module: str, port: int = 0) -> Iterator[Program]:
    """Starts one, on a port it finds itself or on that one; it ends when nobody talks to it any more."""
    command = [sys.executable, "-m", module, str(port)]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout
        yield Program(f"http://127.0.0.1:{process.stdout.readline().strip()}", process)


class Answering(BaseHTTPRequestHandler):
    """How a program answers; it says nothing beside."""

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # typed as any socket server's

    def sent(self) -> str:
        """What was posted."""
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def say(self, what: Any, status: int = 200) -> None:
        """An object, as JSON."""
        self.page(json.dumps(what), status, "application/json")

    def page(self, text: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> None:
        """A text."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def lead(self, address: str, *, cookie: str = "") -> None:
        """To another address, with a cookie if there is one."""
        self.send_response(302)
        self.send_header("Location", address)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def serve(answering: type[Answering]) -> None:
    """Within the program: answers until whoever started it lets go of it or is gone. The first line it says is its port."""
    server = HTTPServer(("127.0.0.1", int(sys.argv[1])), answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()
