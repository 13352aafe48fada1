"""Folders that stand in for carriers: the tests' sink, and what `make run` would have sent.

`sms/<message id>.json`, `mail/<message id>.eml`, `captcha/<key>.json`. Writing the same message again replaces the same file.
"""

import json
import logging
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from banshi.lib import home

NAME = re.compile(r"[\w-]+")
log = logging.getLogger(__name__)


def captcha(key: str, answer: str) -> None:
    """Tells the tests what a captcha says. Without a test sink nothing is written anywhere."""
    if settings.TEST_SINK:
        put("captcha", key, "json", spelled({"key": key, "answer": answer}))


def put(kind: str, name: str, ending: str, content: bytes) -> None:
    """Writes one message, all at once for whoever watches the folder. Raises ValueError for a name that could be a path."""
    if not NAME.fullmatch(name):
        raise ValueError("not the name of a message")
    file = folder(kind) / f"{name}.{ending}"
    part = file.with_name(f".{secrets.token_hex(8)}")
    part.write_bytes(content)
    part.rename(file)
    if not settings.TEST_SINK:
        _say_where(kind, file.parent)


@cache
def _say_where(kind: str, kept: Path) -> None:
    """Once is enough: a day of notices would fill the log."""
    log.info("nothing is set to carry %s, so every message is written to %s", kind, kept)


def spelled(message: dict[str, Any]) -> bytes:
    """A message as JSON."""
    return json.dumps(message, ensure_ascii=False).encode()


def folder(kind: str) -> Path:
    """The folder of a kind of message: the tests' sink, or `outgoing` of this installation."""
    found = Path(settings.TEST_SINK) / kind if settings.TEST_SINK else home.path("outgoing") / kind
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found
