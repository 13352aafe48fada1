"""读者之家, another platform on loopback for walks: it lets in who has signed in here, through a third-party library (Authlib)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import KeySet

VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123"
PAGE = '<!DOCTYPE html><html lang="zh-CN"><title>读者之家</title><link rel="icon" href="data:,"><h1>读者之家</h1>{}'


class Books:
    """Where it is, and what it was handed when it was registered at `provider`."""

    def __init__(self, port: int, provider: str) -> None:
        self.url, self.provider = f"http://127.0.0.1:{port}/", provider
        self.client = self.secret = self.id_token = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the provider publishes."""
        found: dict[str, Any] = requests.get(f"{self.provider}/.well-known/openid-configuration", timeout=30).json()
        return found

    def _session(self, state: str | None = None) -> OAuth2Session:
        return OAuth2Session(
            self.client,
            self.secret,
            scope="openid profile",
            redirect_uri=f"{self.url}back",
            state=state,
            code_challenge_method="S256",
        )

    def way_in(self) -> str:
        """Where it sends who comes."""
        address, self.state = self._session().create_authorization_url(
            self.said["authorization_endpoint"], code_verifier=VERIFIER, nonce="once"
        )
        return str(address)

    def welcome(self, address: str) -> str:
        """Its page for who comes back."""
        session = self._session(self.state)
        token = session.fetch_token(
            self.said["token_endpoint"], authorization_response=f"{self.url[:-1]}{address}", code_verifier=VERIFIER
        )
        keys = KeySet.import_key_set(requests.get(self.said["jwks_uri"], timeout=30).json())
        told = jwt.decode(token["id_token"], keys, algorithms=["RS256"]).claims
        assert (told["iss"], told["aud"], told["nonce"]) == (self.provider, self.client, "once")
        assert session.get(self.said["userinfo_endpoint"]).json()["sub"] == told["sub"]
        self.id_token = token["id_token"]
        return PAGE.format(f'<p>您好，{told["name"]}</p><a href="/out">退出读者之家</a>')

    def way_out(self) -> str:
        """Where it sends who leaves."""
        return f"{self.said['end_session_endpoint']}?" + urlencode(
            {"id_token_hint": self.id_token, "post_logout_redirect_uri": self.url}
        )


@contextmanager
def books(port: int, provider: str) -> Iterator[Books]:
    """Runs it."""
    there = Books(port, provider)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = self.path.partition("?")[0]
            if place in ("/", "/out"):
                self.send_response(302)
                self.send_header("Location", there.way_in() if place == "/" else there.way_out())
                self.end_headers()
                return
            page = there.welcome(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()
