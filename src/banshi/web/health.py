"""Is the site up, and can it work? For the supervisor, a proxy, a watchman. Says nothing about what is inside."""

import shutil

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from banshi.lib import home
from banshi.web.door import door

LEAST_FREE = 0.05  # of the disk


@door("GET", who="anyone")
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as soon as a web process answers."""
    return HttpResponse("ok", content_type="text/plain")


@door("GET", who="anyone")
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything that filing needs is there, else 503; either way one word for each need."""
    needs = {"database": _database_writable(), "disk": _disk_free()}
    return JsonResponse(needs, status=200 if all(needs.values()) else 503)


def _database_writable() -> bool:
    try:
        cache.set("readyz", 1, 60)
    except DatabaseError:
        return False
    return True


def _disk_free() -> bool:
    disk = shutil.disk_usage(home.home())
    return disk.free / disk.total > LEAST_FREE
