"""读者之家, another platform and a program of its own: it lets in who has signed in here, through third-party libraries (Authlib, joserfc).

`/` leads here to sign in, `/shelf` is for who has, `/out` signs out at both, and `/signed-out` hears who has signed out here. It is told
who it is at which provider (`client`, `secret`, `provider`).
"""

import json
import os
import time
from http.cookies import SimpleCookie
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode

import requests
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tests.harness.programs import Answering, serve

PAGE = '<!DOCTYPE html><html lang="zh-CN"><title>读者之家</title><link rel="icon" href="data:,"><h1>读者之家</h1>{}'
IN, OUT = '<p>您好，{}</p><a href="/out">退出读者之家</a>', '<p>请登录</p><a href="/">登录</a>'
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"


class Books:
    """Who it is at its provider, who is on the way there (by state), and who is in (by cookie)."""

    told: dict[str, str] = {}
    ways: dict[str, dict[str, str]] = {}
    readers: dict[str, dict[str, Any]] = {}
    heard: set[str] = set()

    @property
    def said(self) -> dict[str, Any]:
        """What the provider publishes."""
        address = f"{self.told['provider']}/.well-known/openid-configuration"
        found: dict[str, Any] = requests.get(address, timeout=30).json()
        return found

    def claims(self, token: str, kind: str | None = None) -> dict[str, Any]:
        """What a token of the provider's says. Raises JoseError for one that is not of that kind, or does not hold."""
        keys = KeySet.import_key_set(requests.get(self.said["jwks_uri"], timeout=30).json())
        found = jwt.decode(token, keys, algorithms=["RS256"])
        wanted: Any = {key: {"essential": True, "value": value} for key, value in self.sides.items()}
        jwt.JWTClaimsRegistry(exp={"essential": True}, iat={"essential": True}, **wanted).validate(found.claims)
        if kind and found.header.get("typ") != kind:
            raise JoseError("typ")
        return dict(found.claims)

    @property
    def sides(self) -> dict[str, str]:
        """Who speaks, and to whom."""
        return {"iss": self.told["provider"], "aud": self.told["client"]}

    def session(self, back: str, state: str | None = None) -> OAuth2Session:
        """A conversation with the provider."""
        return OAuth2Session(
            self.told["client"],
            self.told["secret"],
            scope="openid profile",
            redirect_uri=back,
            state=state,
            code_challenge_method="S256",
        )

    def way_in(self, back: str) -> str:
        """Where it sends who comes."""
        way = {"verifier": token_urlsafe(48), "nonce": token_urlsafe()}
        address, state = self.session(back).create_authorization_url(
            self.said["authorization_endpoint"], code_verifier=way["verifier"], nonce=way["nonce"]
        )
        self.ways[state] = way
        return str(address)

    def let_in(self, back: str, query: str) -> str:
        """The cookie of who comes back."""
        (state,) = parse_qs(query)["state"]
        way, session = self.ways.pop(state), self.session(back, state)
        token = session.fetch_token(
            self.said["token_endpoint"], authorization_response=f"{back}?{query}", code_verifier=way["verifier"]
        )
        claims = self.claims(token["id_token"])
        assert claims["nonce"] == way["nonce"]
        assert session.get(self.said["userinfo_endpoint"]).json()["sub"] == claims["sub"]
        cookie = token_urlsafe()
        self.readers[cookie] = claims | {"id_token": token["id_token"]}
        return cookie

    def way_out(self, cookie: str, home: str) -> str:
        """Where it sends who leaves."""
        hint = self.readers.pop(cookie)["id_token"]
        return f"{self.said['end_session_endpoint']}?" + urlencode(
            {"id_token_hint": hint, "post_logout_redirect_uri": home}
        )

    def hear(self, token: str) -> bool:
        """Lets out who has signed out there (Back-Channel Logout 1.0, 2.6). False for a token that does not hold, or came before."""
        try:
            said = self.claims(token, "logout+jwt")
        except JoseError:
            return False
        whole = said["events"].get(SIGNED_OUT) == {} and "nonce" not in said and said["iat"] <= time.time() + 60
        if not whole or said["jti"] in self.heard:
            return False
        self.heard.add(said["jti"])
        self.readers = {key: each for key, each in self.readers.items() if each["sub"] != said["sub"]}
        return True


THERE = Books()


class Page(Answering):
    """Its addresses."""

    @property
    def cookie(self) -> str:
        """By which a reader is known."""
        held = SimpleCookie(self.headers.get("Cookie", "")).get("reader")
        return held.value if held else ""

    def do_GET(self) -> None:
        place, _, query = self.path.partition("?")
        if place == "/shelf":
            reader = THERE.readers.get(self.cookie)
            self.page(PAGE.format(IN.format(reader["name"]) if reader else OUT))
        elif place == "/back":
            cookie = THERE.let_in(f"{self.origin}/back", query)
            self.lead("/shelf", cookie=f"reader={cookie}; HttpOnly; SameSite=Lax")
        else:
            self.lead(
                THERE.way_in(f"{self.origin}/back") if place == "/" else THERE.way_out(self.cookie, f"{self.origin}/")
            )

    def do_POST(self) -> None:
        if self.path == "/told":
            THERE.told = json.loads(self.sent())
            self.say({})
        else:
            (token,) = parse_qs(self.sent())["logout_token"]
            self.say({}, 200 if THERE.hear(token) else 400)


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # it runs on loopback, without TLS
    serve(Page)
