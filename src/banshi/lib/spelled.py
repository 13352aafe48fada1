"""Names held against each other: however it was spelled, it is the same name."""

import unicodedata

from django.db.models import CharField, Func

_MARKS = "[]【】〔〕 "
_AS = str.maketrans(dict(zip(_MARKS, [*"()()()", None], strict=True)))


class Spelled(Func):
    """A name without what spellings differ in, as an expression: width of characters and brackets (NFKC), spaces, capitals."""

    template = "upper(translate(normalize(%(expressions)s, NFKC), '[]【】〔〕 ', '()()()'))"
    arity = 1
    output_field = CharField()


def spelled(name: str) -> str:
    """The same of a name at hand."""
    return unicodedata.normalize("NFKC", name).translate(_AS).upper()
