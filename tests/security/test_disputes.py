"""身份证抢注申诉 tells nobody who has a number, cannot be used to flood, and keeps what is personal sealed and short (S2, S4, S7, S24)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.people.disputes import asking
from banshi.people.models import Account, Dispute
from tests.people.disputing import DOOR, Claimant, Deciding, a_shot, two_administrators
from tests.people.newcomers import PASSWORD, Newcomer, letters, the_hall
from tests.people.signing_in import knock, signed_in
from tests.people.situations import a_unit, an_account
from tests.security.test_signing_up import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def taker() -> Newcomer:
    newcomer = Newcomer()
    newcomer.sign_up()
    return newcomer


@pytest.fixture
def deciding() -> Deciding:
    return two_administrators()


def seen_by(who: Claimant) -> list[object]:
    """Every answer on the way, with how many statements it took, without what the person typed and what is another each time."""
    code = who.code()
    found: list[object] = []
    with CaptureQueriesContext(connection) as asked:
        answer = who.ask(code=code)
    found.append((answer.status_code, answer.headers.get("Location"), len(asked)))
    page = who.client.get(who.link()).content.decode()
    found.append(re.sub(r"[\w-]{32,}", "", page.replace(who.email, "")))
    answer = who.client.post(who.link())
    page = who.client.get(answer.headers["Location"]).content.decode()
    found.append((answer.status_code, "申诉已受理" in page))
    return found


def test_s02_no_step_tells_whether_somebody_has_the_number(taker: Newcomer) -> None:
    """Red when a number is looked for before the administrators do, or its words differ."""
    assert seen_by(Claimant(number=taker.number)) == seen_by(Claimant())


def test_s04_one_phone_has_few_that_wait(shift) -> None:
    """Red when the administrators can be flooded by one phone, or a mailbox by one page."""
    who = Claimant()
    for _ in range(asking.MOST_OF_A_PHONE):
        who.bring()
        shift(61)
        who.client = Client(REMOTE_ADDR="198.51.100.251")
    assert who.ask(code=who.code()).status_code == 429
    assert Dispute.objects.count() == asking.MOST_OF_A_PHONE
    other = Claimant()
    other.ask(code=other.code())
    assert other.ask().status_code == 422
    assert len([text for _, text in letters() if "http://" in text]) == asking.MOST_OF_A_PHONE + 1


def test_s04_the_holder_is_told_once_of_what_many_phones_bring(taker: Newcomer, deciding: Deciding, shift) -> None:
    """Red when each dispute tells the holder, wants an answer of its own, or has a result for them."""
    number, askers = taker.number, [Claimant(number=taker.number) for _ in range(3)]
    knock(taker.client, taker.username, PASSWORD)

    def heard(kind: str) -> list[dict[str, str]]:
        rows = Delivery.objects.filter(event__kind=kind, to="mail.sealed")
        return [row.payload for row in rows if sealed.opened(row.payload["to"]) == taker.email]

    brought = [who.bring() for who in askers]
    assert len(heard("brought")) == 1
    assert Delivery.objects.filter(event__kind="brought", to="notices.tell").count() == 1
    assert taker.client.get("/me/profile/disputes/").content.decode().count('<form method="post" action="/me/pro') == 1
    taker.client.post(f"/me/profile/disputes/{brought[0]}/", {"answer": "证件是我本人的"})
    assert set(Dispute.objects.values_list("answer", flat=True)) == {"证件是我本人的"}
    for one in brought:
        assert not heard("refused")
        assert deciding.refuse(one).status_code == 302
    assert len(heard("refused")) == 1
    shift(61)
    Claimant(number=number).bring()
    assert len(heard("brought")) == 2


def test_s05_the_phone_shows_its_code_before_a_picture_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when strangers have pictures looked into as often as they like."""
    opened: list[str] = []
    monkeypatch.setattr("banshi.files.actions.look_into", lambda *args, **more: opened.append("x"))
    assert Claimant().ask(code="000000").status_code == 422
    assert not opened


@pytest.mark.parametrize("name", ["正面.pdf", "正面.svg", "正面.jpg"])
def test_s17_only_pictures_that_are_what_they_say_are_taken(name: str) -> None:
    """Red when the pictures pass by the checks of files."""
    who = Claimant()
    answer = who.ask(code=who.code(), front=a_shot(name))
    assert (answer.status_code, Dispute.objects.count()) == (422, 0)


def test_s07_s24_who_decides_sees_the_document_and_each_look_is_an_event(taker: Newcomer, deciding: Deciding) -> None:
    """Red when the list or the page shows the whole number, a look leaves no trace, or the auditor sees pictures."""
    who = Claimant(number=taker.number)
    number = who.bring()
    page = f"/console/disputes/{number}/"
    assert who.number not in deciding.security.get("/console/disputes/").content.decode()
    assert who.number not in deciding.security.get(page).content.decode()
    for client in (deciding.security, deciding.system):
        shown = client.post(f"{page}document/").content.decode()
        assert (who.number in shown, shown.count("data:image/png;base64,")) == (True, 2)
    kinds = [event.kind for event in ledger.history(f"dispute:{number}")]
    assert kinds[2:] == ["document_seen", "document_seen"]
    auditor = signed_in(an_account("审计员", a_unit("平台", None), "auditor"))
    assert auditor.post(f"{page}document/").status_code == 404
    assert auditor.get("/console/disputes/").status_code == 404


def test_s24_all_lies_sealed_and_the_pictures_go_with_the_decision(deciding: Deciding) -> None:
    """Red when number, phone, mailbox or pictures lie open, or outlive the decision."""
    who = Claimant()
    number = who.bring()
    kept, picture = everything(), a_shot(said="front").read().hex()
    for text in (who.number, who.phone, who.email, picture[:200]):
        assert text not in kept
    deciding.refuse(number)
    row = Dispute.objects.get(pk=number)
    assert (row.number, bytes(row.front_sealed), bytes(row.back_sealed)) == ("", b"", b"")
    assert deciding.security.post(f"/console/disputes/{number}/document/").status_code == 404


def test_s07_the_confirming_administrator_does_not_decide(deciding: Deciding, taker: Newcomer) -> None:
    """Red when the system administrator may do both."""
    number = Claimant(number=taker.number).bring()
    for what in ("grant", "refuse"):
        assert deciding.system.post(f"/console/disputes/{number}/{what}/", {"reason": "x"}).status_code == 404
    assert Account.objects.get(username=taker.username).is_active
    assert Client().get(DOOR).status_code == 200
