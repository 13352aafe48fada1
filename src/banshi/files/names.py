"""A file's name as people see it. It is data: no path is ever made of it."""

import unicodedata

LONGEST = 150
# Control, direction and other invisible characters: they make a name look like another one. Private ones stay, rare Han are among them.
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def display_name(name: str) -> str:
    """The last part of a name, composed (NFC), without what cannot be seen, at most 150 characters; a short ending is kept."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = "".join(c for c in last if unicodedata.category(c) not in INVISIBLE).strip() or "未命名"
    if len(plain) <= LONGEST:
        return plain
    stem, dot, end = plain.rpartition(".")
    return stem[: LONGEST - len(end) - 1] + dot + end if dot and len(end) < 10 else plain[:LONGEST]


def ending(name: str) -> str:
    """What stands behind the last dot, in small letters. Windows ignores dots and blanks at the end, so they do not count."""
    return name.rstrip(". ").rpartition(".")[2].lower()
