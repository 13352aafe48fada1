"""SMS: through a gateway that takes JSON over HTTP, or into a folder where none is set."""

from http.client import HTTPException
from typing import Any

from django.conf import settings

from banshi.carriers import posting, sinks

TIMEOUT = 10  # seconds


class NotSent(RuntimeError):
    """The gateway did not take the message; the outbox tries again."""


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
    try:
        posting.post(settings.SMS_URL, message, TIMEOUT)
    except (OSError, HTTPException) as fault:
        raise NotSent(f"the SMS gateway did not take it: {fault}") from fault
