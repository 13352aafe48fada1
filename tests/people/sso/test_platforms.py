"""其他平台: registered by the system administrator alone, with addresses that are safe; a secret is shown once."""

from typing import Any

import pytest
from allauth.idp.oidc.models import Client as Registered
from django.test import Client

from banshi.ledger import queries as ledger
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import NotFound
from banshi.people.models import Platform
from banshi.people.signing_in import second_factor
from banshi.people.sso import addresses, platforms
from tests.people.signing_in import signed_in
from tests.people.situations import a_unit, an_account
from tests.people.sso.platform import HEARS, ORIGIN, RETURN, STARTS_AT, registered
from tests.people.sso.platform import Platform as Reads

pytestmark = pytest.mark.django_db
PAGE = "/console/platforms/"
TYPED = {"name": "读者之家", "starts_at": STARTS_AT, "returns": f"{RETURN}\r\n", "scopes": ["profile"]}


def keeper(role: str) -> Client:
    return signed_in(an_account("周管理", a_unit("平台运营处", None), role))


@pytest.fixture
def sysadmin(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    return keeper("system_admin")


def press(browser: Client, page: str, typed: dict[str, Any]) -> Any:
    """A button of a page that was opened just now."""
    return browser.post(page, {"token": new_token()} | typed)


def test_a_platform_gets_a_secret_that_is_shown_once(sysadmin: Client) -> None:
    """Red when the secret lies in a table, or can be read again."""
    sent = new_token()
    answer = press(sysadmin, f"{PAGE}new/", TYPED | {"token": sent})
    handed = answer.context["handed"]
    client = Registered.objects.get(pk=handed.client)
    assert handed.secret in answer.content.decode()
    assert handed.secret not in client.secret
    assert client.check_secret(handed.secret)
    assert (client.get_redirect_uris(), client.get_scopes()) == ([RETURN], ["openid", "profile"])
    assert (client.get_grant_types(), client.skip_consent) == (["authorization_code"], False)
    row = Platform.objects.get(client=client)
    assert sysadmin.post(f"{PAGE}new/", TYPED | {"token": sent}).status_code == 409
    assert handed.secret not in sysadmin.get(f"{PAGE}{row.pk}/").content.decode()
    renewed = press(sysadmin, f"{PAGE}{row.pk}/renew-secret/", {}).context["handed"]
    client.refresh_from_db()
    assert (client.check_secret(handed.secret), client.check_secret(renewed.secret)) == (False, True)
    assert sysadmin.post(f"{PAGE}{row.pk}/end/").status_code == 302
    client.refresh_from_db()
    assert not client.check_secret(renewed.secret)
    assert press(sysadmin, f"{PAGE}{row.pk}/renew-secret/", {}).status_code == 404
    told = [event.kind for event in ledger.history(f"platform:{row.pk}")]
    assert told == ["platform_registered", "platform_secret_renewed", "platform_ended"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "请填写平台名称"),
        ({"starts_at": "books.example.gov.cn"}, "请填写完整的地址"),
        ({"returns": ""}, "请填写回调地址"),
        ({"returns": f"{RETURN}\nhttp://books.example.gov.cn/back"}, "https://"),
        ({"scopes": ["email"]}, "没有这一项信息"),
        ({"signs_out_at": "http://books.example.gov.cn/out"}, "https://"),
        ({"signs_out_at": "https://books.example.gov.cn.evil.example/out"}, "还没有获准通知"),
        ({"signs_out_at": "http://127.0.0.1:5432/"}, "还没有获准通知 http://127.0.0.1:5432"),
    ],
)
def test_mistakes_are_told_where_they_are(settings: Any, sysadmin: Client, wrong: dict[str, str], words: str) -> None:
    """Red when one of them is taken, or what was typed is lost; an address the server would open is one its settings name (S13)."""
    settings.PLATFORM_ORIGINS = ["https://books.example.gov.cn"]
    answer = sysadmin.post(f"{PAGE}new/", TYPED | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "读者之家" in answer.content.decode() or "name" in wrong
    assert not Platform.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://*.example.gov.cn/",
        "https://a@example.gov.cn/",
        "https://example.gov.cn/#x",
        "https://example.gov.cn/; script-src *",
        "https://example.gov.cn:0/",
        "https://example.gov.cn:x/",
        "https://[/",
        "//example.gov.cn/",
        "https://例子.cn/",
        f"https://example.gov.cn/{'x' * 500}",
    ],
)
def test_an_address_is_whole_and_safe(address: str) -> None:
    """S15; it also stands in our policy for browsers. Red when any of these is taken."""
    assert addresses.problem_of(address)
    assert not addresses.problem_of("http://127.0.0.1:9000/back?kind=1")


@pytest.mark.parametrize("role", ["security_admin", "auditor", "property_rights/enterprise"])
def test_nobody_else_registers_one(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """三员分立. Red when the door forgets its role."""
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    assert keeper(role).post(f"{PAGE}new/", TYPED).status_code == 404


def hears_at(browser: Client, address: str) -> Any:
    """【更改】 of 退出通知地址."""
    return browser.post(f"{PAGE}{Platform.objects.get().pk}/", {"signs_out_at": f" {address} "})


def test_where_a_platform_hears_is_changed_as_it_was_registered(settings: Any, sysadmin: Client) -> None:
    """Red when an address the server may not open is taken (S13), what was typed is lost, the change or its want is not told apart in the
    log, or the platform hears at the old one."""
    settings.PLATFORM_ORIGINS = [ORIGIN]
    registered(hears=HEARS)
    row = Platform.objects.get()
    refused = hears_at(sysadmin, "http://127.0.0.1:5432/")
    assert refused.status_code == 422
    assert "还没有获准通知 http://127.0.0.1:5432" in refused.content.decode()
    assert 'value="http://127.0.0.1:5432/"' in refused.content.decode()
    for address in (HEARS, f"{ORIGIN}/elsewhere", ""):
        assert hears_at(sysadmin, address).status_code == 302
        row.refresh_from_db()
        assert row.signs_out_at == address
    told = [event.data.get("signs_out_at") for event in ledger.history(f"platform:{row.pk}")]
    assert told == [HEARS, f"{ORIGIN}/elsewhere", ""]
    sysadmin.post(f"{PAGE}{row.pk}/end/")
    assert hears_at(sysadmin, HEARS).status_code == 404


def test_one_that_was_ended_is_taken_up_with_another_secret(browser_of_a_reader: Client) -> None:
    """As the demo's is. Red when the old secret opens it, people are somebody else there, or one that runs is taken over."""
    first = registered()
    Reads(first).code(browser_of_a_reader)
    row = Platform.objects.get()
    asked = platforms.Asked(name="读者之家", starts_at=STARTS_AT, returns=(RETURN,), scopes=("profile",))
    with pytest.raises(NotFound):
        platforms.take_up(row.pk, asked, token=new_token(), by=SYSTEM)
    platforms.end(row.pk, by=SYSTEM)
    second = platforms.take_up(row.pk, asked, token=new_token(), by=SYSTEM)
    assert second.client == first.client
    assert Reads(first).exchange(Reads(first).code(browser_of_a_reader)).status_code == 401
    assert Reads(second).learns(Reads(second).code(browser_of_a_reader))["name"]
    assert [event.kind for event in ledger.history(f"platform:{row.pk}")][-2:] == [
        "platform_ended",
        "platform_registered",
    ]


@pytest.fixture
def browser_of_a_reader() -> Client:
    return signed_in(an_account("周同事", a_unit("别的单位", None)))
