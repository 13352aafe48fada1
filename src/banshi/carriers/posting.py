"""What is told to another system over HTTP, and what it answers."""

import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from banshi.carriers.in_time import InTime

LONGEST = 64 * 1024  # bytes of an answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A system that sends us elsewhere is not the one that was set."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def origin(address: str) -> str:
    """Scheme, host and port of an address: with whom one speaks."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def post(address: str, message: bytes, timeout: float) -> bytes:
    """Posts JSON and gives the answer. Raises OSError, for any other answer than 200 as well; HTTPException for what is no HTTP. In
    `timeout` seconds all of it has to be over."""
    return _answer(urllib.request.Request(address, message, {"Content-Type": "application/json"}), timeout)


def post_form(address: str, fields: Mapping[str, str], headers: Mapping[str, str], timeout: float) -> bytes:
    """Posts what a form would, and gives the answer; raises as `post` does."""
    return _answer(urllib.request.Request(address, urlencode(fields).encode(), dict(headers)), timeout)


def get(address: str, timeout: float) -> bytes:
    """What stands at an address; raises as `post` does."""
    return _answer(urllib.request.Request(address), timeout)


def _answer(request: urllib.request.Request, timeout: float) -> bytes:
    with urllib.request.build_opener(_NoRedirect, InTime).open(request, timeout=timeout) as answer:
        content: bytes = answer.read(LONGEST)
    return content
