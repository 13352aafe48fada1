"""Names held against each other: however it was spelled, it is the same name."""

import re
import unicodedata

from django.db.models import CharField, Func

_MARKS = "[]【】〔〕 "
_AS = str.maketrans(dict(zip(_MARKS, [*"()()()", None], strict=True)))
_FORMS = re.compile("[\U000e0100-\U000e01ef]")  # choose among forms of one Han
_END = ".,;:!?·•・。、-‐–—_~'\""
_FULL = str.maketrans("()", "（）")


class Spelled(Func):
    """A name without what spellings differ in, as an expression: width of characters and brackets (NFKC), spaces, capitals."""

    template = "upper(translate(normalize(%(expressions)s, NFKC), '[]【】〔〕 ', '()()()'))"
    arity = 1
    output_field = CharField()


def spelled(name: str) -> str:
    """The same of a name at hand."""
    return unicodedata.normalize("NFKC", name).translate(_AS).upper()


def looks(name: str) -> str:
    """A name as `spelled`, without what the eye passes over: which form of a Han is meant, and marks at the end."""
    return spelled(_FORMS.sub("", name)).rstrip(_END)


def spellings(text: str) -> list[str]:
    """How part of a name may be written where names are kept as they were: as it was typed, without spaces, and with brackets and
    characters of half or with brackets of full width. Mostly that is one."""
    bare = "".join(text.split())
    half = unicodedata.normalize("NFKC", bare).translate(_AS)
    return list(dict.fromkeys((text, bare, half, half.translate(_FULL))))
