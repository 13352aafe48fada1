"""SMS: through a gateway that takes JSON over HTTP, or into a folder where none is set."""

import json
import urllib.request
from typing import Any
from urllib.error import URLError

from django.conf import settings

from banshi.carriers import sinks

TIMEOUT = 10


class NotSent(RuntimeError):
    """The gateway did not take the message; the outbox tries again."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not the one that was set."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def send(payload: dict[str, Any], message_id: str) -> None:
    """Sends {"phone", "text"}. The gateway gets the message id with every attempt, so that it can tell a repetition."""
    message = {"message_id": message_id, "phone": payload["phone"], "text": payload["text"]}
    if settings.TEST_SINK or not settings.SMS_URL:
        sinks.write("sms", f"{message_id}.json", message)
        return
    request = urllib.request.Request(
        settings.SMS_URL, json.dumps(message).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
            if answer.status >= 300:
                raise NotSent(f"gateway answered {answer.status}")
    except (URLError, TimeoutError) as fault:
        raise NotSent(str(fault)) from fault
