"""What people type, as the house keeps it: nothing in it that nobody can see, and one spelling (S20)."""

import unicodedata
from typing import Any

# Control characters; marks that turn the direction of writing or take no room; private and broken ones.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


def visible(typed: Any, *, lines: bool = False) -> str:
    """Text without characters nobody can see, a NUL among them, which no database keeps; line breaks only where asked for."""
    text = str(typed)
    if text.isprintable():  # nearly always, and many times faster than looking at each character
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE or (c == "\n" and lines))


def plain(typed: Any, *, lines: bool = False) -> str:
    """What is `visible`, in one spelling (NFC), without spaces around."""
    return unicodedata.normalize("NFC", visible(typed, lines=lines)).strip()
