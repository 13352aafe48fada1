"""Folders that stand in for carriers: the tests' sink, and what `make run` would have sent.

`sms/<message id>.json`, `mail/<message id>.eml`, `captcha/<key>.json`. Writing the same message again replaces the same file.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from banshi.lib import home


def captcha(key: str, answer: str) -> None:
    """Tells the tests what a captcha says. Without a test sink nothing is written anywhere."""
    if settings.TEST_SINK:
        write("captcha", f"{key}.json", {"key": key, "answer": answer})


def write(kind: str, name: str, message: dict[str, Any]) -> None:
    """One JSON file a message."""
    (folder(kind) / name).write_text(json.dumps(message, ensure_ascii=False))


def folder(kind: str) -> Path:
    """The folder of a kind of message: the tests' sink, or `outgoing` of this installation."""
    found = Path(settings.TEST_SINK) / kind if settings.TEST_SINK else home.path("outgoing") / kind
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found
