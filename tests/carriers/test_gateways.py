"""The real ways out: an SMS gateway that takes JSON, a mail server."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from banshi.carriers import mail, sms

SMS = {"phone": "13900000001", "text": "您的验证码是 471108"}
MAIL = {"to": "wang@example.cn", "subject": "登记证已签发", "text": "请登录查看。"}
Taken = list[dict[str, Any]]


@pytest.fixture
def gateway(settings) -> Iterator[Callable[[int], Taken]]:
    """Starts a gateway that answers so; gives the messages it has taken."""
    servers = []

    def start(status: int) -> Taken:
        taken: Taken = []

        class Gateway(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def do_GET(self) -> None:
                taken.append({"followed to": self.path})
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Gateway)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
        return taken

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_gateway_gets_phone_text_and_the_message_id_with_every_attempt(gateway) -> None:
    """Red when a repetition comes under another id: the phone would ring twice."""
    taken = gateway(200)
    sms.send(SMS, "m-1")
    sms.send(SMS, "m-1")
    assert taken == [{"message_id": "m-1", **SMS}] * 2


@pytest.mark.parametrize("status", [302, 307, 400, 500, 503])
def test_a_gateway_that_does_not_take_it_leaves_it_to_the_outbox(gateway, status: int) -> None:
    """Red when redirects are followed: the message would go where nobody has set it to go."""
    taken = gateway(status)
    with pytest.raises(sms.NotSent) as fault:
        sms.send(SMS, "m-1")
    assert len(taken) == 1
    assert SMS["phone"] not in str(fault.value)


def test_a_gateway_that_is_down_leaves_it_to_the_outbox(settings) -> None:
    settings.SMS_URL = "http://127.0.0.1:1/"
    with pytest.raises(sms.NotSent):
        sms.send(SMS, "m-1")


def test_a_gateway_that_is_silent_leaves_it_to_the_outbox(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when nothing limits the wait: one dead gateway would hold the worker for ever."""
    monkeypatch.setattr(sms, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SMS_URL = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(sms.NotSent):
            sms.send(SMS, "m-1")


@contextmanager
def a_mail_server() -> Iterator[tuple[int, list[str]]]:
    """A server that takes one letter; gives its port and what it was told."""
    told: list[str] = []

    def serve(server: socket.socket) -> None:
        line, _ = server.accept()
        with line, line.makefile("rwb", buffering=0) as talk:
            talk.write(b"220 here\r\n")
            for said in (each.decode().strip() for each in talk):
                told.append(said)
                if said == "data":
                    talk.write(b"354 go on\r\n")
                elif "data" not in told or "." in told:
                    talk.write(b"250 ok\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=[server], daemon=True)
        thread.start()
        yield server.getsockname()[1], told
        thread.join()


def test_a_letter_goes_to_the_mail_server_under_its_message_id(settings) -> None:
    """Red when it comes from webmaster@localhost, whom no mail server lets send."""
    settings.EMAIL_HOST = "127.0.0.1"
    with a_mail_server() as (port, told):
        settings.EMAIL_PORT = port
        mail.send(MAIL, "m-2")
    assert "rcpt TO:<wang@example.cn>" in told
    assert "Message-ID: <m-2@banshi>" in told
    assert "From: no-reply@localhost" in told


def test_a_mail_server_that_is_down_leaves_it_to_the_outbox(settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError, match="refused"):
        mail.send(MAIL, "m-2")
