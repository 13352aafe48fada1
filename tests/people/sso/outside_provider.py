"""An outside OpenID provider on loopback for everybody's tests. It says what it is told to say, lies too."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

CLIENT, SECRET = "banshi", "its secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
SUBJECT, NAME = "subject-of-lin-tian", "林甜"


class Provider:
    """Who stands before it (`subject`), and what it does: `claims` change what it says, `sign` how."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.subject, self.name = SUBJECT, NAME
        self.claims: dict[str, Any] = {}
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.configuration: dict[str, Any] = {}
        self.nonce = self.challenge = ""
        self.status = 200
        self.asked: list[dict[str, str]] = []

    def signed(self, claims: dict[str, Any]) -> str:
        """As it should be."""
        return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})

    def said(self) -> dict[str, Any]:
        """What it publishes."""
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {key: f"{self.issuer}/{at}" for key, at in places.items()} | self.configuration

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        return {"keys": [jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "one"}]}

    def id_token(self) -> str:
        """Who came."""
        now = int(time.time())
        whole = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "name": self.name,
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 300,
        }
        return self.sign({key: value for key, value in (whole | self.claims).items() if value is not None})

    def goes(self, browser: Client, **query: str) -> dict[str, str]:
        """A browser is sent there; what it is sent with."""
        answer = browser.get("/sign-in/outside/", query)
        assert answer.status_code == 302, answer.content.decode()
        there = urlsplit(answer.headers["Location"])
        assert f"{there.scheme}://{there.netloc}{there.path}" == f"{self.issuer}/authorize"
        asked = {key: values[0] for key, values in parse_qs(there.query).items()}
        self.nonce, self.challenge = asked["nonce"], asked["code_challenge"]
        return asked

    def way_back(self, address: str) -> str:
        """Where it sends a real browser that came with this."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.nonce = asked["nonce"]
        said = urlencode({"code": "a code", "state": asked["state"], "iss": self.issuer})
        return f"{asked['redirect_uri']}?{said}"

    def comes_back(self, browser: Client, **other: str) -> Any:
        """There and back, with a code."""
        state = self.goes(browser)["state"]
        return browser.get("/sign-in/outside/back/", {"code": "a code", "state": state} | other)


@contextmanager
def an_outside_provider(port: int = 0) -> Iterator[Provider]:
    """Runs one, on a port of its own."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize"):
                self.send_response(302)
                self.send_header("Location", there.way_back(self.path))
                self.end_headers()
                return
            self.answer(there.said() if "well-known" in self.path else there.keys())

        def do_POST(self) -> None:
            sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            pair = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            there.asked.append(sent | {"as": pair})
            self.answer({"access_token": "x", "token_type": "Bearer", "id_token": there.id_token()})

        def answer(self, said: dict[str, Any]) -> None:
            self.send_response(there.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Answering)
    there = Provider(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()
