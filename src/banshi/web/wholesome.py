"""What no form of ours sends is dealt with once, before anybody reads it: characters nobody can type and no database keeps, and texts in
an unknown coding (S21, S31)."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError

from banshi.web import refusing

# Control characters but tab and line breaks, and halves of surrogate pairs.
_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CODINGS = ("utf-8", "utf8")


class WholesomeMiddleware:
    """Answers 400 to an address that holds such characters, forgets such cookies, and takes them out of what was typed."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        coding = request.content_params.get("charset", _CODINGS[0]) if request.content_params else _CODINGS[0]
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if not _UNTYPED.search(value)}
        if coding.lower() not in _CODINGS or _UNTYPED.search(request.path) or _cleaned(request.GET):
            return refusing.bad_request(request)
        try:
            typed = _cleaned(request.POST)
        except MultiPartParserError:
            return refusing.bad_request(request)
        if typed:
            request.POST = typed  # type: ignore[assignment]  # the stubs take it for fixed
        return self.respond(request)


def _cleaned(given: QueryDict) -> QueryDict | None:
    """What was given without such characters; None when it holds none."""
    if not any(map(_UNTYPED.search, (text for key, texts in given.lists() for text in (key, *texts)))):
        return None
    clean = QueryDict(mutable=True)
    for key, texts in given.lists():
        clean.setlist(_UNTYPED.sub("", key), [_UNTYPED.sub("", text) for text in texts])
    clean._mutable = False
    return clean
