"""Public pages are kept once they are drawn, until something is published: the same bytes for everybody who has no session.

What is kept is asked of the ledger anew at every request, so that nobody reads what was taken down; a browser that has the page already
is told so by its ETag (RFC 9110, 13.1.2), and does not ask again for ten seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from banshi.catalogue import shelf
from banshi.ledger import queries as ledger
from banshi.lib.canon import digest
from banshi.web.hall import elder

View = Callable[..., HttpResponse]
AGAIN = "public, max-age=10"  # seconds until a browser asks again
MOST = 500  # pages


@dataclass(frozen=True)
class _Page:
    """A page as it was drawn when the ledger stood at `stamp`."""

    stamp: str
    body: bytes
    etag: str
    kind: str


_pages: dict[tuple[str, bool], _Page] = {}


def kept(view: View) -> View:
    """A view whose page is the same for every visitor; people with a session get theirs drawn each time."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not _is_for_everybody(request):
            return view(request, *args, **more)
        key, stamp = (request.get_full_path(), elder.wanted(request)), ledger.stamp(_streams())
        page = _pages.get(key)
        if page is None or page.stamp != stamp:
            drawn = view(request, *args, **more)
            if drawn.status_code != 200:
                return drawn
            page = _keep(key, stamp, drawn)
        return _answer(request, page)

    return answered


def _is_for_everybody(request: HttpRequest) -> bool:
    """False where a session, or words left for somebody in particular, would show."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def _streams() -> list[str]:
    """What public pages tell is written in these streams."""
    packs = shelf.packs().values()
    texts = [f"bulletin:{pack.key}" for pack in packs]
    return texts + [f"catalogue:{pack.key}/{matter.key}" for pack in packs for matter in pack.matters]


def _keep(key: tuple[str, bool], stamp: str, drawn: HttpResponse) -> _Page:
    if len(_pages) >= MOST:
        _pages.clear()
    _pages[key] = _Page(stamp, drawn.content, f'"{digest(drawn.content)[:32]}"', drawn.headers["Content-Type"])
    return _pages[key]


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    headers = {"ETag": page.etag, "Content-Type": page.kind, "Cache-Control": AGAIN}
    response = HttpResponse(page.body, headers=headers)
    found = get_conditional_response(request, etag=page.etag, response=response)
    return found if isinstance(found, HttpResponse) else response
