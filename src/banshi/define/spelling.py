"""Texts of a pack that are more than text: patterns of codes, and texts with braces to be filled in. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping
from string import Formatter


def is_pattern(text: str) -> bool:
    """True for a regular expression."""
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def is_format(text: str, sample: Mapping[str, object]) -> bool:
    """False when the braces are odd, or ask for a spelling in which the sample cannot be put; other names pass."""
    try:
        text.format_map(defaultdict(str, sample))
    except (ValueError, TypeError, AttributeError):
        return False
    return True


def placeholders(text: str) -> set[str]:
    """The names between the braces of a text that `is_format`."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
