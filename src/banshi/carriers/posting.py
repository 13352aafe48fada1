"""What is told to another system over HTTP, and what it answers."""

import urllib.request
from typing import Any

LONGEST = 64 * 1024  # bytes of an answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A system that sends us elsewhere is not the one that was set."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def post(address: str, message: bytes, timeout: float) -> bytes:
    """Posts JSON and gives the answer. Raises OSError, for any other answer than 200 as well; HTTPException for what is no HTTP. `timeout`
    is how many seconds the system may be silent."""
    request = urllib.request.Request(address, message, {"Content-Type": "application/json"})
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout) as answer:
        content: bytes = answer.read(LONGEST)
    return content
