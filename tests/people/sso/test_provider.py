"""H16, S22: this house as OpenID provider. A platform learns who somebody is only where it is registered and the person agreed."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from banshi.ledger import clock
from banshi.ledger import queries as ledger
from banshi.people import queries
from banshi.people.models import Account, Link
from banshi.people.sso import consents, platforms
from tests.people.signing_in import signed_in
from tests.people.situations import Group, a_group, a_unit, actor
from tests.people.sso.platform import RETURN, Platform, agreed, registered, returned

pytestmark = pytest.mark.django_db
ADDRESS = "/identity/authorize/"


@pytest.fixture
def group() -> Group:
    return a_group(levels=2)


@pytest.fixture
def account(group: Group) -> Account:
    return Account.objects.get(pk=group.filer.own_account)


@pytest.fixture
def browser(account: Account) -> Client:
    """王经办's, signed in."""
    return signed_in(account)


@pytest.fixture
def platform() -> Platform:
    return Platform(registered())


def kinds(account: Account) -> list[str]:
    return [each.kind for each in ledger.history(f"account:{account.pk}")]


def test_h16_a_platform_opens_without_signing_in_again(platform: Platform, browser: Client, account: Account) -> None:
    """Red when nobody is asked first, when the second time asks again, and when the token says more than was agreed to."""
    page = browser.get(ADDRESS, platform.asks())
    assert page.status_code == 200
    assert "<li>姓名" in page.content.decode()
    assert "form-action 'self' https://books.example.gov.cn;" in page.headers["Content-Security-Policy"] + ";"
    back = returned(agreed(browser, page))
    assert back["state"] == "its state"
    told = platform.learns(back["code"])
    assert (told["iss"], told["aud"], told["nonce"]) == ("http://localhost:8000", platform.handed.client, "its nonce")
    assert told["name"] == "王经办"
    assert {"unit", "roles", "email", "phone"} & told.keys() == set()
    assert "code" in returned(browser.get(ADDRESS, platform.asks()))
    assert kinds(account)[-3:] == ["consent_given", "platform_entered", "platform_entered"]


def test_unit_and_roles_are_told_to_who_asks_for_them_and_may(group: Group, browser: Client) -> None:
    """Red when the scope is not asked for, or a platform gets one it is not registered for."""
    platform = Platform(registered("profile", "unit"), scope="openid unit")
    told = platform.learns(platform.code(browser))
    assert told["unit"]["name"] == group.filer.unit_name
    assert told["roles"] == ["property_rights/enterprise"]
    assert "name" not in told
    small = Platform(registered(name="别处"), scope="openid unit")
    assert returned(browser.get(ADDRESS, small.asks()))["error"] == "invalid_scope"


def test_two_platforms_cannot_tell_that_it_is_the_same_person(browser: Client, account: Account) -> None:
    """Red when `sub` is the account's number, or the same everywhere, or another one each time."""
    first, second = Platform(registered()), Platform(registered(name="别处"))
    subjects = [each.learns(each.code(browser))["sub"] for each in (first, second, first)]
    assert subjects[0] == subjects[2] != subjects[1]
    assert str(account.pk) not in subjects


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unauthorized_client"),
        ({"response_type": "id_token"}, "unauthorized_client"),
        ({"scope": "openid email"}, "invalid_scope"),
        ({"claims": "{"}, "request_not_supported"),
        ({"resource": "x"}, "request_not_supported"),
        ({"request": "x"}, "request_not_supported"),
        ({"prompt": "login"}, "login_required"),
        ({"prompt": "none"}, "consent_required"),
        ({"prompt": "none consent"}, "invalid_request"),
        ({"prompt": "select_account"}, "account_selection_required"),
        ({"max_age": "-1"}, "invalid_request"),
    ],
)
def test_what_is_asked_wrongly_is_told_the_platform(
    platform: Platform, browser: Client, asked: dict[str, str | None], error: str
) -> None:
    """Red when allauth's own answer is taken: it wants PKCE of public clients only, and lets `prompt=none` pass on another's consent."""
    answer = browser.get(ADDRESS, platform.asks(**asked))
    back = returned(answer)
    assert (back["error"], back["state"]) == (error, "its state")


@pytest.mark.parametrize(
    "address",
    [f"{RETURN}/", f"{RETURN}?more=1", "https://books.example.gov.cn:444/back", "https://evil.example/back", "", None],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    platform: Platform, browser: Client, address: str | None
) -> None:
    """S15. Red when allauth compares: it takes any query beside."""
    answer = browser.get(ADDRESS, platform.asks(redirect_uri=address))
    assert answer.status_code == 400
    assert "没有在这里登记" in answer.content.decode()


def test_an_unknown_platform_is_refused_in_words(platform: Platform, browser: Client) -> None:
    """Red (302, or 500) when the address is trusted before who asks."""
    assert browser.get(ADDRESS, platform.asks(client_id="x")).status_code == 400
    assert browser.get(ADDRESS).status_code == 400


def test_who_is_not_signed_in_signs_in_first_and_comes_back(platform: Platform) -> None:
    """Red when the request is lost on the way."""
    answer = Client().get(ADDRESS, platform.asks())
    assert answer.headers["Location"].startswith("/sign-in/?next=/identity/authorize/%3Fclient_id")
    assert returned(Client().get(ADDRESS, platform.asks(prompt="none")))["error"] == "login_required"


def test_a_platform_may_ask_to_agree_again(platform: Platform, browser: Client) -> None:
    """OpenID Connect Core 1.0, 3.1.2.1. Red when who has agreed before goes straight on."""
    platform.code(browser)
    page = browser.get(ADDRESS, platform.asks(prompt="consent"))
    assert page.status_code == 200
    assert "code" in returned(agreed(browser, page))


def test_a_platform_may_ask_for_a_sign_in_of_late_and_learns_when_it_was(platform: Platform, browser: Client) -> None:
    """Red when `max_age` is not looked at, or the token does not tell `auth_time`."""
    began = int(clock.now().timestamp()) - 100
    session = browser.session
    session["began"] = began
    session.save()
    platform.code(browser)
    assert returned(browser.get(ADDRESS, platform.asks(max_age="60")))["error"] == "login_required"
    back = returned(browser.get(ADDRESS, platform.asks(max_age="600")))
    assert platform.learns(back["code"])["auth_time"] == began


def test_who_signs_in_now_is_not_asked_to_once_more(platform: Platform) -> None:
    """Red when the request comes back from signing in with what it fulfilled, and is refused; or the wish for consent is lost."""
    answer = Client().get(ADDRESS, platform.asks(prompt="login consent", max_age="0"))
    (back,) = parse_qs(urlsplit(answer.headers["Location"]).query)["next"]
    asked = parse_qs(urlsplit(back).query)
    assert (asked["prompt"], asked["state"], "max_age" in asked) == (["consent"], ["its state"], False)


def test_who_disagrees_is_not_told_of(platform: Platform, browser: Client, account: Account) -> None:
    """Red when 【不同意】 keeps a consent."""
    page = browser.get(ADDRESS, platform.asks())
    assert returned(agreed(browser, page, "cancel")) == {"error": "access_denied", "state": "its state"}
    assert "consent_given" not in kinds(account)


def test_agreement_takes_the_persons_own_press(platform: Platform, account: Account) -> None:
    """S12. Red when the form passes without its token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    session = browser.session
    session["began"] = 32_503_680_000
    session.save()
    assert agreed(browser, browser.get(ADDRESS, platform.asks())).status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"client_secret": "x"},
        {"client_secret": None},
        {"code_verifier": None},
        {"code_verifier": "another-verifier-of-more-than-forty-three-characters"},
        {"redirect_uri": "https://evil.example/back"},
        {"code": "x"},
        {"grant_type": "client_credentials"},
        {"grant_type": "refresh_token", "refresh_token": "x"},
        {"resource": "not an address"},
    ],
)
def test_a_code_is_worth_nothing_to_others(platform: Platform, browser: Client, sent: dict[str, str | None]) -> None:
    """Red when any of these is not looked at; a code that was tried wrongly is spent."""
    code = platform.code(browser)
    answer = platform.exchange(sent.get("code") or code, **{key: said for key, said in sent.items() if key != "code"})
    assert answer.status_code in (400, 401), answer.content
    assert "id_token" not in answer.json()


def test_a_code_is_good_once(platform: Platform, browser: Client) -> None:
    """RFC 6749, 4.1.2. Red when a code is not counted: two that come at once both find it; or its token outlives a second try."""
    code = platform.code(browser)
    token = platform.exchange(code).json()["access_token"]
    assert userinfo(token).status_code == 200
    assert platform.exchange(code).json() == {"error": "invalid_grant"}
    assert userinfo(token).status_code == 401


def test_nothing_is_handed_out_that_is_not_taken(platform: Platform, browser: Client) -> None:
    """Red when a refresh token is given, which no door takes."""
    assert "refresh_token" not in platform.exchange(platform.code(browser)).json()


def test_another_platform_cannot_use_it(platform: Platform, browser: Client) -> None:
    """Red when a code is not bound to who it was made for."""
    other = Platform(registered(name="别处"))
    assert other.exchange(platform.code(browser)).status_code == 400


def userinfo(token: str) -> Any:
    return Client().get("/identity/userinfo/", headers={"Authorization": f"Bearer {token}"})


def test_a_token_ends_with_the_account_with_consent_and_with_the_session(
    platform: Platform, browser: Client, account: Account
) -> None:
    """Red when only `is_active` is asked, and when what was handed out outlives 【取消授权】 or 【退出】."""

    def a_token() -> str:
        return str(platform.exchange(platform.code(browser)).json()["access_token"])

    first = a_token()
    assert userinfo(first).json() == claims_of(platform, account)
    Link.objects.filter(account=account).update(role="x", until="2020-01-01T00:00Z")
    assert userinfo(first).status_code == 401
    Link.objects.filter(account=account).update(role="property_rights/enterprise", until=None)
    assert userinfo(first).status_code == 200
    (row,) = consents.to_open(actor_of(account))
    assert browser.post(f"/me/platforms/{row.id}/take-back/").status_code == 302
    assert userinfo(first).status_code == 401
    second = a_token()
    browser.post("/sign-out/")
    assert userinfo(second).status_code == 401


def claims_of(platform: Platform, account: Account) -> dict[str, str]:
    return {"sub": consents.subject(platform.handed.client, account.pk), "name": account.name}


def actor_of(account: Account) -> Any:
    return queries.actor_for(account)


def test_a_platform_that_was_ended_learns_nothing_more(platform: Platform, browser: Client, account: Account) -> None:
    """Red when its addresses, its secret or its tokens stay good."""
    token = platform.exchange(platform.code(browser)).json()["access_token"]
    keeper = actor("周管理", a_unit("平台运营处", None), "system_admin")
    code = platform.code(browser)
    (row,) = platforms.listed(keeper)
    platforms.end(row.id, by=keeper)
    assert userinfo(token).status_code == 401
    assert platform.exchange(code).status_code == 401
    assert browser.get(ADDRESS, platform.asks()).status_code == 400
    assert consents.to_open(actor_of(account)) == []


def test_signing_out_there_asks_and_signs_out_here(platform: Platform, browser: Client, account: Account) -> None:
    """Red when a link signs somebody out unasked, or leads to an address nobody registered."""
    token = platform.exchange(platform.code(browser)).json()["id_token"]
    hint = {"id_token_hint": token, "post_logout_redirect_uri": "https://books.example.gov.cn/", "state": "s"}
    page = browser.get("/identity/sign-out/", hint)
    assert "这里也退出吗" in page.content.decode()
    assert browser.get("/me/password/").status_code == 200
    answer = browser.post("/identity/sign-out/", hint | {"action": "logout", "csrfmiddlewaretoken": token_of(browser)})
    assert answer.headers["Location"] == "https://books.example.gov.cn/?state=s"
    assert browser.get("/me/password/").status_code == 302
    assert kinds(account)[-1] == "signed_out"
    for other in ("https://evil.example/", "https://books.example.gov.cn/?next=https://evil.example/"):
        answer = browser.get("/identity/sign-out/", hint | {"post_logout_redirect_uri": other})
        assert answer.status_code == 400


def token_of(browser: Client) -> str:
    return browser.cookies["csrf"].value


def test_what_is_published_names_no_door_that_is_not_there(platform: Platform) -> None:
    """Red when allauth's own document is shown, with device codes and implicit flows in it, or a forged Host stands in it (S16)."""
    said = Client().get("/.well-known/openid-configuration", headers={"Host": "127.0.0.1"}).json()
    assert said["issuer"] == "http://localhost:8000"
    assert said["response_types_supported"] == ["code"]
    for key in ("jwks_uri", "authorization_endpoint", "userinfo_endpoint", "end_session_endpoint"):
        address = said[key].removeprefix("http://localhost:8000")
        assert Client().get(address).status_code != 404, key
    (key,) = Client().get("/identity/keys/").json()["keys"]
    assert "d" not in key
