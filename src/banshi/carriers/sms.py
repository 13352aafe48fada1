"""SMS: through a gateway that takes JSON over HTTP, or into a folder where none is set."""

import urllib.request
from typing import Any
from urllib.error import URLError

from django.conf import settings

from banshi.carriers import sinks

TIMEOUT = 10  # seconds


class NotSent(RuntimeError):
    """The gateway did not take the message; the outbox tries again."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not the one that was set."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def send(payload: dict[str, Any], message_id: str) -> None:
    """Sends {"phone", "text"}. Raises NotSent.

    The gateway gets the message id with every attempt, so that it can tell a repetition. One with a protocol of its own gets a small
    program in between that takes this one.
    """
    message = sinks.spelled({"message_id": message_id, "phone": payload["phone"], "text": payload["text"]})
    if settings.TEST_SINK or not settings.SMS_URL:
        sinks.put("sms", message_id, "json", message)
    else:
        _post(message)


def _post(message: bytes) -> None:
    request = urllib.request.Request(settings.SMS_URL, message, {"Content-Type": "application/json"})
    try:
        urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT).close()
    except (URLError, OSError) as fault:
        raise NotSent(f"the SMS gateway did not take it: {fault}") from fault
