"""S6, S23: every way in obeys the same rules, sessions end when they must, and what is personal stays nowhere."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client

from banshi.ledger import clock
from banshi.lib.actor import SYSTEM
from banshi.people.accounts import appointing, handing_out
from banshi.people.models import Account, Link, Organisation
from banshi.people.signing_in import second_factor, waits
from tests.people.signing_in import DOOR, captcha, is_in, knock, signed_in
from tests.people.situations import PACK, PASSWORD, a_unit, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return an_account("王经办", a_unit("渝州公司", None))


# Every way × every state ---------------------------------------------------------------------------------------------------------

STATES = {
    "active": lambda account: None,
    "initial password": lambda account: initial(account, timedelta(days=1)),
    "void initial password": lambda account: initial(account, timedelta(days=-1)),
    "disabled": lambda account: handing_out.set_active(account.username, False, by=SYSTEM),
    "unit closed": lambda account: Organisation.objects.filter(links__account=account).update(closed_at=clock.Now()),
    "link ended": lambda account: Link.objects.filter(account=account).update(until=clock.Now()),
    "password reissued": lambda account: handing_out.reissue(account.username, deciding=(), by=SYSTEM),
    "waiting": lambda account: [waits.take(waits.bucket(account.username, "127.0.0.1")) for _ in range(5)],
}


def initial(account: Account, left: timedelta) -> None:
    Account.objects.filter(pk=account.pk).update(secret_until=clock.now() + left, settled_at=None)


def by_password(account: Account, into: str) -> bool:
    STATES[into](account)
    return knock(Client(), account.username).status_code == 302


def by_question(account: Account, into: str) -> bool:
    STATES[into](account)
    client = Client()
    answered = captcha(client, words="1")
    return client.post(DOOR, answered | {"login": account.username, "password": PASSWORD}).status_code == 302


def by_second_factor(account: Account, into: str) -> bool:
    """The password was right; the state changes before the code comes."""
    secret = second_factor.new_secret()
    TOTP.activate(account, secret)
    client = Client()
    knock(client, account.username)
    STATES[into](account)
    return client.post("/sign-in/code/", {"code": second_factor.code(secret)}).status_code == 302 and is_in(client)


def by_session(account: Account, into: str) -> bool:
    """In already; the state changes before the next request."""
    client = signed_in(account)
    STATES[into](account)
    return is_in(client)


WAYS = {
    "password": by_password,
    "password and question": by_question,
    "second factor": by_second_factor,
    "running session": by_session,
}
# A wait is for trying; it does not put out who is in. A void initial password does not either: it may still be replaced.
STAYS_IN = {"waiting", "void initial password"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("way", WAYS)
def test_s06_every_way_in_asks_the_same_question(account, way, state):
    """Red when any way leaves `may_sign_in` out, or `may_sign_in` any of the states."""
    may = state in {"active", "initial password"} or (way == "running session" and state in STAYS_IN)
    assert WAYS[way](account, state) == may


# Sessions ------------------------------------------------------------------------------------------------------------------------


def test_s06_a_session_ends_after_half_an_hour_without_a_request(account):
    """Red when the session's age is not kept, or a request does not make it young again."""
    client = signed_in(account)
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=29))
    assert is_in(client)
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=29))
    assert is_in(client)
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=31))
    assert not is_in(client)


def test_s06_a_session_ends_after_twelve_hours_however_busy(account, shift):
    """Red when only idleness is looked at."""
    client, long = signed_in(account), timedelta(hours=12, seconds=-60)
    shift(long.total_seconds())
    Session.objects.update(expire_date=F("expire_date") + long)
    assert is_in(client)
    shift(61)
    assert not is_in(client)


def test_s06_signing_in_gives_a_new_session_id(account):
    """Red when the session that was opened before keeps its id: whoever planted it would be in."""
    client = Client()
    client.get(DOOR)
    planted = client.session.session_key
    knock(client, account.username)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_s06_changing_the_password_ends_all_other_sessions_and_keeps_this_one(account):
    """P03. Red when sessions are not tied to the password."""
    here, elsewhere = signed_in(account), signed_in(account)
    new = "江边慢跑的人 4711"
    answer = here.post("/me/password/", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert knock(Client(), account.username).status_code == 422
    assert knock(Client(), account.username, new).status_code == 302


def test_s06_a_role_that_ended_is_gone_at_the_next_request(account):
    """Red when roles are kept in the session."""
    Link.objects.create(account=account, organisation=account.links.get().organisation, role="elsewhere/clerk")
    client = signed_in(account)
    assert client.get(f"/s/{PACK}/").status_code == 200
    appointing.end_role(account.username, f"{PACK}/enterprise", by=SYSTEM)
    assert client.get(f"/s/{PACK}/").status_code != 200


def test_s06_signing_out_leaves_nothing(account):
    client = signed_in(account)
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 200
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)
    assert not Session.objects.filter(session_key=key).exists()


def test_s23_the_cookies_cannot_be_read_by_scripts_and_do_not_travel(account):
    """Red when a cookie lacks HttpOnly or SameSite."""
    client = signed_in(account)
    for name in ("session", "device"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_s23_personal_pages_are_never_stored(account):
    """Red without no-store: Back would show them after signing out."""
    for page in (f"/s/{PACK}/", "/me/password/", "/me/phone/", "/notices/"):
        assert "no-store" in signed_in(account).get(page).headers["Cache-Control"]
