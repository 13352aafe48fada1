"""Signing in: what a password costs the processor, and how many people a second may come in before a page gets slow for the others."""

import re
import time
from collections.abc import Iterator
from functools import partial
from itertools import cycle

from captcha.models import CaptchaStore
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from banshi.people.signing_in import passwords
from bench import house
from bench.client import Browser, crowd, timed
from bench.figure import Figure, percentile
from bench.lists import DESK
from bench.people import Line
from bench.world import World

TIMES, SECONDS = 20, 8
RATES = (1, 2, 4, 8, 16)  # people a second
SLOW = 1000  # milliseconds
DOOR = "/s/life/sign-in/"
CAPTCHA = re.compile(r'name="captcha_key" value="([^"]+)"')
SESSION = re.compile(rf"{settings.SESSION_COOKIE_NAME}=([^;\r]+)")


def sign_in(world: World) -> Iterator[Figure]:
    """First one password after the other, then more people a second from round to round, until a list of cases is slow for who is in."""
    kept = make_password("一个足够长的密码 2026")
    began = time.process_time()
    for _ in range(TIMES):
        check_password("一个足够长的密码 2026", kept)
    yield Figure("sign_in.password_cpu_ms", (time.process_time() - began) * 1000 / TIMES, 0)
    with house.site() as site:
        before: tuple[float, float] = (0, 0)
        for rate in RATES:
            came, page = _come(site.port, world.lines, rate)
            if page > SLOW:
                break
            before = came, page
    yield Figure("sign_in.per_second", before[0], 0)
    yield Figure("sign_in.page_p99_ms", before[1], 0)


def _come(port: int, lines: list[Line], rate: int) -> tuple[float, float]:
    """How many a second came in of so many that wanted to, and the 99th percentile of a page meanwhile, in milliseconds."""
    until = time.perf_counter() + SECONDS
    names = cycle(line.code for line in lines)
    beginnings = [(until - SECONDS + number / rate, next(names)) for number in range(SECONDS * rate)]

    def come(first: int) -> list[float]:
        for begins, name in beginnings[first::rate]:
            time.sleep(max(0.0, begins - time.perf_counter()))
            _enter(port, name)
        return []

    def read(browser: Browser) -> list[float]:
        took = []
        while time.perf_counter() < until:
            took.append(timed(partial(browser.get, DESK), 200)[0])
        return took

    began = time.perf_counter()
    reader = partial(read, Browser(port, lines[0].officer.cookies))
    *_, pages = crowd([*(partial(come, first) for first in range(rate)), reader])
    return len(beginnings) / max(time.perf_counter() - began, SECONDS), percentile(pages, 0.99)


def _enter(port: int, name: str) -> None:
    """The page, its picture, and the password."""
    _, page = timed(partial(Browser(port).get, DOOR), 200)
    (session,), (key,) = SESSION.findall(page.headers.decode()), CAPTCHA.findall(page.text)
    browser = Browser(port, {settings.SESSION_COOKIE_NAME: session})
    timed(partial(browser.get, f"/captcha/{key}.png"), 200)
    answer = CaptchaStore.objects.get(hashkey=key).response
    form = {"login": name, "password": passwords.demo(name), "captcha_key": key, "captcha": answer}
    timed(partial(browser.post, DOOR, form), 302)
