"""By what words everybody would know who somebody is: names, phones, ID numbers and mailboxes, however they are written (S24)."""

import re
from collections.abc import Iterable, Iterator

from banshi.lib.text import bare, shown

_NUMERALS = ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零幺貳參肆伍陸柒捌玖")


def _any(digits: str) -> str:
    """One of these digits, as a figure or a Chinese numeral."""
    return "[" + digits + "".join(row[int(each)] for row in _NUMERALS for each in digits) + "]"


_GAP = r"[\W_]{0,3}"  # what may stand between two digits: anything but letters and digits
_ANY = _any("0123456789")
_D = _GAP + _ANY
_ONE, _HIGH = _any("1"), _any("3456789")
_MOBILE = rf"(?:\+|00)?(?:86{_GAP})?{_ONE}{_GAP}{_HIGH}(?:{_D}){{9}}"
_CENTURY = rf"(?:{_GAP}{_ONE}{_GAP}{_any('9')}|{_GAP}{_any('2')}{_GAP}{_any('0')})"  # in which somebody was born
_CITIZEN = rf"{_ANY}(?:{_D}){{5}}{_CENTURY}(?:{_D}){{9}}{_GAP}(?:{_ANY}|[Xx])"
_AREA = rf"{_any('0')}(?:{_GAP}{_ONE}{_GAP}{_any('0')}|{_GAP}{_any('2')}{_D}|{_GAP}{_HIGH}{_D}{_D})"
_LANDLINE = rf"{_AREA}{_GAP}{_any('2345678')}(?:{_D}){{6,7}}"
_NUMBER = re.compile(rf"(?<![0-9])(?:{_CITIZEN}|{_MOBILE}|{_LANDLINE})(?![0-9])")
_AT = r"(?:\s?@\s?|\s?[(\[{<【〔]\s?at\s?[)\]}>】〕]\s?|\sat\s)"
_MAILBOX = re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}", re.ASCII | re.IGNORECASE)

# Rows of digits that are no numbers of anybody: days, hours and amounts in groups of three, where nothing of the kind goes on.
_DAY = r"(?:19|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:[12][0-9]|3[01]|0?[1-9])(?!\1?[0-9])"
_HOUR = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?!:?[0-9])"
_AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?!,?[0-9])"
_NOBODY_S = re.compile(rf"(?<![0-9])(?<![0-9][-/.:,])(?:{_DAY}|{_HOUR}|{_AMOUNT})")

_CASE = re.compile(r"(?<![a-z])[a-z]{2,4}\s?20[0-9]{2}[\W_]{0,3}[0-9]{7}[\W_]{0,3}[0-9](?![0-9])", re.IGNORECASE)


def told_in(text: str, names: Iterable[str] = ()) -> Iterator[str]:
    """What in a text tells who somebody is: those of `names` that stand in it, then numbers and mailboxes as they are written there."""
    letters = bare(text).casefold()
    yield from (name for name in names if len(name) > 1 and bare(name).casefold() in letters)
    line = shown(text)
    numbers = _NUMBER.finditer(_NOBODY_S.sub("是", line))  # a letter, which ends a row of digits
    yield from (found[0].strip() for kind in (numbers, _MAILBOX.finditer(line)) for found in kind)


def cases_in(text: str) -> Iterator[str]:
    """What in a text is the number of a case, such as CQ2026-0000123-7."""
    yield from (found[0] for found in _CASE.finditer(shown(text)))
