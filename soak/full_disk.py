"""R5: a full disk stops filing politely and loses nothing; once there is room it goes on, and nobody has to repair anything."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event

import psycopg

from banshi.lib import postgres
from soak.blows import a_moment
from soak.books import balance, kept
from soak.browser import Answer, Browser
from soak.disk import filled
from soak.figure import Figure, Sizes
from soak.filing import Filed, file_one, reader
from soak.house import Site, site, wait
from soak.world import Person, make_world

BACK = 30  # seconds
FULL = 10  # seconds
IN_WORDS = re.compile(rb'role="alert">[^<]*\xe8\xaf\xb7')  # 请: what to do
UNAVAILABLE = 503
LOG = 100  # MB, more than the database keeps in store


def full_disk(sizes: Sizes) -> Figure:
    """Filing goes on while the disk becomes full so many times; everybody tries again until they have a receipt."""
    people, numbers, enough = make_world().filers, count(), Event()
    with site() as there, ThreadPoolExecutor(len(people)) as crowd:
        going_on = iter(lambda: None if enough.is_set() else next(numbers), None)
        browsers = [Browser(each.session, there.port) for each in people]
        filing = [crowd.submit(_file, *each, going_on) for each in zip(browsers, people, strict=True)]
        try:
            back = [_filled(there) for _ in range(sizes.full_disks)]
        finally:
            enough.set()
        filed = [each for done in filing for each in done.result()]
    refusals = [each for browser in browsers for each in browser.refusals]
    counted = balance(filed) | {
        "refused": len(refusals),
        "unanswered": sum(browser.unanswered for browser in browsers),
        "rude": sum(not _polite(each) for each in refusals),
        "longest_back_s": round(max(back), 1),
    }
    return Figure("R5", counted, kept(counted) and bool(refusals) and not counted["rude"] and max(back) <= BACK)


def _file(browser: Browser, person: Person, numbers: Iterator[int]) -> list[Filed]:
    return [file_one(browser, person, number) for number in numbers]


def _filled(there: Site) -> float:
    """Seconds until the site is ready again, once there is room."""
    a_moment(1)
    with filled(Path(os.environ["BANSHI_HOME"])):
        _use_up()
        a_moment(FULL)
    return wait(there.ready)


def _use_up() -> None:
    """The database writes until it has no room for its own log, and dies of it."""
    with suppress(psycopg.Error), postgres.superuser() as connection:
        for _ in range(LOG):
            connection.execute("SELECT pg_logical_emit_message(false, 'soak', repeat('.', 1000 * 1000))")


def _polite(answer: Answer) -> bool:
    """It says in words what to do; what was typed into a form is still there."""
    typed = not answer.asked.endswith("/form/") or reader(0)[:2].encode() in answer.body
    return answer.status == UNAVAILABLE and typed and bool(IN_WORDS.search(answer.body))
