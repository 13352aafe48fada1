"""Is the site up, and can it work? For the supervisor, a proxy, a watchman. Says nothing about what is inside."""

import secrets
import shutil
from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse

from banshi.files import scanner
from banshi.ledger import queries as ledger
from banshi.lib import home
from banshi.lib.refusals import Refusal
from banshi.web.door import door

LEAST_FREE = 0.05  # of the disk
NO_SCANNER = "none configured"
SHEET = "banshi/app.css"


@door("GET", who="anyone")
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as soon as a web process answers."""
    return HttpResponse("ok", content_type="text/plain")


@door("GET", who="anyone")
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything that filing needs is there, else 503; either way one word for each need."""
    met = {name: _met(need) for name, need in NEEDS.items()}
    return JsonResponse(met, status=200 if all(met.values()) else 503)


def _met(need: Callable[[], bool | str]) -> bool | str:
    try:
        return need()
    except (OSError, Error, Refusal, ValueError):
        return False


def _database_writable() -> bool:
    mark = secrets.token_hex()
    cache.set("readyz", mark, 60)
    return bool(cache.get("readyz") == mark)


def _disk_free() -> bool:
    disk = shutil.disk_usage(home.home())
    return disk.free / disk.total > LEAST_FREE


def _scanner_up() -> bool | str:
    return bool(scanner.verdict(b"ready?")) if settings.CLAMD else NO_SCANNER


def _pages_built() -> bool:
    """Raises ValueError where every page would: this process does not know where the style sheet lies."""
    return bool(staticfiles_storage.url(SHEET))


NEEDS: dict[str, Callable[[], bool | str]] = {
    "pages": _pages_built,
    "database": _database_writable,
    "disk": _disk_free,
    "scanner": _scanner_up,
    "checkpoint": ledger.last_checkpoint_ok,
}
