"""长辈版: larger type and simpler pages for who wants them, kept in a cookie of the reader's own browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from banshi.web.door import door

COOKIE = "elder"
A_YEAR = 365 * 24 * 60 * 60  # seconds


def wanted(request: HttpRequest) -> bool:
    """True for who reads the simpler pages."""
    return request.COOKIES.get(COOKIE) == "1"


@door("GET", who="anyone")
def switch(request: HttpRequest, on: str) -> HttpResponse:
    """To the simpler pages ("on") or back ("off"), and to the page one came from. Nothing of the house changes: a link may do it."""
    back = request.GET.get("next", "/")
    within = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = HttpResponseRedirect(back if within else "/")
    if on == "on":
        answer.set_cookie(COOKIE, "1", max_age=A_YEAR, secure=settings.TLS, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(COOKIE)
    answer.headers["Cache-Control"] = "no-store"
    return answer
