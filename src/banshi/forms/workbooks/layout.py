"""Which sheets and columns a form becomes: one sheet of its fields, one of each table, one of what is said of the materials."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from banshi.define import Choice, Day, Field, Form, MaterialList, Matter, Number, Option, Table, Text, Workbook

LONGEST_TITLE = 31  # characters: Excel's own limit
MUST = "*"
EXAMPLE = "示例"  # what the key of a row begins with that is never data
NOTES = "材料说明"
PROBLEMS = "问题"  # the column in which a workbook that is given back says what is wrong; nobody reads it
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Column:
    """One column: the field it asks, its heading, and what is to be answered there."""

    field: Field
    heading: str

    @property
    def shown(self) -> str:
        """The heading as the template writes it, with a mark where something must stand."""
        return self.heading + (MUST if self.field.required and self.field.when is None else "")


@dataclass(frozen=True)
class Sheet:
    """One sheet. `of` is "" for the form itself, the key of a table, or `NOTES`. The first column is the key of the row it is about."""

    of: str
    title: str
    columns: tuple[Column, ...]


def sheets(matter: Matter, workbook: Workbook) -> tuple[Sheet, ...]:
    """The sheets of a matter, the form's own first."""
    key = matter.form.field(workbook.key)
    if key is None:
        raise KeyError(workbook.key)
    asked = [field for field in matter.form.fields() if _is_asked(field, workbook)]
    plain = [field for field in asked if not isinstance(field, Table)]
    tables = [field for field in asked if isinstance(field, Table)]
    made = [Sheet("", _title(matter.form.title), _columns([replace(key, when=None), *plain], matter.form))]
    made += [Sheet(table.key, _title(table.label), _columns([key, *table.columns], matter.form)) for table in tables]
    if matter.materials and (matter.materials.described or matter.materials.excusable):
        made.append(Sheet(NOTES, NOTES, _columns([key, *_of_materials(matter.materials)], matter.form)))
    return tuple(made)


def _is_asked(field: Field, workbook: Workbook) -> bool:
    return not field.read_only and field.key != workbook.key and field.key not in workbook.given


def _of_materials(listed: MaterialList) -> Iterator[Field]:
    """What is said of a material, a row each."""
    yield Choice(key="material", label="材料", options=tuple(Option(each.key, each.title) for each in listed.materials))
    if listed.described:
        yield Text(key="number", label="文号", required=False)
        yield Day(key="day", label="形成日期", required=False)
        yield Text(key="issuer", label="出文单位", required=False)
        yield Number(key="copies", label="份数", required=False, least="1", most="9999")
    if listed.excusable:
        yield Text(key="reason", label="缺失说明", required=False, longest=500, hint="没有这项材料的写明原因")


def _columns(fields: list[Field], form: Form) -> tuple[Column, ...]:
    """Headings people know from the page, each once: two of one name say which section they are of."""
    headings = [_heading(field) for field in fields]
    counts = Counter(headings)
    return tuple(
        Column(field, heading if counts[heading] == 1 else f"{heading}（{_section(field, form)}）")
        for field, heading in zip(fields, headings, strict=True)
    )


def _heading(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if isinstance(field, Number) and field.unit else field.label


def _section(field: Field, form: Form) -> str:
    return next((section.title for section in form.sections if field in section.fields), field.key)


def _title(text: str) -> str:
    return _NOT_IN_TITLES.sub(" ", text)[:LONGEST_TITLE]
