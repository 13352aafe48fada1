"""统一身份认证: the OpenID provider that was set is asked who somebody is. What it says is believed only where its signature, its audience
and its time hold (OpenID Connect Core 1.0, 3.1.3.7), and only addresses at its own origin are opened.
"""

import base64
import json
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

import jwt
from django.conf import settings
from jwt.types import Options

from banshi.carriers import posting

TIMEOUT = 5  # seconds; somebody waits at the page
LEEWAY = 60  # seconds by which its clock may differ from ours
ALGORITHMS = ["RS256", "ES256"]
NEEDED = ["iss", "aud", "exp", "iat", "sub"]


class NotReached(RuntimeError):
    """The provider has given no answer that could be read."""


class NotTaken(RuntimeError):
    """The provider does not take the code: it was used before, is too old, or was made for another way (RFC 6749, 5.2)."""


class NotBelieved(RuntimeError):
    """What was said does not hold; the words are for the log."""


def way_in() -> str:
    """Where people are sent. Raises NotReached, and NotBelieved for an address elsewhere."""
    return _address("authorization_endpoint")


def way_out() -> str:
    """Where people are sent to sign out there, too (RP-Initiated Logout 1.0). Raises as `way_in`."""
    return _address("end_session_endpoint")


def claims(code: str, *, back: str, verifier: str, nonce: str) -> dict[str, Any]:
    """Who came back with that code, as the provider signs it. Raises NotReached, NotTaken and NotBelieved."""
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    answer = _exchanged(_address("token_endpoint"), fields)
    said = believed(answer.get("id_token"), "nonce")
    if said["nonce"] != nonce:
        raise NotBelieved("nonce")
    if said.get("azp", settings.SSO_CLIENT) != settings.SSO_CLIENT:
        raise NotBelieved("azp")
    return said


def believed(token: Any, *needed: str) -> dict[str, Any]:
    """What a token of the provider's says to us, with all that is `needed`. Raises NotReached and NotBelieved."""
    # PyJWT compares the algorithm with the key's own, so that no public key serves as a shared secret.
    options: Options = {"require": [*NEEDED, *needed]}
    try:
        keys = jwt.PyJWKSet.from_dict(_read(posting.get, _address("jwks_uri")))
        key = keys[jwt.get_unverified_header(token)["kid"]]
        said: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=settings.SSO_CLIENT,
            issuer=settings.SSO_ISSUER,
            leeway=LEEWAY,
            options=options,
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise NotBelieved(type(fault).__name__) from fault
    return said


def _exchanged(address: str, fields: dict[str, str]) -> dict[str, Any]:
    try:
        return _read(posting.post_form, address, fields, {"Authorization": _ourselves()})
    except NotReached as fault:
        if isinstance(fault.__cause__, HTTPError) and fault.__cause__.code == HTTPStatus.BAD_REQUEST:
            raise NotTaken from fault
        raise


def _address(name: str) -> str:
    """An address the provider publishes, at its own origin."""
    said = _read(posting.get, f"{settings.SSO_ISSUER}/.well-known/openid-configuration")
    address = str(said.get(name, ""))
    if said.get("issuer") != settings.SSO_ISSUER or posting.origin(address) != posting.origin(settings.SSO_ISSUER):
        raise NotBelieved(name)
    return address


def _ourselves() -> str:
    """Our name and secret there (RFC 6749, 2.3.1)."""
    secret = Path(settings.SSO_SECRET_FILE).read_text().strip()
    pair = f"{quote(settings.SSO_CLIENT, safe='')}:{quote(secret, safe='')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _read(ask: Any, address: str, *given: Any) -> dict[str, Any]:
    try:
        answer = json.loads(ask(address, *given, TIMEOUT))
    except (OSError, HTTPException, ValueError) as fault:
        raise NotReached(f"the identity provider gave no answer: {type(fault).__name__}") from fault
    if not isinstance(answer, dict):
        raise NotReached("the identity provider gave no object")
    return answer
