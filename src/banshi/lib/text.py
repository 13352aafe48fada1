"""What people type, as the house keeps it: nothing in it that nobody can see, and one spelling (S20)."""

import re
import unicodedata
from typing import Any

# Control characters; marks that turn the direction of writing or take no room; private and broken ones.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_MARKS = {"Mn", "Me"}
# What takes room as a letter and shows nothing (Hangul fillers, the empty Braille cell), what joins others unseen, and what is no character
# at all and no XML takes. Not all that is unassigned, nor what chooses a form of a Han: people's names are written with them.
_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufdd0-\ufdef"
    + "".join(chr(p << 16 | e) for p in range(17) for e in (0xFFFE, 0xFFFF))
    + "]"
)


def hides_nothing(text: str) -> bool:
    """True for a text all of which can be seen, without line breaks: nearly always, and asked many times faster than of each character."""
    return text.isprintable() and (text.isascii() or not _NOTHING.search(text))


def visible(typed: Any, *, lines: bool = False) -> str:
    """Text without characters nobody can see, a NUL among them, which no database keeps; line breaks only where asked for."""
    text = str(typed)
    if hides_nothing(text):
        return text
    text = _NOTHING.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE or (c == "\n" and lines))


def plain(typed: Any, *, lines: bool = False) -> str:
    """What is `visible`, in one spelling (NFC), without spaces around."""
    return unicodedata.normalize("NFC", visible(typed, lines=lines)).strip()


def in_words(typed: Any, *, lines: bool = False) -> str:
    """What is `plain`; nothing where no letter and no digit stands in it: a dot is no reason."""
    text = plain(typed, lines=lines)
    return text if any(c.isalnum() for c in text) else ""


def shown(text: str) -> str:
    """A text as the eye takes it: one width (NFKC), nothing unseen but line breaks, no marks that stand on others."""
    whole = visible(unicodedata.normalize("NFKC", text), lines=True)
    return "".join(c for c in whole if unicodedata.category(c) not in _MARKS)


def bare(text: str) -> str:
    """What is `shown` without spaces, to look for words in it."""
    return "".join(shown(text).split())
