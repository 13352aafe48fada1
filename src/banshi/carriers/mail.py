"""E-mail: by SMTP, or into a folder where no server is set."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from banshi.carriers import sinks


def send(payload: dict[str, Any], message_id: str) -> None:
    """Sends {"to", "subject", "text"} under its message id."""
    mail = EmailMessage(
        payload["subject"], payload["text"], to=[payload["to"]], headers={"Message-ID": f"<{message_id}@banshi>"}
    )
    if settings.TEST_SINK or not settings.EMAIL_HOST:
        (sinks.folder("mail") / f"{message_id}.eml").write_bytes(mail.message().as_bytes())
    else:
        mail.send()
