"""读者之家（演示）, another platform beside the demo world: it lets in who has signed in there. To the site it speaks as any platform
does, by this house's own client of OpenID Connect; it keeps nobody any longer than it runs."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import close_old_connections
from django.utils.html import format_html

from banshi.ledger.tokens import new_token
from banshi.lib import home
from banshi.lib.actor import SYSTEM, visitor
from banshi.lib.refusals import Refusal
from banshi.people.sso import outside, platforms
from banshi.people.sso.platforms import Asked, Handed

HOST, TITLE = "127.0.0.1", "读者之家（演示）"
COOKIE = "reader"
ALL = "/me/platforms/"  # at the site: the list it was opened from
PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>读者之家</title><link rel="icon" href="data:,">'
    "<style>main{{max-width:36rem;margin:3rem auto;padding:0 1rem;font:1.125rem/1.7 sans-serif}}</style>"
    '<main><h1>读者之家</h1><p>{}</p><p><a href="{}">回到【其他平台】</a></p></main></html>'
)
GREETED = "您好，{name}。您没有在这里输过密码。读者之家只知道您的姓名，和只在这里使用的用户标识 {subject}。"


@contextmanager
def served(port: int) -> Iterator[HTTPServer]:
    """The platform at that port of this machine, registered for as long as it is there. Raises OSError for a port that is taken."""
    address = f"http://{HOST}:{port}/"
    with (
        HTTPServer((HOST, port), partial(Reading, address, {})) as server,
        _registered(address) as handed,
        _speaking_as(handed),
    ):
        yield server


@contextmanager
def _registered(address: str) -> Iterator[Handed]:
    """As the system administrator would, and ended afterwards; one that a crash left behind is ended before."""
    _end()
    asked = Asked(name=TITLE, starts_at=address, returns=(f"{address}back",), scopes=("profile",))
    try:
        yield platforms.register(asked, token=new_token(), by=SYSTEM)
    finally:
        _end()


def _end() -> None:
    for row in platforms.listed(SYSTEM):
        if row.name == TITLE and not row.ended_at:
            platforms.end(row.id, by=SYSTEM)


@contextmanager
def _speaking_as(handed: Handed) -> Iterator[None]:
    """For this process the site is the provider that was set; the secret lies there no longer than it is good."""
    file = home.path("demo") / "platform_secret"
    file.touch(mode=0o600)
    try:
        file.write_text(handed.secret)
        settings.SSO_ISSUER, settings.SSO_CLIENT, settings.SSO_SECRET_FILE = settings.SITE_URL, handed.client, str(file)
        yield
    finally:
        file.unlink(missing_ok=True)


class Reading(BaseHTTPRequestHandler):
    """`/` leads to the site to sign in, `/back` greets who comes back. `ways` are those who are on the way, by their cookie."""

    def __init__(self, address: str, ways: dict[str, dict[str, Any]], *given: Any) -> None:
        self.address, self.ways = address, ways
        super().__init__(*given)

    def do_GET(self) -> None:
        """One page or one way; what is refused is said in words."""
        close_old_connections()
        try:
            {"/": self._lead, "/back": self._greet}.get(urlsplit(self.path).path, self._nothing)()
        except Refusal as refusal:
            self._say(refusal.words, refusal.status)

    def _lead(self) -> None:
        way: dict[str, Any] = {}
        there = outside.begin(way, back=f"{self.address}back", onward="")
        cookie = secrets.token_urlsafe()
        self.ways[cookie] = way
        self.send_response(302)
        self.send_header("Location", there)
        self.send_header("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax")
        self.end_headers()

    def _greet(self) -> None:
        held = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        way = self.ways.pop(held.value, {}) if held else {}
        said = dict(parse_qsl(urlsplit(self.path).query))
        known, _ = outside.arrive(way, said, back=f"{self.address}back", by=visitor(HOST))
        self._say(GREETED.format(name=known.name, subject=f"{known.subject[:8]}…"))

    def _nothing(self) -> None:
        self._say("这里没有这个页面。", 404)

    def _say(self, words: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(format_html(PAGE, words, f"{settings.SITE_URL}{ALL}").encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the addresses hold codes."""
