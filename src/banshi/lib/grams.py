"""Two-character pieces of texts: an index over them finds any part of a Chinese text without an extension."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import DataContains
from django.db.models import Expression, Func, Q, TextField, Value
from django.db.models.functions import Lower, StrIndex
from django.db.models.lookups import GreaterThan

from banshi.lib.spelled import spellings


class Grams(Func):
    """The two-character pieces of a text, each under its key, without spaces and in small letters."""

    function = "banshi_grams"
    output_field = ArrayField(TextField())


class Together(Func):
    """Texts of a row one after the other, to be looked through at once."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


def stands(said: str | Expression, text: str) -> GreaterThan:
    """Whether a text stands in another. A pattern would say the same, but the planner takes any pattern for rare, and would gather all
    that hold a word everybody has."""
    return GreaterThan(StrIndex(Lower(said), Value(text.lower())), 0)


def holds(said: str | Expression, text: str) -> Q:
    """That a text stands in another, in one of its spellings. What has two characters or more is found by an index on
    `Grams(Value(""), said)`; a single one stands in nearly every text, and is looked for row by row."""
    return Q(*[_holds(said, each) for each in spellings(text)], _connector=Q.OR)


def _holds(said: str | Expression, text: str) -> Q:
    pieces = DataContains(Grams(Value(""), said), Grams(Value(""), Value(text)))
    return Q(stands(said, text), pieces) if len("".join(text.split())) > 1 else Q(stands(said, text))
