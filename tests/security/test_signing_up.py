"""Signing up tells strangers nothing, slows who guesses, and keeps what is personal sealed (S2, S3–S5, S24)."""

import re
from typing import Any

import pytest
from captcha.models import CaptchaStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from banshi.people.models import PhoneCode
from banshi.people.persons import signing_up
from banshi.people.signing_in import mail_links, phone_codes, waits
from tests.people.newcomers import DOOR, PASSWORD, Newcomer, a_document, letters, the_hall
from tests.people.signing_in import captcha, knock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


def answer(who: Newcomer, **more: str) -> str:
    """What 【下一步】 answers, without what is another each time, and without what the person typed themselves."""
    page = who.first(**more).content.decode()
    for own in (who.username, who.number, who.phone):
        page = page.replace(own, "")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def test_s2_nobody_learns_without_the_code_that_a_phone_or_a_document_is_in_use(shift) -> None:
    """Red when either is looked for before the code is right."""
    known = Newcomer()
    known.sign_up()
    told = [
        answer(Newcomer(), code="000000"),
        answer(Newcomer(phone=known.phone), code="000000"),
        answer(Newcomer(number=known.number), code="000000"),
        answer(Newcomer(phone=known.phone, number=known.number), code="000000"),
    ]
    assert len(set(told)) == 1
    shift(61)
    sent = PhoneCode.objects.count()
    for phone in (known.phone, Newcomer().phone):
        Newcomer(phone=phone).ask_code()
    assert PhoneCode.objects.count() == sent + 2


def test_s2_a_recovery_never_shows_in_a_sign_up(shift) -> None:
    """Red when the minute of a phone counts codes of every purpose: whoever recovers by a user name would find its phone by trying."""
    known = Newcomer()
    known.sign_up()
    shift(61)
    for login in (known.username, known.phone, "nobody99"):
        assert recover(Client(REMOTE_ADDR="198.51.100.4"), login).status_code == 302
        for phone in (known.phone, Newcomer().phone):
            Newcomer(phone=phone).ask_code()
        shift(61)


def test_s2_whether_a_phone_has_had_its_code_shows_in_nothing_the_asker_does_next(shift) -> None:
    """Red when a code that is not sent leaves no trace: the next request would not have to wait, and so tell whose phone it is."""
    known = Newcomer()
    known.sign_up()
    shift(61)
    recover(Client(REMOTE_ADDR="198.51.100.4"), known.username)
    for login in (known.phone, "nobody99"):
        prober = Newcomer()
        assert recover(prober.client, login).status_code == 302
        assert prober.try_code().status_code == 429


def test_s2_waits_never_tell_that_a_phone_and_a_user_name_are_one_persons() -> None:
    """Red when tries are counted by the account that was meant; red when a phone that is nobody's brings no wait."""
    known = Newcomer()
    known.sign_up()
    prober = Client(REMOTE_ADDR="198.51.100.5")
    for phone in (known.phone, "13700009999"):
        answers = [knock(prober, phone, "wrong horse").content.decode() for _ in range(6)]
        assert "分钟后再试" in answers[-1]
    assert "分钟后再试" not in knock(prober, known.username, "wrong horse").content.decode()
    for typed in (known.username, known.phone):
        assert knock(Client(REMOTE_ADDR="198.51.100.5"), typed, PASSWORD).status_code == 302


def recover(client: Client, login: str) -> Any:
    """The first step of 【找回密码】 at the same door."""
    door = DOOR.replace("sign-up", "recover")
    return client.post(door, captcha(client, door) | {"login": login})


def test_s2_who_holds_the_phone_is_told_and_shown_the_way_on(shift) -> None:
    """Red when the holder of the phone is left in the dark, or no way on is named."""
    known = Newcomer()
    known.sign_up()
    shift(61)
    again = Newcomer(phone=known.phone)
    page = again.first(code=again.ask_code()).content.decode()
    assert "这个手机号已经注册过账户" in page
    assert "找回密码" in page
    other = Newcomer(number=known.number)
    page = other.first(code=other.ask_code()).content.decode()
    assert "这个证件号已经注册过账户" in page
    assert "身份证抢注申诉" in page


@pytest.mark.parametrize("door", [DOOR, DOOR.replace("sign-up", "dispute")])
def test_s4_after_some_codes_from_an_address_a_person_answers_a_captcha(door: str) -> None:
    """Red when a script goes on ringing phones; red when whoever answers it is refused, or sees none."""
    for number in range(phone_codes.FREE_OF_AN_ADDRESS):
        asked = Client(REMOTE_ADDR="198.51.100.8").post(f"{door}code/", {"phone": f"1391234560{number}"})
        assert asked.status_code == 200
    client, typed = Client(REMOTE_ADDR="198.51.100.8"), {"phone": "13912345609"}
    refused = client.post(f"{door}code/", typed, headers={"X-Requested-With": "fetch"})
    assert (refused.status_code, refused.json()["captcha"]) == (422, True)
    page = client.post(f"{door}code/", typed)
    assert (page.status_code, "验证码图片" in page.content.decode()) == (422, True)
    assert f'href="{door}?words=1"' in page.content.decode()
    assert client.get(f"{door}?words=1").status_code == 200
    assert "验证码图片" in client.get(door).content.decode()
    store = CaptchaStore.objects.get(hashkey=client.session["captcha"])
    right = typed | {"captcha_key": store.hashkey, "captcha": store.response}
    assert client.post(f"{door}code/", right | {"captcha": "x" * 17}).status_code == 422
    store = CaptchaStore.objects.get(hashkey=client.session["captcha"])
    right = typed | {"captcha_key": store.hashkey, "captcha": store.response}
    assert client.post(f"{door}code/", right).status_code == 200


def test_s2_who_tries_many_documents_with_one_phone_has_to_wait() -> None:
    """Red when a proven phone may ask for one number after the other."""
    known = Newcomer()
    known.sign_up()
    prober = Newcomer()
    code = prober.ask_code()
    statuses = [prober.first(code=code, number=known.number).status_code for _ in range(signing_up.FREE_NUMBERS + 1)]
    assert statuses == [422] * signing_up.FREE_NUMBERS + [429]


def test_s2_free_documents_are_counted_as_taken_ones_are() -> None:
    """Red when only hits count: one phone could go through a list of numbers. Red when going back and on with one's own number does."""
    prober = Newcomer()
    code = prober.ask_code()
    own = [prober.first(code=code).status_code for _ in range(signing_up.FREE_NUMBERS + 1)]
    assert set(own) == {302}
    statuses = [prober.first(number=a_document()).status_code for _ in range(signing_up.FREE_NUMBERS)]
    assert statuses == [302] * (signing_up.FREE_NUMBERS - 1) + [429]


def test_s3_who_tries_many_user_names_has_to_wait() -> None:
    """Red when the list of user names can be read one by one; free ones cost nothing."""
    known, prober = Newcomer(), Newcomer()
    known.sign_up()

    def hint(name: str) -> str:
        typed = prober.typed(login=name) | {"cell": "login"}
        answered = prober.client.post(f"{DOOR}hint/", typed, headers={"X-Requested-With": "fetch"}).json()
        return str(answered["words"])

    for number in range(signing_up.FREE_LOOKS + 5):
        assert hint(f"free{number:03}") == ""
    for _ in range(signing_up.FREE_LOOKS):
        assert "已有人使用" in hint(known.username)
    assert "分钟后再试" in hint(known.username)
    assert waits.FREE_TRIES < signing_up.FREE_LOOKS


def test_s5_a_code_is_good_once_five_tries_and_where_it_was_asked_for() -> None:
    """Red when a code is good in another session, for another phone, or after five wrong ones."""
    who = Newcomer()
    code = who.ask_code()
    thief = Newcomer(phone=who.phone)
    assert thief.first(code=code).status_code == 422
    assert who.first(code=code, phone="13799990000").status_code == 422
    for _ in range(phone_codes.TRIES):
        assert who.first(code="x").status_code == 422
    assert who.first(code=code).status_code == 422


def test_s5_a_code_is_used_up_by_the_step_it_was_for() -> None:
    """Red when the same code proves another sign-up of the same session."""
    who = Newcomer()
    code = who.ask_code()
    assert who.first(code=code).status_code == 302
    session = who.client.session
    del session["sign_up"]
    session.save()
    assert who.first(code=code).status_code == 422


def test_s4_letters_are_one_a_minute_and_so_many_a_day(shift) -> None:
    """Red when a mailbox can be flooded, by one sign-up or by many."""
    who = Newcomer()
    who.first(code=who.ask_code())
    statuses = []
    for _ in range(mail_links.A_DAY + 1):
        statuses += [who.second().status_code, who.second().status_code]
        shift(61)
        who.client.get(DOOR)
    assert statuses[:2] == [302, 429]
    assert statuses[::2] == [302] * mail_links.A_DAY + [429]
    assert len(letters()) == mail_links.A_DAY


def test_s12_the_second_step_is_closed_to_who_has_not_proven_the_phone() -> None:
    """Red when the mailbox can be asked for with a phone that was never proven, or changed after."""
    who = Newcomer()
    assert who.second().headers["Location"] == DOOR
    assert who.first(code=who.ask_code()).status_code == 302
    assert who.first(phone="13799990000").status_code == 422
    assert who.second().headers["Location"] == DOOR
    assert letters() == []


def test_s24_what_is_personal_lies_sealed_before_and_after() -> None:
    """Red when session, sign-up, outbox or log hold the number, the phone or the password in clear."""
    who = Newcomer()
    who.first(code=who.ask_code())
    who.second()
    before = everything()
    who.client.post(who.link())
    after = everything()
    for text in (who.number, who.phone, PASSWORD):
        assert text not in before
        assert text not in after
    assert who.username in before


def everything() -> str:
    """Every row of every table, and what sessions hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row_to_json(each)::text FROM "{table}" AS each')
            rows += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join([*rows, *(str(session.get_decoded()) for session in Session.objects.all())])


def test_a_door_without_sign_up_has_none_of_its_pages() -> None:
    """Red when a pack that lets nobody sign up does all the same."""
    for path in ("", "email/", "sent/", "done/", "agreement/", "link/x/"):
        assert Client().get(f"/s/property_rights/sign-up/{path}").status_code == 404, path
