"""个人中心 (H06–H08): what a person sees and changes of themselves, and what only others may."""

import pytest
from django.test import Client

from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.lib.refusals import Forbidden
from banshi.people.admission import successors
from banshi.people.models import Account, Person, Plea
from banshi.people.persons import signing_up
from banshi.people.signing_in import mail_links
from tests.people.newcomers import PASSWORD, Newcomer, a_person, letters, the_hall
from tests.people.signing_in import captcha, knock, sent_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
PAGE = "/me/profile/"
PLACE = {"province": "510000", "city": "510100", "county": "510104"}


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def who() -> Newcomer:
    """Somebody who has signed up, and is in."""
    return a_person()


def person(who: Newcomer) -> Person:
    return Person.objects.select_related("account").get(account__username=who.username)


def notice_of(kind: str) -> str:
    """What the holder reads in the site of the latest event of that kind."""
    return str(Delivery.objects.filter(to="notices.tell", event__kind=kind).latest("id").payload["text"])


def test_h06_it_is_masked_and_only_what_is_offered_changes(who: Newcomer) -> None:
    """Red when name, number, phone or mailbox stand there whole, or can be posted (S8)."""
    page = who.client.get(PAGE).content.decode()
    assert "林*" in page
    for text in (who.number, who.phone, who.email, "林甜</dd>"):
        assert text not in page
    posted = {"gender": "女", "address": "滨江路 1 号", "name": "王甜", "number": "1", "phone": "13799990000"}
    answer = who.client.post(PAGE, posted | PLACE, follow=True).content.decode()
    assert "保存成功" in answer
    kept = person(who)
    assert (kept.gender, kept.address, kept.region) == ("女", "滨江路 1 号", "510104")
    assert "滨江路" not in kept.address_sealed
    assert (kept.account.name, kept.number, kept.account.phone) == ("林甜", who.number, who.phone)


def test_h06_a_place_is_picked_to_the_end(who: Newcomer) -> None:
    """Red when a city with counties is taken for a place, or what was typed beside it is lost."""
    page = who.client.post(PAGE, {"address": "新地址"} | PLACE | {"county": ""})
    assert page.status_code == 422
    assert "新地址" in page.content.decode()
    assert person(who).region == "500103"


def test_h08_a_new_phone_is_proven_and_the_old_one_told(who: Newcomer) -> None:
    """Red when the password or the code is not asked for, or the old phone hears nothing."""
    address = f"{PAGE}phone/"
    who.client.post("/me/phone/code/", {"phone": "13799990001"})
    code = sent_code()
    wrong = who.client.post(address, {"phone": "13799990001", "code": code, "password": "x"})
    assert (wrong.status_code, person(who).account.phone) == (422, who.phone)
    right = {"phone": "13799990001", "password": PASSWORD}
    assert who.client.post(address, right | {"code": "000000"}).status_code == 422
    assert who.client.post(address, right | {"code": code}).status_code == 302
    assert person(who).account.phone == "13799990001"
    told = Delivery.objects.filter(to="sms.sealed").latest("id").payload
    assert (sealed.opened(told["phone"]), "已更换" in sealed.opened(told["text"])) == (who.phone, True)
    event = ledger.history(f"account:{person(who).account_id}")[-1]
    assert event.kind == "phone_changed"
    assert (
        notice_of("phone_changed") == "您的手机号已更换为 137****0001。如非您本人操作，请立即修改密码，并联系管理机构。"
    )


def test_h08_a_phone_somebody_else_signs_in_by_is_refused(who: Newcomer) -> None:
    """Red when two people come in by one phone, or the house fails."""
    other = Newcomer()
    other.sign_up()
    Newcomer().client.get("/")
    who.client.post("/me/phone/code/", {"phone": "13799990002"})
    Account.objects.filter(username=other.username).update(phone_index=sealed.index("13799990002"))
    typed = {"phone": "13799990002", "code": sent_code(), "password": PASSWORD}
    page = who.client.post(f"{PAGE}phone/", typed)
    assert page.status_code == 422
    assert "已经注册过账户" in page.content.decode()


def test_h08_the_mailbox_changes_when_its_link_is_followed_and_the_old_one_is_told(who: Newcomer) -> None:
    """Red when it changes before, by looking, twice, or without the password; or the old mailbox hears nothing."""
    address = f"{PAGE}mailbox/"
    assert who.client.post(address, {"email": "new@example.cn", "password": "x"}).status_code == 422
    assert who.client.post(address, {"email": "nowhere", "password": PASSWORD}).status_code == 422
    assert who.client.post(address, {"email": "new@example.cn", "password": PASSWORD}).status_code == 302
    link = who.link()
    assert letters()[-1][0] == "new@example.cn"
    for look in (Client().get, Client().head):
        assert look(link).status_code == 200
    assert person(who).account.email == who.email
    assert Client().post(link).status_code == 302
    assert person(who).account.email == "new@example.cn"
    told, text = letters()[-1]
    assert (told, "已更换" in text) == (who.email, True)
    assert "n***@example.cn" in notice_of("mailbox_changed")
    assert Client().post(link).status_code == 409
    kinds = [event.kind for event in ledger.history(f"account:{person(who).account_id}")]
    assert kinds[-2:] == ["mailbox_asked", "mailbox_changed"]


def test_h08_only_the_latest_link_to_a_mailbox_is_good(who: Newcomer, shift) -> None:
    """Red when asking anew leaves the link to a mailbox that was typed wrong good: whoever reads that one has the account later."""
    links = []
    for email in ("wrong@example.cn", "right@example.cn"):
        who.client.post(f"{PAGE}mailbox/", {"email": email, "password": PASSWORD})
        links.append(who.link())
    assert Client().post(links[0]).status_code == 409
    assert Client().post(links[1]).status_code == 302
    assert person(who).account.email == "right@example.cn"


def test_h08_a_new_password_ends_links_that_were_mailed(who: Newcomer) -> None:
    """Red when whoever asked for the link with the old password still gets the account's mailbox."""
    who.client.post(f"{PAGE}mailbox/", {"email": "thief@example.cn", "password": PASSWORD})
    said = {"old": PASSWORD, "new": "calm lake 2027", "again": "calm lake 2027"}
    assert who.client.post("/me/password/", said).status_code == 302
    assert Client().post(who.link()).status_code == 409
    assert person(who).account.email == who.email


def test_a_link_to_a_mailbox_does_not_finish_a_sign_up_nor_the_other_way_round(who: Newcomer) -> None:
    """Red when a link for one thing does another."""
    who.client.post(f"{PAGE}mailbox/", {"email": "new@example.cn", "password": PASSWORD})
    token = who.link().strip("/").split("/")[-1]
    assert Client().post(f"/s/account_matters/sign-up/link/{token}/").status_code == 409
    newcomer = Newcomer()
    newcomer.first(code=newcomer.ask_code())
    newcomer.second()
    token = newcomer.link().strip("/").split("/")[-1]
    assert Client().post(f"/mailbox/{token}/").status_code == 409
    assert mail_links.is_good(token, signing_up.PURPOSE)


def test_an_account_of_ones_own_is_handed_to_nobody(who: Newcomer) -> None:
    """Red when somebody's identity can be passed on like a unit's account."""
    with pytest.raises(Forbidden):
        successors.require_transferable(person(who).account, ())
    for page in ("/me/phone/", "/me/transfer/"):
        assert who.client.get(page).headers["Location"] == PAGE
    assert who.client.get("/me/second-factor/").headers["Location"] == "/me/"


def test_h10_a_plea_by_phone_is_the_persons_and_asks_for_nothing_of_a_unit(who: Newcomer) -> None:
    """Red when the phone that is typed leads to no account; red when a person is asked for 单位证明, or may name a successor."""
    visitor, door = Client(), "/s/account_matters/plea/"
    assert "单位" not in visitor.get(door).content.decode().partition("<form")[2].partition("</form>")[0]
    typed = {"login": who.phone, "name": "林甜", "phone": "13799990003", "ground": "周一上午可到窗口"}
    for kind, status in (("successor", 422), ("phone", 302)):
        assert visitor.post(door, captcha(visitor, door) | typed | {"kind": kind}).status_code == status
    assert visitor.post(f"{door}code/", {"code": sent_code()}).status_code == 302
    assert Plea.objects.latest("id").username == who.username


def test_s6_a_new_password_ends_the_other_sessions(who: Newcomer) -> None:
    """Red when a session outlives the password it came in with (H07)."""
    other = Client()
    knock(other, who.phone, PASSWORD)
    assert other.get(PAGE).status_code == 200
    said = {"old": PASSWORD, "new": "calm lake 2027", "again": "calm lake 2027"}
    assert "密码修改成功" in who.client.post("/me/password/", said, follow=True).content.decode()
    assert other.get(PAGE).status_code == 302
    assert who.client.get(PAGE).status_code == 200


def test_h20_a_personal_page_is_never_stored(who: Newcomer) -> None:
    """Red when the browser may keep it: Back would show it after 【退出】."""
    assert who.client.get(PAGE).headers["Cache-Control"] == "no-store"
    who.client.post("/sign-out/")
    assert who.client.get(PAGE).status_code == 302


def test_h06_whoever_has_another_name_by_now_is_led_to_ask_for_it_and_reads_whom_to_call(who: Newcomer) -> None:
    """Red when the page says that it is asked for and leads nowhere."""
    page = who.client.get(PAGE).content.decode()
    assert 'href="/me/profile/renewal/"' in page
    assert "请联系网上办事服务大厅（电话 12345）" in page
