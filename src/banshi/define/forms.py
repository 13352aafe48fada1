"""A form: sections of fields, in the order people meet them."""

from collections.abc import Iterator
from dataclasses import dataclass

from banshi.define.conditions import Condition
from banshi.define.fields import Field, Table
from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class Section(Word):
    """Fields under one heading. `when` shows the whole section only where the condition holds."""

    key: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Form(Word):
    """What a matter asks. `submit` is the button under it: it keeps what is filled in, names what is wrong with it, and goes on to the
    materials or, where there are none, back to the list."""

    title: str
    sections: tuple[Section, ...]
    submit: str = "下一步"

    def fields(self) -> Iterator[Field]:
        """All fields, sections flattened; a table is one field."""
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field | None:
        """The field of that key; "table/column" finds a column."""
        first, _, column = key.partition("/")
        found = next((field for field in self.fields() if field.key == first), None)
        if column and isinstance(found, Table):
            return next((field for field in found.columns if field.key == column), None)
        return None if column else found

    def label(self, key: str) -> str:
        """What people call that field; the key itself where there is none."""
        found = self.field(key)
        return found.label if found else key
