"""What can become of a paper; check codes, and numbers as people type them."""

import secrets
import unicodedata
from collections.abc import Collection

from banshi.lib.actor import Actor

# What a check can find: the first three are true of papers we issued, the last two of what somebody brings.
GENUINE, REPLACED, REVOKED, ALTERED, UNKNOWN = "genuine", "replaced", "revoked", "altered", "unknown"

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads like something else
LENGTH = 12  # some 59 bits: at sixty tries a minute nobody comes upon one
LEFT_OUT = str.maketrans("", "", "0号第")  # of a number, by people in a hurry


def may_end(by: Actor, issuer: int | None, deciding: Collection[str]) -> bool:
    """True for who holds one of the `deciding` roles in the unit that issued a paper."""
    return by.unit is not None and by.unit == issuer and any(map(by.holds, deciding))


def new_code() -> str:
    """A check code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """A code as it is printed, in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def legible(text: str, longest: int = 100) -> str:
    """What was typed without what cannot be seen (NUL, which PostgreSQL refuses, among it)."""
    return "".join(each for each in text if each.isprintable()).strip()[:longest]


def typed_code(text: str) -> str:
    """A code as typed from paper: any case and width, whatever stands between its groups."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).upper()))


def is_number(typed: str, number: str) -> bool:
    """True when somebody may have meant `number`: spaces, brackets, width, case, leading zeros and 号 tell no numbers apart that bear
    the same check code."""
    return _said(typed) == _said(number)


def _said(number: str) -> str:
    return typed_code(number).translate(LEFT_OUT)
