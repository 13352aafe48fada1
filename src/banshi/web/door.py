"""`door` says at a view which methods it takes and who may come in; `banshi urls` reads the same words."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound

Who = Literal["anyone", "signed_in", "system_admin", "security_admin", "auditor"]
View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the middleware has found out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def door(*methods: str, who: Who = "signed_in") -> Callable[[View], View]:
    """A view that takes `methods` (GET brings HEAD with it) from `who` and nobody else.

    "signed_in" is any account; what it sees is decided by the queries. The roles of administration are asked for here, and
    answer 404 to everybody else, as if the page did not exist.
    """
    allowed = ("GET", "HEAD", *methods[1:]) if methods[0] == "GET" else methods

    def placed(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if who != "anyone" and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            if who not in ("anyone", "signed_in") and not actor_of(request).holds(who):
                raise NotFound
            return view(request, *args, **more)

        guarded.door = (allowed, who)  # type: ignore[attr-defined]
        return guarded

    return placed
