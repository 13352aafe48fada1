"""Names held against each other: however it was spelled, it is the same name."""

from django.db.models import CharField, Func


class Spelled(Func):
    """A name without what spellings differ in, as an expression: width of characters and brackets (NFKC), spaces, capitals."""

    template = "upper(translate(normalize(%(expressions)s, NFKC), '[]【】〔〕 ', '()()()'))"
    arity = 1
    output_field = CharField()
