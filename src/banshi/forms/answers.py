"""Answers to and from people: what a page sends becomes a draft, an answer becomes something to read."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from banshi.define import (
    Choice,
    Choices,
    Converted,
    Day,
    Field,
    Form,
    Industry,
    Number,
    Option,
    Organisation,
    Region,
    Table,
    as_number,
)
from banshi.forms.cleaning import MOST_DIGITS, ROW_ID
from banshi.lib.text import visible

LONGEST_CELL = 10_000


class Sent(Protocol):
    """What a browser sends: several values under one name."""

    def getlist(self, key: str) -> list[str]:
        """All values under a name."""

    def __contains__(self, key: object) -> bool: ...


def from_post(form: Form, sent: Sent, before: Mapping[str, Any]) -> dict[str, Any]:
    """The draft after a page was sent: what is visible of what was typed, only fields the form offers, read-only ones left alone.

    A field that was not on the page keeps what the draft held. A table's rows come in the order of `<table>/rows`.
    """
    draft = dict(before)
    for field in form.fields():
        if not field.read_only and f"{field.key}/sent" in sent:
            draft[field.key] = _table(field, sent) if isinstance(field, Table) else _typed(field, sent, field.key)
    return draft


def _typed(field: Field, sent: Sent, name: str) -> Any:
    values = [visible(value[:LONGEST_CELL], lines=True) for value in sent.getlist(name)]
    if isinstance(field, Industry):
        return [code for value in values for code in re.split(r"[\s,，;；]+", value) if code]
    if isinstance(field, Choices):
        return [value for value in values if value.strip()]
    if isinstance(field, Organisation | Region):
        return values[-1].strip() if values else ""
    return values[-1] if values else ""


def _table(table: Table, sent: Sent) -> list[dict[str, Any]]:
    sent_rows = [given for given in sent.getlist(f"{table.key}/rows") if ROW_ID.fullmatch(given)]
    return [
        {"id": row} | {column.key: _typed(column, sent, f"{table.key}/{row}/{column.key}") for column in table.columns}
        for row in dict.fromkeys(sent_rows[: table.most + 1])
    ]


def most_sent(form: Form) -> int:
    """How many values a page of the form sends when it is full: tables with twice the rows they may have, so that too many is said in
    words, and every cell named once more as changed."""
    return sum(_most_values(field) for field in form.fields())


def _most_values(field: Field) -> int:
    if isinstance(field, Table):
        return 2 + 2 * field.most * (1 + sum(map(_most_values, field.columns)))
    several = len(field.options) if isinstance(field, Choices) else field.most if isinstance(field, Industry) else 1
    return 2 + several


def as_typed(answer: Any) -> Any:
    """A fact or an answer in the spelling of a draft: a reference by its code, a number as text, rows with their ids."""
    if isinstance(answer, list):
        return [as_typed(each) for each in answer]
    if isinstance(answer, dict):
        return (
            answer["code"]
            if answer.keys() == {"code", "name"}
            else {key: as_typed(each) for key, each in answer.items()}
        )
    return "" if answer is None else str(answer)


def show(field: Field, answer: Any) -> str:
    """A cleaned answer as people read it."""
    if answer in (None, "", []):
        return ""
    if isinstance(field, Table):
        return f"{len(answer)} {field.row}"
    if isinstance(field, Number):
        return f"{grouped(answer)} {field.unit}".strip() + (
            f"（合 {also}）" if (also := converted(field.also, answer)) else ""
        )
    if isinstance(field, Day):
        year, month, day = answer.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    if isinstance(field, Choice | Choices):
        return "、".join(_label(field.options, one) for one in (answer if isinstance(answer, list) else [answer]))
    if isinstance(answer, list):
        return "；".join(f"{one['code']} {one['name']}" for one in answer)
    return f"{answer['name']}（{answer['code']}）" if isinstance(answer, dict) else str(answer)


def converted(into: Converted | None, number: Any) -> str:
    """A number in another unit, "1.5 亩"; empty where there is none, and for what is no number."""
    value = as_number(number)
    if into is None or value is None:
        return ""
    if not value.is_finite() or value.adjusted() >= MOST_DIGITS:  # typed, and not looked at yet
        return ""
    rounded = (value * Decimal(into.factor)).quantize(Decimal(1).scaleb(-into.places), ROUND_HALF_UP)
    return f"{rounded:,f} {into.unit}"


def _label(options: tuple[Option, ...], value: str) -> str:
    return next((option.shown for option in options if option.value == value), value)


def grouped(number: str) -> str:
    """A decimal string with thousands separators."""
    value: Decimal | None = as_number(number)
    return number if value is None else f"{value:,f}"
