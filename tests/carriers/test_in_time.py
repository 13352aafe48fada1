"""R14: who is asked over HTTP is waited for so long and no longer, however busily it dawdles."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from banshi.carriers import posting

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"


@contextmanager
def answering(at_once: bytes, *, slowly: bytes = b"") -> Iterator[str]:
    """Somebody who says the first at once, the rest with a byte every 20 ms, and ends; gives the address."""

    def serve() -> None:
        line, _ = server.accept()
        with line, line.makefile("rb") as asked:
            while asked.readline().strip():
                pass
            asked.read(len("a=b"))
            line.sendall(at_once)
            for each in range(len(slowly)):
                time.sleep(0.02)
                try:
                    line.sendall(slowly[each : each + 1])
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


@pytest.mark.parametrize(
    ("at_once", "slowly"),
    [(b"", HEAD + b"X: " + b"x" * 60), (HEAD, b"X: " + b"x" * 60), (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60)],
    ids=["status", "headers", "content"],
)
def test_a_byte_now_and_then_is_no_answer(at_once: bytes, slowly: bytes) -> None:
    """Red when `timeout` is how long a system may be silent: a byte every few seconds would hold the worker for days."""
    with answering(at_once, slowly=slowly) as address, pytest.raises(OSError, match="timed out|^$"):
        posting.post_form(address, {"a": "b"}, {}, 0.3)


def test_what_comes_in_time_is_read() -> None:
    """Red when what is slow and not too slow is refused."""
    with answering(HEAD, slowly=b"\r\nok") as address:
        assert posting.post_form(address, {"a": "b"}, {}, 30) == b"ok"
