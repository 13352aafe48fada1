"""Who is at 读者之家, the demo's other platform: whoever comes from the site is in, until they leave here or there."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from banshi.carriers import identity_provider
from banshi.carriers.identity_provider import NotBelieved
from banshi.ledger import clock
from banshi.lib.actor import visitor
from banshi.people.sso import outside
from banshi.people.sso.outside import Identity
from banshi.people.sso.signing_out import EVENT

HOST = "127.0.0.1"
LEAVING = "left"  # the state that comes back with who has left here


@dataclass(frozen=True)
class Reader:
    """Whom the site calls `known`, in since `since`; `ended_at` when it told that they have signed out there."""

    known: Identity
    since: datetime
    ended_at: datetime | None = None


@dataclass
class Readers:
    """Who is on the way and who has come, by their cookie. The platform is at `address`; `hears` where the site tells it who leaves."""

    address: str
    hears: bool
    ways: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: dict[str, Reader] = field(default_factory=dict)

    @property
    def back(self) -> str:
        """Where people come back to."""
        return f"{self.address}back"

    def begin(self) -> tuple[str, str]:
        """Where somebody is sent, and the cookie of who goes. Raises as `outside.begin`."""
        way: dict[str, Any] = {}
        there = outside.begin(way, back=self.back, onward="")
        self.ways[cookie := secrets.token_urlsafe()] = way
        return there, cookie

    def arrive(self, cookie: str, said: dict[str, str]) -> str:
        """The cookie of who has come back. Raises as `outside.arrive`."""
        known, _ = outside.arrive(self.ways.pop(cookie, {}), said, back=self.back, by=visitor(HOST))
        self.known[cookie := secrets.token_urlsafe()] = Reader(known, clock.now())
        return cookie

    def leave(self, cookie: str) -> str:
        """Somebody leaves here, and is sent to be asked whether they leave the site, too. Raises NotReached and NotBelieved."""
        self.known.pop(cookie, None)
        said = {"client_id": settings.SSO_CLIENT, "post_logout_redirect_uri": self.address, "state": LEAVING}
        return f"{identity_provider.way_out()}?{urlencode(said)}"

    def end(self, token: str) -> None:
        """Whom a logout token names is in no more (Back-Channel Logout 1.0, 2.6 and 2.7). Raises NotReached and NotBelieved."""
        said = identity_provider.believed(token, "jti", "events")
        if said["events"].get(EVENT) != {} or "nonce" in said:
            raise NotBelieved("events")
        now = clock.now()
        for cookie, reader in list(self.known.items()):
            if reader.known.subject == said["sub"] and not reader.ended_at:
                self.known[cookie] = replace(reader, ended_at=now)
