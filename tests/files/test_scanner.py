"""The virus scanner: a configured one that is down or in doubt lets nothing pass (S17)."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banshi.files import scanner
from banshi.files.models import Blob
from banshi.files.refusals import Infected, NotScanned
from banshi.ledger import queries as ledger
from tests.files.samples import a_pdf
from tests.files.situations import an_upload

VIRUS = b"X5O!P%@AP-NOT-A-REAL-VIRUS"


def clamd(line: socket.socket, answer: Callable[[bytes], bytes]) -> None:
    """One conversation as clamd leads it."""
    with line, line.makefile("rb") as said:
        command = said.read(len(b"zINSTREAM\0"))
        content = b""
        while size := struct.unpack("!L", said.read(4))[0]:
            content += said.read(size)
        line.sendall(answer(content) if command == b"zINSTREAM\0" else b"UNKNOWN COMMAND\0")


def finds(content: bytes) -> bytes:
    return b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"


@pytest.fixture
def listen(settings, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Starts a scanner that answers so, on a socket in a folder or on a port of the loopback."""
    servers = []

    def start(answer: Callable[[bytes], bytes] = finds, *, port: bool = False) -> None:
        server = socket.create_server(("127.0.0.1", 0)) if port else socket.socket(socket.AF_UNIX)
        if not port:
            server.bind(str(tmp_path / "clamd"))
            server.listen()
        servers.append(server)
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}" if port else str(tmp_path / "clamd")
        threading.Thread(target=lambda: clamd(server.accept()[0], answer), daemon=True).start()

    yield start
    for server in servers:
        server.close()


@pytest.mark.django_db
@pytest.mark.parametrize("port", [False, True])
def test_a_clean_file_is_marked_as_scanned(listen, port: bool) -> None:
    listen(port=port)
    assert an_upload().scan == "已查毒"


@pytest.mark.django_db
def test_an_infected_file_is_refused_and_the_auditor_sees_who_brought_it(listen) -> None:
    """Red when the scanner's answer is not asked for, or only the first chunk is sent."""
    listen()
    with pytest.raises(Infected, match="发现病毒"):
        an_upload(a_pdf(lambda p: p.make_indirect(p.make_stream(bytes(200_000)))) + b"%" + VIRUS + b"\n%%EOF\n")
    assert not Blob.objects.exists()
    event = ledger.history("files")[-1]
    assert (event.kind, event.actor["name"], event.data["name"]) == ("infected", "王经办", "章程.pdf")


@pytest.mark.parametrize(
    "answer",
    [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"stream: x OK\0", b"OK\0", b"stream: OK\0more"],
)
def test_a_scanner_in_doubt_lets_nothing_pass(listen, answer: bytes) -> None:
    """Red when everything but FOUND counts as clean."""
    listen(lambda content: answer)
    with pytest.raises(NotScanned):
        scanner.verdict(b"content")


@pytest.mark.parametrize("where", ["/nowhere/clamd", "127.0.0.1:1"])
def test_a_scanner_that_is_down_lets_nothing_pass(settings, where: str) -> None:
    """Red when a scanner nobody answers for counts as none."""
    settings.CLAMD = where
    with pytest.raises(NotScanned, match="请稍后再试") as refused:
        scanner.verdict(b"content")
    assert refused.value.status == 503


def test_a_scanner_that_hangs_up_lets_nothing_pass(settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=lambda: server.accept()[0].close(), daemon=True).start()
        with pytest.raises(NotScanned):
            scanner.verdict(bytes(5_000_000))


def test_a_scanner_that_says_nothing_lets_nothing_pass(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(NotScanned):
            scanner.verdict(b"content")
