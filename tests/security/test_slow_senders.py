"""S21, R14: whoever sends slowly keeps nobody else waiting, and how a body was cut for the way changes nothing."""

import http.client
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.harness.site import Site

SLOW = 50
SOON = 20  # seconds on a busy machine; those who hang may do so for longer (config/asgi.py)
BEGINNING = (
    b"POST /captcha/fresh/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 1000\r\n\r\na="
)


@pytest.fixture
def slow_senders(site: Site) -> Iterator[None]:
    """Fifty who have sent the beginning of a form, and wait."""
    where = urlsplit(site.url)
    assert where.hostname
    assert where.port
    with ExitStack() as stack:
        for _ in range(SLOW):
            sender = stack.enter_context(socket.create_connection((where.hostname, where.port)))
            sender.sendall(BEGINNING)
        yield


def test_pages_come_while_fifty_forms_hang(site: Site, slow_senders: None) -> None:
    """Red when a thread is taken before the body has come, as granian's own WSGI does with the ninth."""
    for _ in range(10):
        for path in ("/healthz", "/"):
            with urllib.request.urlopen(site.url + path, timeout=SOON) as answer:
                assert answer.status == 200


def test_a_form_in_pieces_is_a_form(site: Site) -> None:
    """Red when a body without a length counts as empty: the form's token would be missing (403)."""
    where = urlsplit(site.url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port)
    connection.request("GET", "/check/")
    page = connection.getresponse()
    cookie = next(value for name, value in page.getheaders() if name.lower() == "set-cookie" and "csrf=" in value)
    page.read()
    token = cookie.partition("csrf=")[2].partition(";")[0]
    headers = {"Cookie": f"csrf={token}", "Content-Type": "application/x-www-form-urlencoded"}
    pieces = [b"csrfmiddlewaretoken=", token.encode(), b"&number="]
    connection.request("POST", "/check/", iter(pieces), headers, encode_chunked=True)
    assert connection.getresponse().status == 422


def test_a_body_nobody_needs_is_refused_in_words(site: Site) -> None:
    """Red when it is kept, however long it is."""
    where = urlsplit(site.url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port)
    piece = bytes(1024 * 1024)
    connection.request("POST", "/check/", (piece for _ in range(121)), encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "120 MB" in answer.read().decode()
