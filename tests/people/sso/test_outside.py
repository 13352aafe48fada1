"""S22: an outside provider, hostile ones too, signs nobody in as somebody else. Each test is red without the check it names."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from banshi.ledger import queries as ledger
from banshi.ledger.models import Event
from banshi.people.models import Account, Link, OutsideIdentity
from banshi.people.signing_in import second_factor
from tests.people.signing_in import is_in, signed_in
from tests.people.situations import PASSWORD, a_group, an_account
from tests.people.sso.outside_provider import BACK, Provider, an_outside_provider
from tests.people.sso.provider_program import CLIENT, SECRET, SUBJECT

pytestmark = pytest.mark.django_db
LINK = "/me/platforms/link/"


@pytest.fixture(scope="module")
def program() -> Iterator[Provider]:
    """An outside provider that runs."""
    with an_outside_provider() as there:
        yield there


@pytest.fixture
def provider(program: Provider, settings: Any, tmp_path: Path) -> Provider:
    """The one that is set; it is honest until it is told otherwise."""
    program.does()
    return set_up(program, settings, tmp_path)


def set_up(there: Provider, settings: Any, folder: Path) -> Provider:
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n")
    settings.SSO_ISSUER, settings.SSO_CLIENT, settings.SSO_SECRET_FILE = there.issuer, CLIENT, str(secret)
    return there


@pytest.fixture
def account() -> Account:
    return Account.objects.get(pk=a_group(levels=2).filer.own_account)


@pytest.fixture
def linked(provider: Provider, account: Account) -> Account:
    """An account to which the identity of 林甜 is linked, as people link it."""
    browser = signed_in(account)
    assert provider.comes_back(browser).headers["Location"] == LINK
    assert browser.post(LINK, {"password": PASSWORD}).status_code == 302
    return account


def test_an_identity_that_is_linked_signs_in(provider: Provider, linked: Account) -> None:
    """Red when the code, the verifier or our own name is not sent, or the session is not a new one."""
    browser = Client()
    browser.get("/s/property_rights/sign-in/")
    before = browser.session.session_key
    answer = provider.comes_back(browser)
    assert answer.headers["Location"] == "/s/property_rights/"
    assert is_in(browser)
    assert browser.session.session_key != before
    sent = provider.last_exchange()
    assert sent["as"] == "banshi:its%20secret"
    assert sent["redirect_uri"] == f"http://localhost:8000{BACK}"
    kinds = [event.kind for event in ledger.history(f"account:{linked.pk}")]
    assert kinds == ["signed_in", "identity_linked", "signed_in"]


def test_nobody_is_found_by_what_the_provider_tells_of_them(provider: Provider, account: Account) -> None:
    """Red when a name, a mailbox or a phone opens an account."""
    Account.objects.filter(pk=account.pk).update(email="lin@example.cn")
    claims = {"email": "lin@example.cn", "email_verified": True, "preferred_username": account.username}
    provider.does(claims=claims)
    browser = Client()
    answer = browser.get(provider.comes_back(browser).headers["Location"], follow=True)
    assert "还没有关联这里的账户" in answer.content.decode()
    assert not is_in(browser)


def test_who_came_first_signs_in_and_then_says_so(provider: Provider, account: Account) -> None:
    """Red when the identity is forgotten at sign-in, or linked without a press and the password."""
    browser = Client()
    provider.comes_back(browser)
    browser.force_login(account)
    session = browser.session
    session["began"] = 32_503_680_000
    session.save()
    assert "林甜" in browser.get(LINK).content.decode()
    assert not OutsideIdentity.objects.exists()
    assert browser.post(LINK, {"password": "x"}).status_code == 422
    assert browser.post(LINK, {"password": PASSWORD}).status_code == 302
    assert OutsideIdentity.objects.get().account_id == account.pk


def test_an_identity_is_one_accounts_and_an_account_has_one(provider: Provider, linked: Account) -> None:
    """Red when a second account takes it over."""
    other = signed_in(an_account("周同事", Link.objects.get(account=linked).organisation_id))
    provider.comes_back(other)
    assert other.post(LINK, {"password": PASSWORD}).status_code == 409
    own = signed_in(linked)
    provider.does(subject="another")
    provider.comes_back(own)
    assert own.post(LINK, {"password": PASSWORD}).status_code == 409
    assert own.post("/me/platforms/unlink/").status_code == 302
    assert own.post(LINK, {"password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"iat": 32_503_680_000},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_claim_that_does_not_hold_signs_nobody_in(
    provider: Provider, linked: Account, claims: dict[str, Any]
) -> None:
    """Red when nonce, issuer, audience, time or subject is not looked at."""
    provider.does(claims=claims)
    refused(provider, linked)


@pytest.mark.parametrize("sign", ["unsigned", "confused", "by_another", "of_no_name", "no_token", "a_number"])
def test_a_signature_that_does_not_hold_signs_nobody_in(provider: Provider, linked: Account, sign: str) -> None:
    """Algorithm none and key confusion among them. Red when the token is believed because it came over the wire, or by the algorithm it
    names itself."""
    provider.does(sign=sign)
    refused(provider, linked)


def refused(provider: Provider, account: Account) -> None:
    browser = Client()
    answer = provider.comes_back(browser)
    assert answer.status_code == 400
    assert "核对不通过" in answer.content.decode()
    assert not is_in(browser)
    assert Event.objects.filter(kind="outside_disbelieved").count() == 1


def test_a_way_back_is_good_once_and_in_its_own_browser(provider: Provider, linked: Account) -> None:
    """Red when the state is not compared, not bound to the session, or stays (replay, login CSRF)."""
    for state in ("", "another"):
        assert provider.comes_back(Client(), state=state).status_code == 400
    mine, other = Client(), Client()
    back = provider.goes(mine)
    assert other.get(BACK, back).status_code == 400
    assert mine.get(BACK, back).status_code == 302
    mine.post("/sign-out/")
    answer = mine.get(BACK, back)
    assert "请回到登录页重新开始" in answer.content.decode()
    assert not is_in(mine)


@pytest.mark.parametrize(
    ("careless", "words"), [(False, "请回到登录页重新开始"), (True, "核对不通过")], ids=["honest", "careless"]
)
def test_a_code_that_was_stolen_or_used_signs_nobody_in(
    provider: Provider, linked: Account, *, careless: bool, words: str
) -> None:
    """Injected into another browser's way, before and after its own has used it. Red, at a provider that is careless, when the nonce is
    not compared; at an honest one when its refusal is taken for its being away."""
    provider.does(careless=careless)
    mine, thieves = Client(), (Client(), Client())
    back = provider.goes(mine)
    answers = [provider.comes_back(thieves[0], code=back["code"])]
    mine.get(BACK, back)
    answers.append(provider.comes_back(thieves[1], code=back["code"]))
    assert [answer.status_code for answer in answers] == [400, 400]
    assert all(words in answer.content.decode() for answer in answers)
    assert not any(map(is_in, thieves))


def test_a_way_back_does_not_last(provider: Provider, linked: Account, shift: Any) -> None:
    """Red when somebody else at the computer finishes it an hour later."""
    browser = Client()
    back = provider.goes(browser)
    shift(11 * 60)
    assert browser.get(BACK, back).status_code == 400


def test_another_providers_answer_is_not_taken_for_this_ones(provider: Provider, linked: Account) -> None:
    """Mix-up (RFC 9207). Red when `iss` is not compared."""
    assert provider.comes_back(Client(), iss="https://evil.example").status_code == 400
    assert provider.comes_back(Client(), iss=provider.issuer).status_code == 302


def test_somebody_else_at_the_provider_is_somebody_else_here(provider: Provider, linked: Account) -> None:
    """Red when the name is compared in place of the subject."""
    provider.does(subject=SUBJECT.upper())
    browser = Client()
    provider.comes_back(browser)
    assert not is_in(browser)


def test_a_refusal_there_is_told_here(provider: Provider, linked: Account) -> None:
    """Red (500) when no code comes."""
    browser = Client()
    state = provider.goes(browser)["state"]
    answer = browser.get(BACK, {"error": "access_denied", "state": state})
    assert answer.status_code == 400


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_nobody_is_led_away_afterwards(provider: Provider, linked: Account, onward: str) -> None:
    """S15. Red when `next` is kept as it came."""
    browser = Client()
    answer = browser.get(BACK, provider.goes(browser, next=onward))
    assert answer.headers["Location"] == "/"


def test_who_wanted_a_page_gets_there(provider: Provider, linked: Account) -> None:
    """Red when `next` is lost."""
    browser = Client()
    answer = browser.get(BACK, provider.goes(browser, next="/me/password/"))
    assert answer.headers["Location"] == "/me/password/"


@pytest.mark.parametrize("endpoint", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_only_the_origin_that_was_set_is_asked(provider: Provider, linked: Account, endpoint: str) -> None:
    """S13. Red when an address is taken from the provider's page as it stands there."""
    browser = Client()
    back = provider.goes(browser)
    provider.does(configuration={endpoint: "http://127.0.0.1:1/latest/meta-data"})
    if endpoint == "authorization_endpoint":
        assert browser.get("/sign-in/outside/").status_code == 503
    else:
        assert browser.get(BACK, back).status_code == 400


@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_provider_that_does_not_answer_is_said_calmly(provider: Provider, linked: Account, status: int) -> None:
    """Red (500) when its fault is no refusal; and when it may send us elsewhere."""
    browser = Client()
    back = provider.goes(browser)
    provider.does(status=status)
    said_to_be_away(browser, back)


def test_a_provider_that_is_gone_is_said_calmly(settings: Any, tmp_path: Path) -> None:
    """Its program was ended while somebody was there. Red (500) when nobody listening is no refusal."""
    browser = Client()
    with an_outside_provider() as there:
        back = set_up(there, settings, tmp_path).goes(browser)
        there.program.end()
        said_to_be_away(browser, back)


def said_to_be_away(browser: Client, back: dict[str, str]) -> None:
    for answer in (browser.get(BACK, back), browser.get("/sign-in/outside/")):
        assert answer.status_code == 503
        assert "“统一身份认证”现在连不上" in answer.content.decode()
        assert not is_in(browser)


def test_who_decides_still_shows_their_authenticator(provider: Provider, linked: Account) -> None:
    """Red when the provider's word is taken for the second factor."""
    TOTP.activate(linked, second_factor.new_secret())
    browser = Client()
    assert provider.comes_back(browser).headers["Location"].startswith("/sign-in/code/")
    assert not is_in(browser)


def stopped(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


def without_a_role(account: Account) -> None:
    Link.objects.filter(account=account).update(until="2020-01-01T00:00Z")


@pytest.mark.parametrize("state", [stopped, without_a_role])
def test_who_may_not_sign_in_may_not_here(
    provider: Provider, linked: Account, state: Callable[[Account], None]
) -> None:
    """S6. Red when the account is not asked after."""
    state(linked)
    browser = Client()
    assert provider.comes_back(browser).status_code == 403
    assert not is_in(browser)


def test_a_house_without_a_provider_offers_none(account: Account) -> None:
    """Red when the button stands there and leads nowhere."""
    browser = Client()
    assert "统一身份认证" not in browser.get("/s/property_rights/sign-in/").content.decode()
    assert browser.get("/sign-in/outside/").status_code == 404
    assert browser.get(BACK).status_code == 400
    assert "统一身份认证" not in signed_in(account).get("/me/platforms/").content.decode()
