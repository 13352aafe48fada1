"""From nothing to the first answer of a web process, beside a bare Django project."""

import sys
import time
from collections.abc import Iterator
from statistics import median

from bench import house
from bench.figure import Figure, Goal
from bench.life import PLAIN
from bench.world import World

STARTS = 5
FIRST_ANSWER = """
from importlib import import_module
from django.test import RequestFactory
module, _, name = "{wsgi}".partition(":")
application = getattr(import_module(module), name)
assert application.get_response(RequestFactory().get("/healthz", headers={{"host": "127.0.0.1"}})).status_code == 200
"""


def cold(world: World) -> Iterator[Figure]:
    """Seconds of a fresh interpreter; the two take turns."""
    ours, bare = [], []
    for _ in range(STARTS):
        ours.append(_start("banshi.config.wsgi:application", "bench.settings"))
        bare.append(_start(PLAIN["wsgi"], PLAIN["settings"]))
    yield Figure("cold.start_s", median(ours), median(bare), Goal("ratio", "<=", 4))


def _start(wsgi: str, settings: str) -> float:
    began = time.perf_counter()
    own = {"DJANGO_SETTINGS_MODULE": settings, "PLAIN_URL": house.url("plain")}
    house.run([sys.executable, "-c", FIRST_ANSWER.format(wsgi=wsgi)], **own)
    return time.perf_counter() - began
