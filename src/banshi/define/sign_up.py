"""Signing up: people who make their account themselves."""

from dataclasses import dataclass

from banshi.define.word import Word
from banshi.lib.documents import KINDS


@dataclass(frozen=True, kw_only=True)
class SignUp(Word):
    """【注册】 at the door: a person signs up with a phone and a mailbox that are theirs.

    The account gets `role`, the person a place in `tree` below the agency at its root. `agreement` is the name of a Markdown file beside
    pack.py, which must be agreed to; after opening it holds the text, and `agreement_title` is what it is called. `documents` are the kinds
    of identity documents that are offered.
    """

    role: str
    tree: str
    agreement: str
    agreement_title: str = "用户注册协议"
    documents: tuple[str, ...] = tuple(KINDS)
