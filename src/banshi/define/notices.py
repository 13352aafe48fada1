"""What is said to whom when a move was made."""

from dataclasses import dataclass
from typing import Literal

from banshi.define.word import Word

NOTICE_WORDS = ("matter", "unit", "ref", "by", "opinion", "desk")
MANY_WORDS = ("matter", "count", "cases", "by", "opinion", "desk")


@dataclass(frozen=True, kw_only=True)
class Notice(Word):
    """After move `on`, `text` goes to the filer's or the next desk's people, where no desk is next to those it lay with, or to the
    superiors below that desk who had passed the case on: always in the site, with `sms` by message too.

    `text` may use {matter}, {unit}, {ref}, {by} (who moved), {opinion} and {desk} (whose turn it is now). With `last`, only when
    the case has reached its end or left the superiors; with `last=False`, only while it still climbs.

    `many` is the one message in the place of those of several cases that one press has moved and that are told to the same unit: it may
    use {count}, {cases} (what the first of them are called, or whose they are) and what is the same of all. Without it each is told alone.
    """

    on: str
    to: Literal["filer", "desk", "passed_on"]
    text: str
    sms: bool = False
    last: bool | None = None
    many: str = ""
