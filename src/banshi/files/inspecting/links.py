"""Addresses inside documents: where a click may lead, and what may be noted of the own disk."""

import re
from urllib.parse import unquote

from banshi.files.inspecting.unfit import Unfit

# A page of the web, a mailbox, or a place without a scheme; never another machine's share, a program or a script.
CLICKED = re.compile(r"(https?://|mailto:).*|(?![\\/]{2})(?![a-z][a-z0-9+.-]*:).*", re.IGNORECASE | re.DOTALL)
# A name, a path, or a path on a drive; never another machine.
LOCAL = re.compile(r"(file:///(?![\\/])|(?![\\/]{2}))([a-z]:)?[^:]*", re.IGNORECASE)
SKIPPED = dict.fromkeys(range(0x21))  # readers ignore blanks and control characters


def check_click(target: str) -> None:
    """Raises Unfit when a click on this would do anything but open a page of the web or write an e-mail."""
    if not CLICKED.fullmatch(_plain(target)):
        raise Unfit(f"文档里的链接“{target[:60]}”不是网页或邮箱，请删除这个链接")


def is_local(target: str) -> bool:
    """True when reading this does not leave the own machine."""
    return bool(LOCAL.fullmatch(_plain(target)))


def _plain(target: str) -> str:
    return unquote(target).translate(SKIPPED)
