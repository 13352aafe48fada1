"""S4, S5: captchas, SMS codes and codes of authenticators work once, for whom and what they were made."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from captcha.models import CaptchaStore
from django.db.models import F
from django.test import Client

from banshi.ledger import clock
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.lib.actor import SYSTEM, visitor
from banshi.lib.refusals import Invalid, TooMany
from banshi.people.models import Account, PhoneCode
from banshi.people.signing_in import phone_codes, second_factor
from tests.people.signing_in import DOOR, captcha, knock, sent_code, signed_in
from tests.people.situations import PACK, PASSWORD, a_group, a_unit, actor, an_account

pytestmark = pytest.mark.django_db
PHONE = "13912345678"
HERE: dict[str, Any] = {"phone": PHONE, "purpose": "phone", "session": "a session"}


@pytest.fixture
def account() -> Account:
    return an_account("王经办", a_unit("渝州公司", None))


# S4: captchas --------------------------------------------------------------------------------------------------------------------


def try_with(client: Client, account: Account, answered: dict[str, str]) -> int:
    return client.post(DOOR, answered | {"login": account.username, "password": PASSWORD}).status_code


def test_s04_a_captcha_is_good_once(account):
    """Red when `captcha.right` leaves it in the session and the store."""
    client = Client()
    answered = captcha(client)
    client.post(DOOR, answered | {"login": account.username, "password": "wrong horse"})
    assert try_with(client, account, answered) == 422


def test_s04_a_wrong_answer_uses_it_up(account):
    """Red when only right answers use it up: it could be tried until it fits."""
    client = Client()
    answered = captcha(client)
    assert try_with(client, account, answered | {"captcha": "?"}) == 422
    assert try_with(client, account, answered) == 422


def test_s04_another_sessions_captcha_is_no_good(account):
    """Red when the key alone is looked up: one person could solve captchas for a thousand sessions."""
    assert try_with(Client(), account, captcha(Client())) == 422


def test_s04_a_captcha_ends_after_five_minutes(account):
    """Red when its age is not looked at."""
    client = Client()
    answered = captcha(client)
    CaptchaStore.objects.update(expiration=F("expiration") - timedelta(minutes=5))
    assert try_with(client, account, answered) == 422


@pytest.mark.parametrize("hours", [-2, 2])
def test_s04_r15_a_wrong_clock_neither_ends_a_captcha_nor_keeps_it(account, monkeypatch, shift, hours):
    """Red when the clock of the process that looks says whether it has ended (`remove_expired`), or that of the one that made it."""
    here, late = Client(), Client()
    answered = captcha(here)
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now() + timedelta(hours=hours))
    assert try_with(here, account, answered) == 302
    answered = captcha(late)
    shift(301)
    assert try_with(late, account, answered) == 422


def test_s04_a_wrong_captcha_tries_no_password(account):
    """Red when the password is checked first: then failures would be counted, and answers would tell."""
    client = Client()
    for _ in range(9):
        captcha(client)
        assert "验证码不对" in client.post(DOOR, {"login": account.username, "password": "x"}).content.decode()
    assert knock(client, account.username).status_code == 302


def test_s04_after_a_wrong_captcha_the_name_is_kept_and_the_page_says_why_the_password_is_not(account):
    """Red when the password's cell comes back empty without a word; red when the password stands in the page."""
    client = Client()
    typed = captcha(client) | {"captcha": "?", "login": account.username, "password": PASSWORD}
    page = client.post(DOOR, typed).content.decode()
    assert f'value="{account.username}"' in page
    assert "为了安全，页面从不带回密码，请再输入一次" in page
    assert PASSWORD not in page


def test_s04_who_cannot_see_the_picture_gets_a_question(account):
    """Red when the picture is the only way; the question is bound to the session and good once as well."""
    client = Client()
    answered = captcha(client, words="1")
    page = client.get(DOOR, {"words": "1"}).content.decode()
    assert re.search(r"请填数字", page)
    assert "验证码图片" not in page
    answered = captcha(client, words="1")
    assert try_with(client, account, answered) == 302


def test_s04_pictures_cannot_be_asked_for_faster_than_people_look_at_them():
    """Red without the pause: every picture costs a row and some drawing."""
    client = Client()
    captcha(client)
    fetch = {"X-Requested-With": "fetch"}
    assert client.post("/captcha/fresh/", headers=fetch).status_code == 200
    assert client.post("/captcha/fresh/", headers=fetch).status_code == 429


def test_s04_nobody_without_a_session_waits_for_another():
    """Red when all who have none yet are counted as one."""
    for place in ("203.0.113.1", "203.0.113.2"):
        assert Client(REMOTE_ADDR=place).post("/captcha/fresh/").status_code == 200


# S5: SMS codes -------------------------------------------------------------------------------------------------------------------


def send(**more: str) -> str:
    phone_codes.send(**HERE | more, by=SYSTEM)
    return sent_code()


def works(code: str, **more: str) -> bool:
    try:
        phone_codes.use(code=code, **HERE | more)
    except Invalid:
        return False
    return True


def test_s05_a_code_works_once():
    """Red when `used_at` is not set."""
    code = send()
    assert works(code)
    assert not works(code)


@pytest.mark.parametrize("other", [{"phone": "13912345679"}, {"purpose": "sign_in"}, {"session": "another"}])
def test_s05_a_code_is_bound_to_phone_purpose_and_session(other):
    """Red when any of the three is left out of the digest and the search."""
    code = send()
    assert not works(code, **other)
    assert works(code)


def test_s05_after_five_wrong_tries_the_right_code_is_dead():
    """Red when tries are not counted, or counted in a transaction that is rolled back."""
    code = send()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert not any(works(wrong) for _ in range(5))
    assert not works(code)


@pytest.mark.parametrize(("seconds", "good"), [(290, True), (301, False)])
def test_s05_a_code_lives_five_minutes(shift, seconds, good):
    """Red when its age is not looked at."""
    code = send()
    shift(seconds)
    assert works(code) == good


def asked_from(place: str, **more: Any) -> None:
    """A code asked for by somebody else each time."""
    phone_codes.send(**HERE | more, by=visitor(place))


def test_s05_one_a_minute_and_ten_a_day_for_a_phone(shift):
    """Red when either limit is left out."""
    for number in range(10):
        asked_from(f"203.0.113.{number}")
        with pytest.raises(TooMany, match="一分钟"):
            asked_from("198.51.100.1", session="from elsewhere")
        shift(61)
    with pytest.raises(TooMany, match="明天"):
        asked_from("198.51.100.1")
    shift(86_400)
    send()


def test_s05_nobody_rings_a_phone_more_than_five_times_a_day(shift):
    """Red when who asks is not counted: one visitor would use up the ten of somebody else's phone."""
    for _ in range(5):
        asked_from("203.0.113.9")
        shift(61)
    with pytest.raises(TooMany, match="明天"):
        asked_from("203.0.113.9")
    asked_from("198.51.100.1")


def test_s05_one_account_reaches_six_phones_a_day_and_one_a_minute(shift):
    """Red without limits for whoever asks: the house would pay for messages to ten thousand numbers."""
    by = actor("王经办", a_unit("渝州公司", None))
    for number in range(6):
        phone_codes.send(**HERE | {"phone": f"1391234560{number}"}, by=by)
        with pytest.raises(TooMany, match="一分钟"):
            phone_codes.send(**HERE, by=by)
        shift(61)
    with pytest.raises(TooMany, match="您今天"):
        phone_codes.send(**HERE, by=by)


def test_s05_behind_one_address_nobody_waits_for_another():
    """Red when a visitor's address is counted as an account is: one mischief-maker behind it would stop everybody there."""
    for number in range(10):
        asked_from("203.0.113.9", phone=f"1391234560{number}", session=f"session {number}")
    with pytest.raises(TooMany, match="一分钟"):
        asked_from("203.0.113.9", phone="13912345699", session="session 9")


def test_s05_a_purpose_takes_nothing_away_from_another(shift):
    """Red when `_enough` counts all purposes together: codes of a sign-up that strangers ask for would use up the holder's recovery."""
    for number in range(10):
        asked_from(f"203.0.113.{number}", purpose="sign_up")
        shift(61)
    sent = Delivery.objects.filter(to="sms.sealed").count()
    quiet: dict[str, Any] = {"purpose": "recovery", "session": "mine", "by": visitor("198.51.100.7"), "own": False}
    phone_codes.send_untold(PHONE, instead="NOBODY", **quiet)
    assert Delivery.objects.filter(to="sms.sealed").count() == sent + 1
    assert "用于找回密码" in sealed.opened(Delivery.objects.latest("id").payload["text"])


def test_s05_others_never_use_up_the_holders_own_codes(shift):
    """Red when `own` requests are counted with everybody's."""
    by = actor("王经办", a_unit("渝州公司", None))
    for number in range(10):
        asked_from(f"203.0.113.{number}")
        shift(61)
    asked_from("198.51.100.2", phone="13912345699")
    phone_codes.send(**HERE, by=by, own=True)
    with pytest.raises(TooMany, match="一分钟"):
        phone_codes.send(**HERE, by=by, own=True)


def test_s05_neither_code_nor_phone_can_be_read_where_they_wait():
    """Red when the delivery's payload or the table holds them in clear."""
    code = send()
    resting = f"{Delivery.objects.latest('id').payload} {PhoneCode.objects.values().latest('id')}"
    assert code not in resting
    assert PHONE not in resting
    assert Delivery.objects.latest("id").urgent


# Codes of authenticators ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def officer() -> tuple[Account, str]:
    account = Account.objects.get(pk=a_group(levels=1).officer.own_account)
    secret = second_factor.new_secret()
    TOTP.activate(account, secret)
    return account, secret


def test_s05_an_authenticators_code_is_asked_after_the_password_and_works_once(officer):
    """Red when the stage is passed by, or when a code seen over a shoulder still works."""
    account, secret = officer
    client = Client()
    assert knock(client, account.username).headers["Location"] == "/sign-in/code/"
    assert client.get("/notices/").status_code == 302
    code = second_factor.code(secret)
    assert client.post("/sign-in/code/", {"code": code}).headers["Location"] == f"/s/{PACK}/"
    again = Client()
    knock(again, account.username)
    assert again.post("/sign-in/code/", {"code": code}).status_code == 422


@pytest.mark.parametrize(("ago", "opens"), [(2, False), (1, True), (0, True)])
def test_s05_who_reads_slowly_still_comes_in_once(officer, monkeypatch, ago, opens):
    """Red without the tolerance of one half minute; red when a used code is forgotten before it has ended (30 s, as allauth has it)."""
    account, secret = officer
    code = second_factor.code(secret, ago)
    for right in (opens, False):
        client = Client()
        knock(client, account.username)
        assert (client.post("/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302) == right
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda self, code: True)


def test_s05_codes_of_authenticators_cannot_be_tried_through(officer):
    """Red without `require_try` in the form: six digits are a million tries."""
    account, secret = officer
    client = Client()
    knock(client, account.username)
    for _ in range(4):
        client.post("/sign-in/code/", {"code": "000000"})
    assert "分钟后再试" in client.post("/sign-in/code/", {"code": second_factor.code(secret)}).content.decode()


def test_s05_an_authenticators_secret_is_sealed(officer):
    """Red with allauth's own adapter, which keeps it in clear."""
    account, secret = officer
    assert secret not in str(account.authenticator_set.get().data)


def test_who_holds_a_role_that_asks_for_it_must_set_up_an_authenticator_first():
    """Red when the middleware does not ask `second_factor.is_missing`."""
    officer = Account.objects.get(pk=a_group(levels=1).officer.own_account)
    client = signed_in(officer)
    assert client.get(f"/s/{PACK}/").headers["Location"] == "/me/second-factor/"
    page = client.get("/me/second-factor/").content.decode()
    secret = client.session["second_factor"]
    assert secret in page
    assert client.post("/me/second-factor/", {"code": "000000"}).status_code == 422
    assert client.post("/me/second-factor/", {"code": second_factor.code(secret)}).status_code == 200
    assert client.get(f"/s/{PACK}/").status_code == 200


def test_s05_a_recovery_code_is_shown_once_works_once_and_is_told(officer):
    """Red when a code that was used still works, or nobody is told; red when the page shows them again."""
    account, _ = officer
    account.authenticator_set.all().delete()
    client = signed_in(account)
    client.get("/me/second-factor/")
    answer = client.post("/me/second-factor/", {"code": second_factor.code(client.session["second_factor"])})
    codes = re.findall(r"<li class=\"mono\">(\d{8})<", answer.content.decode())
    assert len(set(codes)) == 10
    assert client.get("/me/second-factor/").status_code == 302
    for code, opens in ((codes[3], True), (codes[3], False), (codes[4], True)):
        other = Client()
        knock(other, account.username)
        assert (other.post("/sign-in/code/", {"code": code}).status_code == 302) == opens
    told = Delivery.objects.filter(event__kind="recovery_code_used").latest("id").payload
    assert "还剩 8 个" in sealed.opened(told["text"])
