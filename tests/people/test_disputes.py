"""身份证抢注申诉 (H09): the number of an identity document goes back to whose it is, once two administrators have agreed."""

import pytest
from django.test import Client

from banshi.clock import queries as working_days
from banshi.jobs import tick
from banshi.ledger import clock
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.people.models import Account, Confirmation, Dispute, Link, Person
from tests.cases.permits import it_is
from tests.harness.clock import Shift
from tests.people.disputing import DOOR, Claimant, Deciding, told, two_administrators
from tests.people.newcomers import PASSWORD, Newcomer, a_person, the_hall
from tests.people.signing_in import knock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
DAY = 86_400
ANSWER = "/me/profile/disputes/"


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def taker() -> Newcomer:
    """Somebody who has signed up with a document, and is in."""
    return a_person()


@pytest.fixture
def deciding() -> Deciding:
    return two_administrators()


def test_h09_the_number_is_freed_and_its_account_stopped(taker: Newcomer, deciding: Deciding, shift) -> None:
    """Red when one administrator is enough, a session goes on, somebody is not told, or the number stays taken."""
    who = Claimant(number=taker.number)
    number = who.bring()
    taker.client.post(f"{ANSWER}{number}/", {"answer": "我记错了号码"})
    deciding.press(number)
    deciding.press(number)
    assert Person.objects.filter(account__username=taker.username).exists()
    deciding.confirm()
    assert deciding.press(number).status_code == 302
    assert set(told("stopped_by_dispute")) == {taker.phone, taker.email}
    assert set(told("granted")) == {who.phone, who.email}
    assert taker.client.get("/me/profile/").status_code == 302
    assert knock(Client(), taker.username, PASSWORD).status_code == 422
    assert not Account.objects.get(username=taker.username).is_active
    shift(61)
    Newcomer(number=who.number, phone=who.phone).sign_up()
    kinds = [event.kind for event in ledger.history(f"dispute:{number}")]
    assert kinds == ["asked", "brought", "answered", "granted"]


def test_h09_the_freed_number_is_kept_for_who_asked(taker: Newcomer, deciding: Deciding, shift) -> None:
    """Red when the one who was stopped has the number again before its owner comes, or nobody may have it ever after."""
    number = Claimant(number=taker.number).bring()
    shift(14 * DAY)
    again = Newcomer(number=taker.number)
    signing_up = again.ask_code()
    renewed = Deciding(*(signed_in(Account.objects.get(name=name)) for name in ("security_admin", "system_admin")))
    assert renewed.grant(number).status_code == 302
    page = again.first(code=signing_up)
    assert (page.status_code, "已经注册过账户" in page.content.decode()) == (422, True)
    shift(31 * DAY)
    Newcomer(number=taker.number).sign_up()


def test_h09_a_sign_up_begun_before_does_not_overtake_it(deciding: Deciding) -> None:
    """Red when only the first page asks for whom a number is kept: a link sent before would still open an account."""
    other = Newcomer()
    other.first(code=other.ask_code())
    other.second()
    link, taker = other.link(), Newcomer(number=other.number)
    taker.sign_up()
    knock(taker.client, taker.username, PASSWORD)
    number = Claimant(number=other.number).bring()
    taker.client.post(f"{ANSWER}{number}/", {"answer": "我记错了号码"})
    deciding.grant(number)
    assert other.client.post(link).status_code == 409
    assert not Person.objects.exists()


def test_h09_the_holder_is_told_by_every_channel_and_may_answer_once(taker: Newcomer, deciding: Deciding) -> None:
    """Red when the holder learns nothing, is told who asks, or may say two things."""
    number = Claimant(number=taker.number).bring()
    letter = told("brought")[taker.email]
    notice = Delivery.objects.get(event__kind="brought", to="notices.tell").payload
    assert notice["sms"]
    for text in (letter, notice["text"]):
        assert taker.username in text
        assert "林甜" not in text
    assert "有人对您的证件号提出申诉" in taker.client.get("/me/profile/").content.decode()
    assert taker.client.post(f"{ANSWER}{number}/", {"answer": " "}).status_code == 422
    assert taker.client.post(f"{ANSWER}{number}/", {"answer": "证件是我本人的"}).status_code == 302
    assert taker.client.post(f"{ANSWER}{number}/", {"answer": "别的"}).status_code == 409
    assert "证件是我本人的" in deciding.system.get(f"/console/disputes/{number}/").content.decode()


def test_h09_who_brought_it_keeps_its_number_and_knows_whom_to_ask(taker: Newcomer) -> None:
    """Red when the number, the days or whom to ask stand on one page only, or tell whether anybody has the number (S2)."""
    said = []
    for who in (Claimant(number=taker.number), Claimant()):
        number = who.bring()
        page = who.client.get("/s/account_matters/sign-in/").content.decode()
        sms, letter = (told("brought")[at] for at in (who.phone, who.email))
        until = f"{Dispute.objects.get(pk=number).answer_by:%Y-%m-%d}"
        for text in (page, sms, letter):
            assert all(each in text for each in (f"申诉编号 {number}，", until, "网上办事服务大厅（电话 12345）"))
        said.append(sms.replace(f"编号 {number}，", ""))
    assert said[0] == said[1]
    assert "电话 12345" in told("brought")[taker.email]
    assert "电话 12345" in Client().get(DOOR).content.decode()


def test_h09_nobody_else_answers(taker: Newcomer) -> None:
    """Red when the number of a dispute is a key."""
    number, other = Claimant(number=taker.number).bring(), Newcomer()
    other.sign_up()
    knock(other.client, other.username, PASSWORD)
    assert other.client.post(f"{ANSWER}{number}/", {"answer": "证件是我本人的"}).status_code == 409
    assert "没有人对您的证件号提出申诉" in other.client.get(ANSWER).content.decode()


def test_h09_nothing_is_decided_before_the_holder_was_heard(taker: Newcomer, deciding: Deciding) -> None:
    """Red when the five working days are not waited for, or count weekends."""
    number = Claimant(number=taker.number).bring()
    until, today = Dispute.objects.get(pk=number).answer_by, clock.today()
    assert until is not None
    assert working_days.calendar(today, until).left(today, until, "working") == 5
    assert deciding.press(number).status_code == 409
    assert "之后才能办理" in deciding.security.get(f"/console/disputes/{number}/").content.decode()
    assert not Confirmation.objects.exists()


def test_h09_what_is_refused_changes_nothing_and_is_told(taker: Newcomer, deciding: Deciding) -> None:
    """Red when the reason may be left out or a dot is one, the asker hears nothing, or it can be decided twice."""
    who = Claimant(number=taker.number)
    number = who.bring()
    for nothing in (" ", "。", "..."):
        assert deciding.refuse(number, nothing).status_code == 422
    assert deciding.refuse(number).status_code == 302
    words = told("refused")
    assert "照片看不清" in words[who.phone]
    assert "照片看不清" in words[who.email]
    assert "照常使用" in words[taker.phone]
    assert deciding.refuse(number).status_code == 404
    assert taker.client.get("/me/profile/").status_code == 200


def test_h09_a_number_nobody_has_is_only_refused(deciding: Deciding) -> None:
    """Red when something is stopped although nobody has the number."""
    number = Claimant().bring()
    assert "没有账户使用" in deciding.security.get(f"/console/disputes/{number}/").content.decode()
    assert deciding.press(number).status_code == 403


def test_h09_what_waits_never_passes_to_who_has_the_number_next(taker: Newcomer, deciding: Deciding, shift) -> None:
    """Red when a dispute goes by the number: the answer of who is gone would be the next one's, who could be stopped unheard."""
    first, second = Claimant(number=taker.number), Claimant(number=taker.number)
    won, waiting = first.bring(), second.bring()
    for number in (won, waiting):
        taker.client.post(f"{ANSWER}{number}/", {"answer": "证件是我本人的"})
    deciding.grant(won)
    shift(61)
    owner = Newcomer(number=first.number, phone=first.phone)
    owner.sign_up()
    knock(owner.client, owner.username, PASSWORD)
    page = deciding.security.get(f"/console/disputes/{waiting}/").content.decode()
    assert "账户已不存在" in page
    assert "证件是我本人的" not in page
    assert deciding.press(waiting).status_code == 403
    assert "没有人对您的证件号提出申诉" in owner.client.get(ANSWER).content.decode()
    assert deciding.refuse(waiting).status_code == 302
    assert set(told("refused")) == {second.phone, second.email}
    assert Account.objects.get(username=owner.username).is_active


def test_h09_a_dispute_about_a_number_nobody_had_stops_no_later_account(deciding: Deciding) -> None:
    """Red when whoever signs up after it was brought can be stopped by it."""
    later = Newcomer()
    number = Claimant(number=later.number).bring()
    later.sign_up()
    assert deciding.press(number).status_code == 403
    assert Account.objects.get(username=later.username).is_active


def test_s30_a_yes_is_for_that_dispute(taker: Newcomer, deciding: Deciding) -> None:
    """Red when a confirmation is found by user name alone: a second dispute of somebody else would be granted by it."""
    first, second = Claimant(number=taker.number).bring(), Claimant(number=taker.number).bring()
    taker.client.post(f"{ANSWER}{first}/", {"answer": "是我的"})
    taker.client.post(f"{ANSWER}{second}/", {"answer": "是我的"})
    deciding.press(first)
    deciding.confirm()
    deciding.press(second)
    assert Person.objects.filter(account__username=taker.username).exists()


@pytest.mark.parametrize(
    "missing",
    [{"name": ""}, {"number": "1"}, {"phone": "1"}, {"email": "x"}, {"ground": " "}, {"front": ""}, {"back": ""}],
)
def test_h09_what_is_missing_is_named_and_what_was_typed_is_kept(missing: dict[str, str]) -> None:
    """Red when a dispute without a way to reach the asker, or without both pictures, goes on."""
    who = Claimant()
    answer = who.ask(code=who.code(), **missing)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert "证件曾经丢失" in page or "ground" in missing
    assert not Dispute.objects.exists()


def test_h09_only_the_last_letter_counts_and_only_once(shift) -> None:
    """Red when every 【提交申请】 makes another dispute, or a link brings it twice."""
    who = Claimant()
    who.ask(code=who.code())
    before = who.link()
    shift(61)
    assert who.ask(code=who.code()).status_code == 302
    assert who.client.post(before).status_code == 409
    assert who.client.get(who.link()).status_code == 200
    assert Dispute.objects.get().brought_at is None
    assert who.client.post(who.link()).status_code == 302
    assert who.client.post(who.link()).status_code == 409
    assert who.client.get(who.link()).status_code == 410


def test_a_door_without_sign_up_has_none_of_its_pages() -> None:
    """Red when a pack that lets nobody sign up does all the same."""
    for path in ("", "link/x/"):
        assert Client().get(DOOR.replace("account_matters", "property_rights") + path).status_code == 404


def test_h09_the_holder_is_told_in_time_and_then_who_decides(taker: Newcomer, deciding: Deciding, shift: Shift) -> None:
    """R16. Brought on Thursday, to be answered until the next. Red when a step is told twice, too early, or to who has answered."""
    holder = Person.objects.get(account__username=taker.username).unit_id
    (decides,) = Link.now().filter(role="security_admin").values_list("organisation", flat=True)
    it_is("2026-11-26", shift)
    number = Claimant(number=taker.number).bring()

    def reminded_on(day: str) -> list[int]:
        it_is(day, shift)
        for _ in range(2):
            tick.remind_of_disputes()
        said = Delivery.objects.filter(event__kind="reminded", to="notices.tell").order_by("pk")
        return [each.payload["unit"] for each in said]

    assert [reminded_on(f"2026-12-0{day}") for day in (1, 2, 3, 4, 7)] == [
        [],
        [holder],
        [holder] * 2,
        [holder, holder, decides],
        [holder, holder, decides],
    ]
    assert set(told("reminded")) == {taker.email}
    Dispute.objects.filter(pk=number).update(answered_at=clock.now(), told=0, answer_by="2026-12-08")
    assert len(reminded_on("2026-12-08")) == 3


def test_h09_of_two_that_end_together_the_holder_is_reminded_once(taker: Newcomer, shift: Shift) -> None:
    """Red when each of them reminds: one answer is for both."""
    it_is("2026-11-26", shift)
    for _ in range(2):
        Claimant(number=taker.number).bring()
    it_is("2026-12-02", shift)
    tick.remind_of_disputes()
    assert Delivery.objects.filter(event__kind="reminded", to="notices.tell").count() == 1
