"""The pages of 读者之家, the demo's other platform."""

from collections.abc import Callable
from datetime import datetime
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import connections
from django.utils.html import format_html
from django.utils.safestring import SafeString

from banshi.carriers.identity_provider import NotBelieved, NotReached
from banshi.jobs.demo_readers import LEAVING, Reader, Readers
from banshi.ledger import clock
from banshi.lib.refusals import Refusal

COOKIE = "reader"
ALL = "/me/platforms/"  # at the site: the list it was opened from
PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>读者之家</title><link rel="icon" href="data:,">'
    "<style>main{{max-width:36rem;margin:3rem auto;padding:0 1rem;font:1.125rem/1.7 sans-serif}}"
    "button{{font:inherit;padding:.25rem 1.5rem}}</style>"
    '<main><h1>读者之家</h1>{}<p><a href="{}">回到【其他平台】</a></p></main></html>'
)
WORDS = "<p>{}</p>"
GREETED = (
    "<p>您好，{name}。您没有在这里输过密码。读者之家只知道您的姓名，和只在这里使用的用户标识 {subject}。</p>"
    '<p>登录时间：{since}。{hears}</p><form method="post" action="/out"><button>退出</button></form>'
)
HEARS = "您在办事大厅退出以后刷新这一页，会看到这里也随之退出。"
OUT = '<p>{}</p><p><a href="/">从办事大厅登录</a></p>'
ENDED = "您已在办事大厅退出，这里也随之退出（{}）。"
NO_ANSWER = "办事大厅没有回答，或者它的回答核对不通过。"


class Reading(BaseHTTPRequestHandler):
    """`/` leads to the site to sign in, `/back` lets in who comes back, `/here` is for who is in; `/out` leads out, and at `/signed-out`
    the site tells who has signed out there."""

    def __init__(self, readers: Readers, *given: Any) -> None:
        self.readers = readers
        super().__init__(*given)

    def handle(self) -> None:
        """Each request has a thread, and no connection outlives it."""
        try:
            super().handle()
        finally:
            connections.close_all()

    def do_GET(self) -> None:
        """A page, or a way."""
        self._answer({"/": self._lead, "/back": self._let_in, "/here": self._show})

    def do_POST(self) -> None:
        """Somebody leaves."""
        self._answer({"/out": self._leave, "/signed-out": self._hear})

    def _answer(self, ways: dict[str, Callable[[], None]]) -> None:
        """What is refused is said in words."""
        try:
            ways.get(urlsplit(self.path).path, self._nothing)()
        except Refusal as refusal:
            self._say(format_html(WORDS, refusal.words), refusal.status)
        except (NotReached, NotBelieved):
            self._say(format_html(WORDS, NO_ANSWER), 400)

    def _lead(self) -> None:
        if self._asked.get("state") == LEAVING:
            self._say(format_html(OUT, "您已退出读者之家。"))
        else:
            self._go(*self.readers.begin())

    def _let_in(self) -> None:
        self._go("/here", self.readers.arrive(self._cookie, self._asked))

    def _show(self) -> None:
        reader = self.readers.known.get(self._cookie)
        if reader is None:
            self._say(format_html(OUT, "您还没有登录。"))
        elif reader.ended_at:
            self._say(format_html(OUT, ENDED.format(_moment(reader.ended_at))))
        else:
            self._say(_greeting(reader, HEARS if self.readers.hears else ""))

    def _leave(self) -> None:
        self._go(self.readers.leave(self._cookie))

    def _hear(self) -> None:
        posted = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.readers.end(dict(parse_qsl(posted)).get("logout_token", ""))
        self._say(format_html(WORDS, "已收到。"))

    def _nothing(self) -> None:
        self._say(format_html(WORDS, "这里没有这个页面。"), 404)

    @property
    def _asked(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query))

    @property
    def _cookie(self) -> str:
        held = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        return held.value if held else ""

    def _go(self, there: str, cookie: str = "") -> None:
        self.send_response(303)
        self.send_header("Location", there)
        if cookie:
            self.send_header("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax")
        self.end_headers()

    def _say(self, words: SafeString, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(format_html(PAGE, words, f"{settings.SITE_URL}{ALL}").encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the addresses hold codes."""


def _greeting(reader: Reader, hears: str) -> SafeString:
    known = {"name": reader.known.name, "subject": f"{reader.known.subject[:8]}…"}
    return format_html(GREETED, **known, since=_moment(reader.since), hears=hears)


def _moment(at: datetime) -> str:
    return at.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M")
