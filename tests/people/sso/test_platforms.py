"""其他平台: registered by the system administrator alone, with addresses that are safe; a secret is shown once."""

from typing import Any

import pytest
from allauth.idp.oidc.models import Client as Registered
from django.test import Client

from banshi.ledger import queries as ledger
from banshi.ledger.tokens import new_token
from banshi.people.models import Platform
from banshi.people.signing_in import second_factor
from banshi.people.sso.platforms import address_problem
from tests.people.signing_in import signed_in
from tests.people.situations import a_unit, an_account
from tests.people.sso.platform import RETURN, STARTS_AT

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
    assert address_problem(address)
    assert not address_problem("http://127.0.0.1:9000/back?kind=1")


@pytest.mark.parametrize("role", ["security_admin", "auditor", "property_rights/enterprise"])
def test_nobody_else_registers_one(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """三员分立. Red when the door forgets its role."""
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    assert keeper(role).post(f"{PAGE}new/", TYPED).status_code == 404
