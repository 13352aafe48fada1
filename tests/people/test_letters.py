"""The activation letter on its real way: outbox, SMTP, a mailbox, and the link followed from there (H04, H05)."""

import re
from collections.abc import Iterator
from email.message import Message

import pytest
from aiosmtpd import handlers
from aiosmtpd.controller import Controller
from django.test import Client

from banshi.jobs.routes import ROUTES
from banshi.ledger.models import Delivery
from banshi.people.models import Account
from tests.harness.site import free_port
from tests.people.newcomers import Newcomer, the_hall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


class Mailboxes(handlers.Message):
    """Keeps what a mail server takes."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def mailboxes(settings) -> Iterator[Mailboxes]:
    """A mail server of the loopback, set as the house's own."""
    there = Mailboxes()
    server = Controller(there, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.TEST_SINK, settings.EMAIL_HOST = "", "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield there
    server.stop()


def test_h04_the_letter_arrives_and_its_link_opens_the_account(mailboxes: Mailboxes) -> None:
    """Red when the letter is not opened before it is sent, goes elsewhere, or its link is broken by the way."""
    the_hall()
    who = Newcomer()
    who.first(code=who.ask_code())
    who.second()
    sent = Delivery.objects.get(to="mail.sealed")
    ROUTES["mail.sealed"](sent.payload, "m-1")
    (letter,) = mailboxes.letters
    assert letter["To"] == who.email
    assert letter["Message-ID"] == "<m-1@banshi>"
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    for words in ("请在 48 小时内完成确认", "将该网址复制并粘贴至新的浏览器窗口", "账户不会启用"):
        assert words in text
    link = re.findall(r"http://[^/\s]+(\S+)", text)[0]
    assert Client().post(link).status_code == 302
    assert Account.objects.get(username=who.username).email == who.email
