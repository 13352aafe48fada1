"""An outside OpenID provider, a program of its own. It keeps to the protocol, and lies where it is told to (tests/harness/programs.py)."""

import base64
import json
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.harness.programs import Answering, serve

CLIENT, SECRET = "banshi", "its secret"
SUBJECT, NAME = "subject-of-lin-tian", "林甜"
LIVES = 300  # seconds of a token
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _encoded(what: bytes) -> str:
    return base64.urlsafe_b64encode(what).decode().rstrip("=")


def _body(head: dict[str, Any], claims: dict[str, Any]) -> str:
    return ".".join(_encoded(json.dumps(each).encode()) for each in (head, claims))


def signed(claims: dict[str, Any]) -> str:
    """As it should be."""
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})


def unsigned(claims: dict[str, Any]) -> str:
    """Algorithm none."""
    return _body({"alg": "none", "kid": "one"}, claims) + "."


def confused(claims: dict[str, Any]) -> str:
    """HS256 with the public key as the secret: what PyJWT itself would refuse to write."""
    writer = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    body = _body({"alg": "HS256", "kid": "one", "typ": "JWT"}, claims)
    return f"{body}.{_encoded(writer.sign(body.encode(), PUBLIC))}"


def by_another(claims: dict[str, Any]) -> str:
    """Another's key under the same name."""
    return jwt.encode(claims, OTHER_KEY, algorithm="RS256", headers={"kid": "one"})


def of_no_name(claims: dict[str, Any]) -> str:
    """A key nobody publishes."""
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "two"})


SIGN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "signed": signed,
    "unsigned": unsigned,
    "confused": confused,
    "by_another": by_another,
    "of_no_name": of_no_name,
    "no_token": lambda claims: "x",
    "a_number": lambda claims: 7,
}


class Provider:
    """What it is told to do: `claims` and `sign` (one of SIGN) change what it says, `configuration` what it publishes,
    `status` how it answers; `subject` stands before it; a `careless` one neither looks at the verifier nor forgets a code."""

    told: dict[str, Any] = {}
    codes: dict[str, dict[str, str]] = {}
    exchanges: list[dict[str, str]] = []

    def code(self, asked: dict[str, str]) -> str:
        """One for who came with that."""
        made = secrets.token_urlsafe(16)
        self.codes[made] = asked
        return made

    def redeemed(self, sent: dict[str, str]) -> dict[str, str] | None:
        """What the code was asked with; None for one that is not taken (RFC 6749, 5.2)."""
        if self.told.get("careless"):
            return self.codes[sent["code"]]
        asked = self.codes.pop(sent["code"], None)
        challenge = _encoded(sha256(sent["code_verifier"].encode()).digest())
        holds = asked and (asked["code_challenge"], asked["redirect_uri"]) == (challenge, sent["redirect_uri"])
        return asked if holds else None

    def id_token(self, issuer: str, nonce: str) -> Any:
        """Who came."""
        now = int(time.time())
        whole = {
            "iss": issuer,
            "aud": CLIENT,
            "sub": self.told.get("subject", SUBJECT),
            "name": NAME,
            "nonce": nonce,
            "iat": now,
            "exp": now + LIVES,
        }
        said = whole | self.told.get("claims", {})
        return SIGN[self.told.get("sign", "signed")]({key: value for key, value in said.items() if value is not None})


THERE = Provider()


class Page(Answering):
    """Its addresses."""

    def do_GET(self) -> None:
        place, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        if place == "/authorize":
            back = {"code": THERE.code(query), "state": query["state"], "iss": self.origin}
            self.lead(f"{query['redirect_uri']}?{urlencode(back)}")
        else:
            self.answer(self.published() if "well-known" in place else self.keys())

    def do_POST(self) -> None:
        if self.path == "/told":
            THERE.told = json.loads(self.sent())
            self.say(THERE.exchanges)
            return
        sent = dict(parse_qsl(self.sent()))
        pair = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        THERE.exchanges.append(sent | {"as": pair})
        asked = THERE.redeemed(sent)
        if asked is None:
            self.say({"error": "invalid_grant"}, 400)
        else:
            token = THERE.id_token(self.origin, asked["nonce"])
            self.answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def published(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0."""
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        said = {"issuer": self.origin} | {key: f"{self.origin}/{at}" for key, at in places.items()}
        return said | THERE.told.get("configuration", {})

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        return {"keys": [jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "one"}]}

    def answer(self, said: dict[str, Any]) -> None:
        """Or what it was told to do instead."""
        status = THERE.told.get("status", 200)
        self.lead("/elsewhere") if status == 302 else self.say(said, status)


if __name__ == "__main__":
    serve(Page)
