"""Uploads for tests."""

import io

from banshi.files import actions
from banshi.files.actions import Kept
from banshi.files.limits import Limits
from banshi.lib.actor import Actor
from tests.files.samples import a_pdf

WANG = Actor(kind="person", account=1, name="王经办", unit=1, unit_name="渝州实业公司")
LIMITS = Limits(("pdf", "doc", "docx", "jpg", "zip", "rar"), 2 * 1024 * 1024)


def an_upload(data: bytes | None = None, name: str = "章程.pdf") -> Kept:
    """What 王经办 has uploaded."""
    return actions.keep(io.BytesIO(a_pdf() if data is None else data), name, limits=LIMITS, by=WANG)


def a_content(data: bytes) -> Kept:
    """A content in the store, without anybody having looked into it."""
    return actions.keep_own(data, "登记证.pdf", "pdf", by=WANG)
