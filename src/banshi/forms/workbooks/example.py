"""The example row of a template: how a sound row may look. What the pack says stands there, and the rest is made up; what the system fills
in by itself stays empty, and so does what the other answers leave unasked. Pure."""

from typing import Any

from banshi.define import (
    Choice,
    Choices,
    Code,
    Day,
    Field,
    Form,
    Industry,
    Number,
    Organisation,
    Phone,
    Region,
    Workbook,
)
from banshi.forms.workbooks.layout import EXAMPLE, Sheet
from banshi.forms.workbooks.naming import of_options

ORG_CODE = "10000001-8"
MADE_UP: dict[type[Field], str] = {
    Code: ORG_CODE,
    Day: "2012-06-30",
    Industry: "E48",
    Organisation: ORG_CODE,
    Phone: "023-67890000",
    Region: "500103",
}


def example_row(form: Form, sheet: Sheet, workbook: Workbook) -> list[str]:
    """The cells of the example row of a sheet."""
    answers: dict[str, Any] = {} if sheet.of else dict(workbook.given)
    hidden = {field.key: section.when for section in form.sections for field in section.fields if section.when}
    cells = [f"{EXAMPLE}（本行不导入）"]
    for field in (column.field for column in sheet.columns[1:]):
        conditions = (field.when, None if sheet.of else hidden.get(field.key))
        asked = all(when.holds(answers) for when in conditions if when)
        said = workbook.example.get(f"{sheet.of}/{field.key}" if sheet.of else field.key)
        cells.append((_made_up(field) if said is None else said) if asked else "")
        answers[field.key] = _value(field, cells[-1])
    return cells


def _made_up(field: Field) -> str:
    if field.fact:
        return ""
    if isinstance(field, Choice | Choices):
        return field.options[0].shown
    if isinstance(field, Number):
        return field.least if field.least not in ("", "0") else "100"
    return MADE_UP.get(type(field), f"某{field.label}")


def _value(field: Field, cell: str) -> str:
    return of_options(field.options).find(cell)[0] if isinstance(field, Choice | Choices) else cell
