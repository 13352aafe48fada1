"""Another platform for everybody's tests: registered here, and speaking to this house through a third-party library (Authlib)."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from banshi.ledger.tokens import new_token
from banshi.people.sso import platforms
from banshi.people.sso.platforms import Asked, Handed
from tests.people.situations import a_unit, actor

ORIGIN = "https://books.example.gov.cn"
STARTS_AT, RETURN, HEARS = f"{ORIGIN}/", f"{ORIGIN}/back", f"{ORIGIN}/signed-out"
VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123"


def registered(*scopes: str, name: str = "读者之家", at: str = RETURN, hears: str = "") -> Handed:
    """What its people were given by the system administrator."""
    asked = Asked(name=name, starts_at=STARTS_AT, returns=(at,), scopes=scopes or ("profile",), signs_out_at=hears)
    return platforms.register(asked, token=new_token(), by=actor("周管理", a_unit("平台运营处", None), "system_admin"))


@dataclass
class Platform:
    """What it sends, and what it is answered."""

    handed: Handed
    scope: str = "openid profile"
    browser: Client = field(default_factory=Client)

    def asks(self, **other: str | None) -> dict[str, str]:
        """The request it sends somebody's browser with; what is None is left out."""
        whole: dict[str, str | None] = {
            "client_id": self.handed.client,
            "redirect_uri": RETURN,
            "response_type": "code",
            "scope": self.scope,
            "state": "its state",
            "nonce": "its nonce",
            "code_challenge": create_s256_code_challenge(VERIFIER),
            "code_challenge_method": "S256",
        }
        return {key: value for key, value in (whole | other).items() if value is not None}

    def code(self, browser: Client) -> str:
        """The code that comes back with a browser in which somebody agrees, or has agreed before."""
        answer = browser.get("/identity/authorize/", self.asks())
        if answer.status_code == 200:
            answer = agreed(browser, answer)
        return str(returned(answer)["code"])

    def exchange(self, code: str, **other: str | None) -> Any:
        """Its server asks who that is."""
        whole: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": RETURN,
            "code_verifier": VERIFIER,
            "client_id": self.handed.client,
            "client_secret": self.handed.secret,
        }
        sent = {key: value for key, value in (whole | other).items() if value is not None}
        return Client().post("/identity/token/", sent)

    def learns(self, code: str) -> dict[str, Any]:
        """What the signed token says; raises where it does not hold."""
        answer = self.exchange(code)
        if answer.status_code != 200:
            raise OAuthError(answer.json()["error"])
        return claims(answer.json()["id_token"])


def claims(id_token: str) -> dict[str, Any]:
    """What the token says, by the keys this house publishes."""
    keys = KeySet.import_key_set(Client().get("/identity/keys/").json())
    return dict(jwt.decode(id_token, keys, algorithms=["RS256"]).claims)


def agreed(browser: Client, page: Any, action: str = "grant") -> Any:
    """【同意并登录】, or another of its buttons."""
    form = page.context["form"]
    sent = {"request": form["request"].value(), "scopes": [key for key, _ in page.context["scopes"]], "action": action}
    return browser.post("/identity/authorize/", sent)


def returned(answer: Any) -> dict[str, str]:
    """What comes back to the platform with the browser."""
    assert answer.status_code == 302, answer.content.decode()
    address = answer.headers["Location"]
    assert address.startswith(f"{RETURN}?"), address
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
