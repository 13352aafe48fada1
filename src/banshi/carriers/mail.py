"""E-mail: by SMTP, or into a folder where no server is set."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from banshi.carriers import sinks

TIMEOUT = 20  # seconds
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def send(payload: dict[str, Any], message_id: str) -> None:
    """Sends {"to", "subject", "text"} under its message id, by which a repetition is told. Raises OSError; the outbox tries again."""
    mail = EmailMessage(
        payload["subject"], payload["text"], to=[payload["to"]], headers={"Message-ID": f"<{message_id}@banshi>"}
    )
    if settings.TEST_SINK or not settings.EMAIL_HOST:
        sinks.put("mail", message_id, "eml", mail.message().as_bytes())
    else:
        mail.connection = get_connection(SMTP, timeout=TIMEOUT)
        mail.send()
