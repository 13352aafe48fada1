"""H16: platforms where somebody is hear that they have signed out here (OpenID Connect Back-Channel Logout 1.0)."""

from collections.abc import Callable
from typing import Any
from urllib.error import URLError

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from banshi.carriers import posting
from banshi.jobs.worker import hand_over_next
from banshi.ledger import outbox
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.people.accounts import handing_out
from banshi.people.models import Account, Consent
from banshi.people.models import Platform as Row
from banshi.people.sso import consents, platforms, signing_out
from tests.people.signing_in import signed_in
from tests.people.situations import PASSWORD, a_group, a_unit, actor, an_account
from tests.people.sso.platform import HEARS, ORIGIN, Platform, registered

pytestmark = pytest.mark.django_db
NEW = "horse battery staple 9"


@pytest.fixture
def account() -> Account:
    return Account.objects.get(pk=a_group(levels=2).filer.own_account)


@pytest.fixture
def browser(account: Account) -> Client:
    """王经办's, signed in."""
    return signed_in(account)


@pytest.fixture
def platform(settings: Any, browser: Client) -> Platform:
    """One that hears of who has signed out; 王经办 is there."""
    settings.PLATFORM_ORIGINS = [ORIGIN]
    signing_out._away.clear()
    there = Platform(registered(hears=HEARS))
    there.code(browser)
    return there


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Where something was posted, and the logout token."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(posting, "post_form", lambda at, fields, *_: found.append((at, fields["logout_token"])))
    return found


def queued() -> int:
    return Delivery.objects.filter(to=signing_out.TO, done_at=None).count()


def worked() -> bool:
    return hand_over_next(signing_out.TO, signing_out.tell)


def read(token: str) -> Any:
    """A logout token, by the keys this house publishes."""
    return jwt.decode(token, KeySet.import_key_set(Client().get("/identity/keys/").json()), algorithms=["RS256"])


def test_h16_a_platform_hears_that_somebody_has_signed_out(
    platform: Platform, browser: Client, account: Account, posted: list[tuple[str, str]]
) -> None:
    """Red when it is told in the request, twice, or of somebody else; when the token could pass for an ID token (2.4: type, no nonce)."""
    browser.post("/sign-out/")
    assert (queued(), posted) == (1, [])
    assert worked()
    ((address, token),) = posted
    assert address == HEARS
    told = read(token)
    assert told.header["typ"] == "logout+jwt"
    assert (told.claims["iss"], told.claims["aud"]) == ("http://localhost:8000", platform.handed.client)
    assert told.claims["sub"] == consents.subject(platform.handed.client, account.pk)
    assert told.claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}}
    assert told.claims["exp"] - told.claims["iat"] == 120
    assert told.claims["jti"]
    assert "nonce" not in told.claims
    signed_in(account).post("/sign-out/")
    assert queued() == 0


def changes_password(browser: Client, account: Account) -> None:
    browser.post("/me/password/", {"old": PASSWORD, "new": NEW, "again": NEW})


def takes_consent_back(browser: Client, account: Account) -> None:
    browser.post(f"/me/platforms/{Row.objects.get().pk}/take-back/")


def is_stopped(browser: Client, account: Account) -> None:
    keeper = actor("周管理", a_unit("平台运营处", None), "security_admin")
    handing_out.set_active(account.username, False, token=new_token(), by=keeper)


@pytest.mark.parametrize("leave", [changes_password, takes_consent_back, is_stopped])
def test_it_hears_of_whatever_ends_a_session(
    platform: Platform, browser: Client, account: Account, leave: Callable[[Client, Account], None]
) -> None:
    """Red when only 【退出】 tells it."""
    leave(browser, account)
    assert queued() == 1


def test_who_opens_it_again_leaves_it_again(platform: Platform, browser: Client, account: Account) -> None:
    """Red when it is told once and never more."""
    browser.post("/sign-out/")
    again = signed_in(account)
    platform.code(again)
    again.post("/sign-out/")
    assert queued() == 2


def test_only_who_is_there_leaves(platform: Platform, browser: Client, account: Account) -> None:
    """Red when a platform hears of people it does not know, of others, or through an address nobody gave."""
    Platform(registered(name="别处")).code(browser)
    other = an_account("周同事", a_unit("别的单位", None))
    signed_in(other).post("/sign-out/")
    assert queued() == 0
    browser.post("/sign-out/")
    assert queued() == 1


def test_a_platform_that_was_ended_hears_nothing(platform: Platform, browser: Client) -> None:
    """Red when it is asked for once more."""
    platforms.end(Row.objects.get().pk, by=actor("周管理", a_unit("平台运营处", None), "system_admin"))
    browser.post("/sign-out/")
    assert queued() == 0


def test_one_that_does_not_answer_is_told_again_for_an_hour(
    platform: Platform, browser: Client, monkeypatch: pytest.MonkeyPatch, shift: Any
) -> None:
    """The same `jti` at every try, by which it tells a repetition. Red when it is told once, or for ever."""
    tried: list[str] = []

    def away(at: str, fields: dict[str, str], *_: Any) -> None:
        tried.append(read(fields["logout_token"]).claims["jti"])
        raise URLError("away")

    monkeypatch.setattr(posting, "post_form", away)
    browser.post("/sign-out/")
    assert worked()
    assert not worked()
    shift(61)
    assert worked()
    assert tried[0] == tried[1]
    shift(3601)
    assert worked()
    assert (len(tried), queued()) == (2, 0)


def test_one_that_hangs_keeps_no_other_waiting(
    platform: Platform, browser: Client, monkeypatch: pytest.MonkeyPatch, shift: Any
) -> None:
    """Red when each of its notices is tried: the other platform would hear after all of them, and each costs seconds."""
    tried: list[str] = []

    def hangs(at: str, *_: Any) -> None:
        tried.append(at)
        if at == HEARS:
            raise TimeoutError

    monkeypatch.setattr(posting, "post_form", hangs)
    elsewhere = Platform(registered(name="别处", hears=f"{ORIGIN}/elsewhere"))
    others = [signed_in(an_account(f"周同事{n}", a_unit(f"单位{n}", None))) for n in range(2)]
    for each in others:
        platform.code(each)
    elsewhere.code(others[-1])
    for each in (browser, *others):
        each.post("/sign-out/")
    while worked():
        pass
    assert tried == [HEARS, f"{ORIGIN}/elsewhere"]
    shift(61)
    assert worked()
    assert tried[2:] == [HEARS]
    assert not any(Delivery.objects.filter(to=signing_out.TO, done_at=None, attempts__gt=2))


def test_one_that_is_slow_lets_the_others_go_first(
    platform: Platform, browser: Client, monkeypatch: pytest.MonkeyPatch, shift: Any
) -> None:
    """Red when it is told one after the other: each costs seconds, and whoever comes behind hears after all of them."""
    spent: list[float] = [0]
    tried: list[str] = []

    def answers(at: str, *_: Any) -> None:
        tried.append(at)
        spent[0] += 4 if at == HEARS else 0.1

    monkeypatch.setattr(posting, "post_form", answers)
    monkeypatch.setattr(signing_out, "monotonic", lambda: spent[0])
    elsewhere = Platform(registered(name="别处", hears=f"{ORIGIN}/elsewhere"))
    others = [signed_in(an_account(f"周同事{n}", a_unit(f"单位{n}", None))) for n in range(3)]
    for each in others:
        platform.code(each)
    for each in others[1:]:
        elsewhere.code(each)
    for each in (browser, *others):
        each.post("/sign-out/")
    while worked():
        pass
    assert tried == [HEARS, f"{ORIGIN}/elsewhere", f"{ORIGIN}/elsewhere"]
    shift(5)
    assert worked()
    assert tried[3:] == [HEARS]


def test_an_address_that_was_taken_out_is_told_nothing_more(
    platform: Platform, browser: Client, posted: list[tuple[str, str]]
) -> None:
    """Red when what waits for it is tried for an hour."""
    browser.post("/sign-out/")
    keeper = actor("周管理", a_unit("平台运营处", None), "system_admin")
    platforms.hear_at(Row.objects.get().pk, "", by=keeper)
    assert worked()
    assert (posted, queued()) == ([], 0)


def test_who_has_come_again_is_not_ended_by_an_old_notice(
    platform: Platform, browser: Client, account: Account, posted: list[tuple[str, str]]
) -> None:
    """A token ends every session of a person there. Red when a late one goes out after they have signed in again."""
    browser.post("/sign-out/")
    platform.code(signed_in(account))
    assert worked()
    assert (posted, queued()) == ([], 0)


def test_two_platforms_cannot_tell_that_the_same_person_has_left(
    platform: Platform, browser: Client, posted: list[tuple[str, str]]
) -> None:
    """Red when `jti` is reckoned from the number of the event, which is the same for both, with nothing secret in it."""
    Platform(registered(name="别处", hears=f"{ORIGIN}/elsewhere")).code(browser)
    browser.post("/sign-out/")
    event = Delivery.objects.filter(to=signing_out.TO).values_list("event_id", flat=True)[0]
    assert worked()
    assert worked()
    told = {read(token).claims["jti"] for _, token in posted}
    assert len(told) == 2
    assert told.isdisjoint(outbox.message_id(event, position) for position in range(10))


def test_S13_it_is_told_only_where_the_server_may(
    settings: Any, platform: Platform, browser: Client, posted: list[tuple[str, str]]
) -> None:
    """Red when an address that was named once is opened for ever."""
    settings.PLATFORM_ORIGINS = []
    browser.post("/sign-out/")
    assert worked()
    assert (posted, queued()) == ([], 1)
    assert "NotNamed" in Delivery.objects.get(to=signing_out.TO).last_error


def test_what_is_told_to_platforms_is_published() -> None:
    """Red when a platform cannot find out that it may hear."""
    said = Client().get("/.well-known/openid-configuration").json()
    assert (said["backchannel_logout_supported"], said["backchannel_logout_session_supported"]) == (True, False)


def test_when_it_was_opened_last_is_kept(platform: Platform, browser: Client, account: Account, shift: Any) -> None:
    """Red when the list tells when consent was given."""
    first = Consent.objects.get()
    shift(60)
    platform.code(browser)
    again = Consent.objects.get()
    assert (again.since, again.opened_at > first.opened_at) == (first.since, True)
